package tidings.api;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import tidings.api.SystemMetrics.All;
import tidings.store.DatabaseReport.Table;

/// A limit that a number has to keep.
///
/// @param limit most, or least if `isLeast`
record Budget(String name, String unit, double value, double limit, boolean isLeast, boolean isKept) {
    /// So many lookups tell something.
    static final int ENOUGH_READS = 50;

    /// A table of fewer rows is no waste, however many are dead.
    static final int ENOUGH_ROWS = 1_000;

    static final double LEAST_HIT_RATE = 70;
    static final double LEAST_SERVICE_LEVEL = 99;
    static final double MOST_ANSWER_MILLIS = 2_000;
    static final double MOST_API_MILLIS = 1_000;
    static final double MOST_MEMORY = 85;
    static final double MOST_DEAD_ROWS = 20;

    /// Those about which there is a number. Limits of alarms are theirs.
    static List<Budget> of(All metrics, Health health) {
        SystemMetrics.Pool pool = metrics.database().pool();
        return List.of(
                        Optional.of(most(
                                "dependencies that are not alive",
                                "dependencies",
                                health.dependencies().values().stream()
                                        .filter(state -> state.status() != Health.Status.ALIVE)
                                        .count(),
                                0)),
                        Optional.of(most(
                                "dead letters",
                                "messages",
                                metrics.queues().values().stream()
                                        .mapToInt(Queues.Depth::deadLetters)
                                        .sum(),
                                0)),
                        Optional.of(most("threads that wait for a connection", "threads", pool.waiting(), 0)),
                        Optional.of(most("memory", "%", metrics.system().memoryPercent(), MOST_MEMORY)),
                        Optional.of(metrics.cache().lookups())
                                .filter(lookups -> lookups.reads() >= ENOUGH_READS)
                                .map(lookups ->
                                        least("lookups that hit", "%", lookups.hitRatePercent(), LEAST_HIT_RATE)),
                        worst(metrics)
                                .map(table -> most(
                                        "dead rows of the table " + table.name(),
                                        "%",
                                        deadPercent(table),
                                        MOST_DEAD_ROWS)),
                        lastHour(metrics, "serviceLevelPercent")
                                .map(number -> least("updates answered", "%", number, LEAST_SERVICE_LEVEL)),
                        lastHour(metrics, "answerMillisP95")
                                .map(number -> most("answers, p95", "ms", number, MOST_ANSWER_MILLIS)),
                        lastHour(metrics, "apiMillisP95")
                                .map(number -> most("responses of the API, p95", "ms", number, MOST_API_MILLIS)),
                        lastHour(metrics, "cacheThrottledCommands")
                                .map(number -> most("throttled commands of the cache", "an hour", number, 0)),
                        lastHour(metrics, "cacheHitRatePercent")
                                .map(number -> least("hits of the shared cache", "%", number, LEAST_HIT_RATE)))
                .stream()
                .flatMap(Optional::stream)
                .toList();
    }

    /// Share of budgets that are kept, from 0 to 100.
    static int score(List<Budget> budgets) {
        return Math.toIntExact(
                Math.round(100.0 * budgets.stream().filter(Budget::isKept).count() / budgets.size()));
    }

    static Optional<Table> worst(All metrics) {
        return metrics.database().storage().tables().stream()
                .filter(table -> table.rows() + table.deadRows() >= ENOUGH_ROWS)
                .max(Comparator.comparingDouble(Budget::deadPercent));
    }

    static double deadPercent(Table table) {
        return 100.0 * table.deadRows() / (table.rows() + table.deadRows());
    }

    static Optional<Double> lastHour(All metrics, String name) {
        return metrics.lastHour().map(hour -> hour.numbers().get(name));
    }

    private static Budget most(String name, String unit, double value, double limit) {
        return new Budget(name, unit, value, limit, false, value <= limit);
    }

    private static Budget least(String name, String unit, double value, double limit) {
        return new Budget(name, unit, value, limit, true, value >= limit);
    }
}
