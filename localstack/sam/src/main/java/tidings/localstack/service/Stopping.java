package tidings.localstack.service;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// Ends a child process: politely, and after a short while by force.
public final class Stopping {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private Stopping() {}

    public static void stop(Process process) {
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException _) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
