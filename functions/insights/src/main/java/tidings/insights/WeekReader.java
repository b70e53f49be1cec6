package tidings.insights;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tidings.settings.Insights;
import tidings.settings.Week;
import tidings.state.InsightsTable;

/// Reads the last seven days once a week, in the first hour with updates since Monday morning (UTC): a deployment
/// that nobody uses has no week to tell of.
record WeekReader(InsightsConfig config, MetricData metrics, InsightsTable table, InstantSource clock) {
    private static final Duration DAY = Duration.ofDays(1);

    /// When a week is over, and people are up.
    private static final Duration MORNING = Duration.ofHours(6);

    // List prices of us-east-1 in dollars, as `prices.yaml` has them.
    static final double GIGABYTE_SECOND = 0.0000133334;
    static final double CALL = 0.20e-6;
    static final double LOG_BYTE = 0.50e-9;
    static final double ECPU = 0.0023e-6;

    /// @param now what was just read
    void refresh(Insights now) {
        if (ServiceLevel.isUsed(now.lastHour())
                && table.week()
                        .filter(week -> !week.until().isBefore(monday(now.at())))
                        .isEmpty()) {
            table.put(read());
        }
    }

    private static Instant monday(Instant now) {
        LocalDate today = LocalDate.ofInstant(now.minus(MORNING), ZoneOffset.UTC);
        return today.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY))
                .atStartOfDay()
                .toInstant(ZoneOffset.UTC)
                .plus(MORNING);
    }

    /// The seven days before now.
    Week read() {
        Instant now = clock.instant();
        Map<String, List<Double>> days = metrics.read(Series.ofWeek(config), DAY, now.minus(DAY.multipliedBy(7)), now);
        Map<String, Double> totals = new HashMap<>();
        days.forEach((name, values) -> totals.put(
                name, values.stream().mapToDouble(Double::doubleValue).sum()));
        Map<String, Double> numbers = new HashMap<>();
        numbers.put("received", totals.getOrDefault("updatesQueued", 0.0));
        numbers.put("answered", ServiceLevel.answered(totals));
        ServiceLevel.of(totals).ifPresent(percent -> numbers.put("serviceLevelPercent", percent));
        List<Double> slow = days.getOrDefault("answerMillisP95", List.of());
        if (!slow.isEmpty()) {
            numbers.put("answerMillisP95", median(slow));
            numbers.put("worstAnswerMillisP95", Collections.max(slow));
        }
        return new Week(now, numbers, dollars(totals), false);
    }

    private Map<String, Double> dollars(Map<String, Double> totals) {
        Map<String, Double> dollars = new HashMap<>();
        config.functions()
                .forEach(function -> dollars.put(
                        function.service(),
                        CALL * totals.getOrDefault(function.service() + "Calls", 0.0)
                                + GIGABYTE_SECOND
                                        * totals.getOrDefault(function.service() + "Millis", 0.0)
                                        / 1_000
                                        * function.megabytes()
                                        / 1_024));
        dollars.put("logs", LOG_BYTE * totals.getOrDefault("logBytes", 0.0));
        dollars.put("cache", ECPU * totals.getOrDefault("cacheEcpus", 0.0));
        dollars.values().removeIf(one -> one == 0);
        return dollars;
    }

    private static double median(List<Double> values) {
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }
}
