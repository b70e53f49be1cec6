package tidings.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import tidings.settings.Insights;
import tidings.store.Database;

/// Numbers of the deployment, and of the environment that answers: environments do not know of one another, so memory
/// and pool are of one. Thread-safe.
final class SystemMetrics {
    private final Queues queues;
    private final Supplier<Database.Pool> pool;
    private final HealthCheck health;
    private final Supplier<Optional<Insights>> insights;
    private final Version version;
    private final InstantSource clock;
    private volatile Instant startedAt;

    SystemMetrics(
            Queues queues,
            Supplier<Database.Pool> pool,
            HealthCheck health,
            Supplier<Optional<Insights>> insights,
            Version version,
            InstantSource clock) {
        this.queues = queues;
        this.pool = pool;
        this.health = health;
        this.insights = insights;
        this.version = version;
        this.clock = clock;
        this.startedAt = clock.instant();
    }

    /// @param lastHour absent while nothing has been read from CloudWatch
    record Report(
            System system,
            Database.Pool pool,
            Cache cache,
            Map<String, Queues.Depth> queues,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) Optional<LastHour> lastHour) {}

    /// @param uptimeSeconds since this environment started or was restored
    record System(
            String version,
            String profile,
            long uptimeSeconds,
            long heapUsedMegabytes,
            long heapMaxMegabytes,
            int processors) {}

    /// @param status how Valkey responds to this environment
    /// @param serverless what ElastiCache reports
    record Cache(
            Health.Status status,
            long responseMillis,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) Optional<String> reason,
            Insights.Cache serverless) {}

    /// @param until when the hour ended
    /// @param numbers totals and averages by name
    record LastHour(Instant until, Map<String, Double> numbers) {
        static LastHour of(Insights insights) {
            return new LastHour(insights.at(), new TreeMap<>(insights.lastHour()));
        }
    }

    Report report() {
        Runtime runtime = Runtime.getRuntime();
        Optional<Insights> latest = insights.get();
        Health.State cache = health.health().dependencies().get("cache");
        return new Report(
                new System(
                        version.label(),
                        version.profile(),
                        Duration.between(startedAt, clock.instant()).toSeconds(),
                        (runtime.totalMemory() - runtime.freeMemory()) >> 20,
                        runtime.maxMemory() >> 20,
                        runtime.availableProcessors()),
                pool.get(),
                new Cache(
                        cache.status(),
                        cache.responseMillis(),
                        cache.reason(),
                        latest.map(Insights::cache).orElse(Insights.Cache.UNKNOWN)),
                queues.depths(),
                latest.map(LastHour::of));
    }

    void restored() {
        startedAt = clock.instant();
    }
}
