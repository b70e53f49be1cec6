package tidings.loadtest.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import tidings.loadtest.budgets.Performance;
import tidings.loadtest.budgets.Run;
import tidings.store.DatabaseBenchmark;

/// Runs every micro benchmark quickly, keeps the results, and writes them into `PERFORMANCE.md`: the command
/// behind `exec:exec@bench`.
public final class Main {
    private static final List<Integer> SIZES = List.of(10_000, 100_000, 1_000_000);
    private static final int ITERATIONS = 3;
    private static final int ROUNDS = 21;

    private Main() {}

    /// @param arguments the project's folder, and for a longer run how many milliseconds an iteration takes
    public static void main(String[] arguments) throws IOException, RunnerException, SQLException {
        Path project = Path.of(arguments[0]).toAbsolutePath();
        long millis = arguments.length > 1 ? Long.parseLong(arguments[1]) : 300;
        Run run = new Run("bench", project);
        for (RunResult result : new Runner(new OptionsBuilder()
                        .include("tidings\\..*Benchmark\\..*")
                        .exclude("TopicModelBenchmark")
                        .mode(Mode.AverageTime)
                        .timeUnit(TimeUnit.MICROSECONDS)
                        .forks(1)
                        .warmupIterations(ITERATIONS)
                        .warmupTime(TimeValue.milliseconds(millis))
                        .measurementIterations(ITERATIONS)
                        .measurementTime(TimeValue.milliseconds(millis))
                        .jvmArgs("-XX:+UseSerialGC", "-Xmx1g", "--sun-misc-unsafe-memory-access=allow")
                        .addProfiler(GCProfiler.class)
                        .build())
                .run()) {
            String name = name(result);
            result.getAggregatedResult()
                    .getIterationResults()
                    .forEach(iteration ->
                            run.add(name + " µs", iteration.getPrimaryResult().getScore()));
            run.add(
                    name + " allocated",
                    result.getSecondaryResults().get("gc.alloc.rate.norm").getScore());
        }
        new DatabaseBenchmark(ROUNDS, run::add).run(SIZES);
        System.out.println(
                "kept as " + run.result(InstantSource.system().instant()).keep(project.resolve("loadtest/results")));
        System.out.println(Performance.write(project));
    }

    /// Such as `webhook parse` or `rules match 10000`.
    private static String name(RunResult result) {
        String[] parts = result.getParams().getBenchmark().split("\\.");
        String of = parts[parts.length - 2].replace("Benchmark", "").toLowerCase(Locale.ROOT);
        String what = parts[parts.length - 1].replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT);
        String with = result.getParams().getParamsKeys().stream()
                .map(key -> " " + result.getParams().getParam(key))
                .findFirst()
                .orElse("");
        return of + " " + what + with;
    }
}
