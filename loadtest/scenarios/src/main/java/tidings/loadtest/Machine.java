package tidings.loadtest;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;

/// Where and of what a run was made.
final class Machine {
    private Machine() {}

    static String describe() {
        OperatingSystemMXBean system = ManagementFactory.getOperatingSystemMXBean();
        return String.format(
                Locale.ROOT,
                "%d processors with a load of %.1f, %s",
                system.getAvailableProcessors(),
                system.getSystemLoadAverage(),
                System.getProperty("os.arch"));
    }

    /// The short id of the commit, or `unknown` outside a repository.
    static String commit(Path root) throws IOException {
        Process git = new ProcessBuilder("git", "-C", root.toString(), "rev-parse", "--short", "HEAD")
                .redirectErrorStream(true)
                .start();
        String said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        return said.matches("[0-9a-f]{4,40}") ? said : "unknown";
    }
}
