package tidings.api;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tidings.settings.Tunables;
import tidings.state.UsualHours;

/// Budgets and suggestions of this moment. Thread-safe.
record Performance(SystemMetrics metrics, HealthCheck health, Tunables tunables, UsualHours usual) {
    /// @param score share of budgets that are kept, in percent
    /// @param latencies of answers and of the API, in milliseconds, by name and percentile; of the last hour
    record Report(
            Instant timestamp,
            String version,
            String profile,
            Health.Readiness status,
            int score,
            Map<String, Double> latencies,
            List<Budget> budgets,
            List<Suggestion> suggestions) {}

    Report report() {
        SystemMetrics.All all = metrics.all();
        Health now = health.health();
        List<Budget> budgets = Budget.of(all, now);
        return new Report(
                all.timestamp(),
                all.system().version(),
                all.system().profile(),
                now.status(),
                Budget.score(budgets),
                latencies(all),
                budgets,
                Suggestions.of(evidence(all)));
    }

    Evidence evidence() {
        return evidence(metrics.all());
    }

    private Evidence evidence(SystemMetrics.All all) {
        return new Evidence(all, tunables, () -> usual.toCome(all.timestamp()));
    }

    private static Map<String, Double> latencies(SystemMetrics.All all) {
        Map<String, Double> latencies = new TreeMap<>();
        all.lastHour().ifPresent(hour -> latencies.putAll(hour.numbers()));
        latencies.keySet().removeIf(name -> !name.contains("MillisP"));
        return latencies;
    }
}
