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
import tidings.store.DatabaseReport;
import tidings.store.cache.CacheConfig;

/// Numbers of the deployment, and of the environment that answers: environments do not know of one another, so
/// memory, pool and lookups are of one. Thread-safe.
final class SystemMetrics {
    private final Sources sources;
    private final Version version;
    private final InstantSource clock;
    private volatile Instant startedAt;

    SystemMetrics(Sources sources, Version version, InstantSource clock) {
        this.sources = sources;
        this.version = version;
        this.clock = clock;
        this.startedAt = clock.instant();
    }

    /// @param poolSize most connections of this environment
    record Sources(
            Supplier<Machine> machine,
            Supplier<Map<String, Queues.Depth>> queues,
            Supplier<Database.Pool> pool,
            int poolSize,
            Supplier<DatabaseReport> database,
            Supplier<ModelMetrics> model,
            HealthCheck health,
            CacheConfig.Mode cacheMode,
            CacheCounts lookups,
            Supplier<Optional<Insights>> insights) {}

    /// @param lastHour absent while nothing has been read from CloudWatch
    record Report(
            Instant timestamp,
            System system,
            Pool pool,
            Cache cache,
            Map<String, Queues.Depth> queues,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) Optional<LastHour> lastHour) {}

    /// Everything.
    record All(
            Instant timestamp,
            System system,
            DatabaseMetrics database,
            Cache cache,
            Map<String, Queues.Depth> queues,
            ModelMetrics model,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) Optional<LastHour> lastHour) {}

    /// @param uptimeSeconds since this environment started or was restored
    /// @param cpuPercent of all processors; of this process, lately
    /// @param memoryUsedMegabytes of the environment, not of the heap alone
    record System(
            String version,
            String profile,
            long uptimeSeconds,
            double cpuPercent,
            long memoryUsedMegabytes,
            long memoryAvailableMegabytes,
            double memoryPercent,
            long heapUsedMegabytes,
            long heapMaxMegabytes,
            int processors) {}

    /// @param size connections that are open
    record Pool(int active, int idle, int waiting, int size, int min, int max, double utilizationPercent) {
        static Pool of(Database.Pool pool, int max) {
            return new Pool(
                    pool.active(),
                    pool.idle(),
                    pool.waiting(),
                    pool.active() + pool.idle(),
                    0,
                    max,
                    100.0 * pool.active() / max);
        }
    }

    record DatabaseMetrics(Pool pool, DatabaseReport storage) {}

    record QueueMetrics(Map<String, Queues.Depth> queues) {}

    /// @param status how Valkey responds to this environment
    /// @param serverless what ElastiCache reports
    record Cache(
            CacheConfig.Mode mode,
            Health.Status status,
            long responseMillis,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) Optional<String> reason,
            CacheCounts.Lookups lookups,
            Insights.Cache serverless) {}

    /// @param until when the hour ended
    /// @param numbers totals and averages by name
    record LastHour(Instant until, Map<String, Double> numbers) {
        static LastHour of(Insights insights) {
            return new LastHour(insights.at(), new TreeMap<>(insights.lastHour()));
        }
    }

    Report report() {
        Optional<Insights> latest = sources.insights().get();
        return new Report(
                clock.instant(),
                system(),
                pool(),
                cache(latest),
                sources.queues().get(),
                latest.map(LastHour::of));
    }

    All all() {
        Optional<Insights> latest = sources.insights().get();
        return new All(
                clock.instant(),
                system(),
                database(),
                cache(latest),
                sources.queues().get(),
                model(),
                latest.map(LastHour::of));
    }

    DatabaseMetrics database() {
        return new DatabaseMetrics(pool(), sources.database().get());
    }

    Cache cache() {
        return cache(sources.insights().get());
    }

    QueueMetrics queues() {
        return new QueueMetrics(sources.queues().get());
    }

    ModelMetrics model() {
        return sources.model().get();
    }

    private Pool pool() {
        return Pool.of(sources.pool().get(), sources.poolSize());
    }

    private Cache cache(Optional<Insights> latest) {
        Health.State cache = sources.health().health().dependencies().get("cache");
        return new Cache(
                sources.cacheMode(),
                cache.status(),
                cache.responseMillis(),
                cache.reason(),
                sources.lookups().lookups(),
                latest.map(Insights::cache).orElse(Insights.Cache.UNKNOWN));
    }

    private System system() {
        Runtime runtime = Runtime.getRuntime();
        Machine machine = sources.machine().get();
        long used = machine.memoryMegabytes() - machine.availableMegabytes();
        return new System(
                version.label(),
                version.profile(),
                Duration.between(startedAt, clock.instant()).toSeconds(),
                machine.cpuPercent(),
                used,
                machine.availableMegabytes(),
                100.0 * used / machine.memoryMegabytes(),
                (runtime.totalMemory() - runtime.freeMemory()) >> 20,
                runtime.maxMemory() >> 20,
                runtime.availableProcessors());
    }

    void restored() {
        startedAt = clock.instant();
    }
}
