package tidings.loadtest.budgets;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Compares what was measured last with what is allowed: the command behind `exec:exec@budgets`.
public final class Main {
    private static final int SLOW_TESTS = 10;

    private Main() {}

    /// Exits with 1 when something is over its limit.
    ///
    /// @param arguments the project's folder, and `keep` to keep what was counted as well
    public static void main(String[] arguments) throws IOException {
        Path project = Path.of(arguments[0]).toAbsolutePath();
        Path results = project.resolve("loadtest/results");
        Result counted = Counted.of(project, InstantSource.system());
        if (List.of(arguments).contains("keep")) {
            counted.keep(results);
            Performance.write(project);
        }
        Map<String, List<Result>> kept = new TreeMap<>(Result.kept(results));
        List<Result> before = kept.getOrDefault("counted", List.of());
        if (!List.of(arguments).contains("keep")) {
            kept.put(
                    "counted",
                    Stream.concat(before.stream(), Stream.of(counted)).toList());
        }
        List<Gate> gates = Gate.read(project);
        Budgets budgets = new Budgets(gates, kept);
        List<String> over = budgets.print(System.out);
        budgets.printChanges(System.out);
        System.out.println("\nThe slowest tests of the last build, in seconds:");
        SlowTests.of(project, SLOW_TESTS)
                .forEach(test -> System.out.printf(Locale.ROOT, "%8.1f  %s%n", test.seconds(), test.name()));
        History.draw(gates, kept, results.resolve("history.svg"))
                .ifPresent(file -> System.out.println("\nOver all kept results: " + file));
        System.exit(over.isEmpty() ? 0 : 1);
    }
}
