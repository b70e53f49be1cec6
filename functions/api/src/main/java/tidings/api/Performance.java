package tidings.api;

import java.time.Instant;
import java.util.List;
import tidings.settings.Tunables;

/// Budgets and suggestions of this moment. Thread-safe.
record Performance(SystemMetrics metrics, HealthCheck health, Tunables tunables) {
    /// @param score share of budgets that are kept, in percent
    record Report(
            Instant timestamp,
            String version,
            String profile,
            Health.Readiness status,
            int score,
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
                budgets,
                Suggestions.of(all, tunables));
    }
}
