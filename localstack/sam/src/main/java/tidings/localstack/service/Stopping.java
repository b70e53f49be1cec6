package tidings.localstack.service;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// Stops a child process with SIGTERM, and after two seconds with SIGKILL.
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
