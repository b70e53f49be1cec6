package tidings.sender;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// Waits on the calling thread.
@FunctionalInterface
interface Sleeper {
    void until(Instant moment);

    static Sleeper on(InstantSource clock) {
        return moment -> {
            Duration wait = Duration.between(clock.instant(), moment);
            if (wait.isPositive()) {
                try {
                    Thread.sleep(wait);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new IllegalStateException("interrupted while waiting for a message's turn", e);
                }
            }
        };
    }
}
