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
import tidings.store.HitRates;
import tidings.store.PreparedBenchmark;

/// Measures, keeps what it saw, and writes it into `PERFORMANCE.md`: the commands behind `exec:exec@bench`,
/// `exec:exec@prepared` and `exec:exec@hits`.
public final class Main {
    private static final List<Integer> SIZES = List.of(10_000, 100_000, 1_000_000);
    private static final int POSTS = 100_000;
    private static final int ITERATIONS = 3;
    private static final int ROUNDS = 21;

    private Main() {}

    /// @param arguments `bench`, `prepared` or `hits`, the project's folder, and for `bench` how many milliseconds an
    ///     iteration takes, if longer
    public static void main(String[] arguments) throws IOException, RunnerException, SQLException {
        Path project = Path.of(arguments[1]).toAbsolutePath();
        Run run = new Run(arguments[0], project);
        switch (arguments[0]) {
            case "bench" -> {
                micro(arguments.length > 2 ? Long.parseLong(arguments[2]) : 300, run);
                new DatabaseBenchmark(ROUNDS, run::add).run(SIZES);
            }
            case "prepared" -> new PreparedBenchmark(ROUNDS, run::add).run(POSTS);
            case "hits" -> new HitRates(run::add).of(project);
            default -> throw new IllegalArgumentException(arguments[0] + " is none of bench, prepared, hits");
        }
        System.out.println(
                "kept as " + run.result(InstantSource.system().instant()).keep(project.resolve("loadtest/results")));
        System.out.println(Performance.write(project));
    }

    private static void micro(long millis, Run run) throws RunnerException {
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
