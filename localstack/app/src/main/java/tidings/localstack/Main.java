package tidings.localstack;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import tidings.aws.Env;
import tidings.localstack.stack.CloseableStack;
import tidings.localstack.stack.StackSettings;

/// Runs all of Tidings on this machine until Ctrl-C: the command behind `./mvnw -Prun`.
public final class Main {
    /// What starts when Ctrl-C comes is allowed to get so far that it can be stopped.
    private static final long STARTING_SECONDS = 20;

    /// A line of a function's log can be a whole stack trace.
    private static final int LINE = 300;

    private final PrintStream out;
    private final CloseableStack parts = new CloseableStack();
    private final CountDownLatch started = new CountDownLatch(1);

    private Main(PrintStream out) {
        this.out = out;
    }

    /// @param arguments the folder of `template.yaml`; without one, the working folder
    public static void main(String[] arguments) throws InterruptedException {
        Path root = Path.of(arguments.length == 0 ? "" : arguments[0]).toAbsolutePath();
        if (!new Main(System.out).run(root)) {
            System.exit(1);
        }
    }

    /// Returns only when it could not start.
    private boolean run(Path root) throws InterruptedException {
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop));
        long began = System.nanoTime();
        try {
            if (!Files.exists(root.resolve("template.yaml"))) {
                throw new IllegalArgumentException("no template.yaml in " + root + "; pass the folder that has it");
            }
            out.println("Starting Tidings on this machine:");
            Tidings tidings =
                    Tidings.start(root, LocalOptions.from(Env.system()), this::onATerminal, this::started, parts);
            out.printf(
                    "%nReady after %.1f s. Logs: %s%n",
                    Duration.ofNanos(System.nanoTime() - began).toMillis() / 1000.0,
                    Tidings.work(root).resolve("logs"));
            out.println("Dashboard and alarms: " + tidings.dashboard());
            out.println("Health: " + tidings.health());
            out.println(tidings.telegram()
                    .map(sandbox -> "Open " + sandbox.page() + " and send /start. Ctrl-C stops everything.")
                    .orElse("Write to your bot in Telegram. Ctrl-C stops everything."));
        } catch (CancellationException _) {
            // Ctrl-C came early; stop() tells the rest.
        } catch (RuntimeException e) {
            out.println("Cannot start: " + e.getMessage());
            return false;
        } finally {
            started.countDown();
        }
        new CountDownLatch(1).await();
        return true;
    }

    private void stop() {
        out.println("Stopping ...");
        parts.close();
        try {
            if (!started.await(STARTING_SECONDS, TimeUnit.SECONDS)) {
                out.println("Something was still starting; it ends with this process.");
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        out.println("All stopped.");
    }

    private StackSettings onATerminal(StackSettings settings) {
        return settings.console(this::warn).caches(StackSettings.AotCaches.TRAINED);
    }

    private void started(String what, String where, Duration took) {
        out.printf("  %-28s %6.1f s  %s%n", what, took.toMillis() / 1000.0, where);
    }

    private void warn(String line) {
        out.println("  ! " + (line.length() > LINE ? line.substring(0, LINE) + " ..." : line));
    }
}
