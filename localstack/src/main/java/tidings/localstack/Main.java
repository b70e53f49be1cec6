package tidings.localstack;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import tidings.platform.Env;

/// Runs all of Tidings on this machine until Ctrl-C: the command behind `./mvnw -Prun`.
public final class Main {
    private final PrintStream out;

    private Main(PrintStream out) {
        this.out = out;
    }

    /// @param arguments the folder of `template.yaml`; without one, the working folder
    public static void main(String[] arguments) throws InterruptedException {
        Path root = Path.of(arguments.length == 0 ? "" : arguments[0]).toAbsolutePath();
        new Main(System.out).run(root, Choices.from(Env.system()));
    }

    private void run(Path root, Choices choices) throws InterruptedException {
        if (!Files.exists(root.resolve("template.yaml"))) {
            throw new IllegalArgumentException("no template.yaml in " + root + "; name the folder that has it");
        }
        long began = System.nanoTime();
        out.println("Tidings, on this machine:");
        Tidings tidings = Tidings.start(root, choices, settings -> settings.console(this::trouble), this::started);
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            out.println("Stopping ...");
            tidings.close();
            out.println("All stopped.");
            stopped.countDown();
        }));
        out.printf("%nReady after %.1f s. Logs: %s%n", seconds(began), root.resolve("localstack/target/stack/logs"));
        out.println(tidings.telegram()
                .map(sandbox -> "Open " + sandbox.page() + " and send /start. Ctrl-C stops everything.")
                .orElse("Write to your bot in Telegram. Ctrl-C stops everything."));
        stopped.await();
    }

    private void started(String what, String where, Duration took) {
        out.printf("  %-28s %6.1f s  %s%n", what, took.toMillis() / 1000.0, where);
    }

    private void trouble(String line) {
        out.println("  ! " + line);
    }

    private static double seconds(long since) {
        return Duration.ofNanos(System.nanoTime() - since).toMillis() / 1000.0;
    }
}
