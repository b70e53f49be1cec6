package tidings.webhook;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import tidings.aws.Meter;

/// Counts the calls without the secret, and publishes their number with the first one and then at most once a minute;
/// those after the last publication are lost with the environment. Thread-safe.
final class Refusals {
    private static final Duration INTERVAL = Duration.ofMinutes(1);

    private final Meter meter;
    private final InstantSource clock;
    private Instant next = Instant.MIN;
    private long unpublished;

    Refusals(Meter meter, InstantSource clock) {
        this.meter = meter;
        this.clock = clock;
    }

    synchronized void count() {
        unpublished++;
        Instant now = clock.instant();
        if (now.isBefore(next)) {
            return;
        }
        meter.count("UpdateReceived", "unauthorized", unpublished);
        unpublished = 0;
        next = now.plus(INTERVAL);
    }
}
