package tidings.api;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import tidings.store.Database;

/// Numbers of the whole and of the environment that answers: environments do not know of one another, so memory and
/// pool are those of one. Thread-safe.
final class SystemMetrics {
    private final Queues queues;
    private final Database database;
    private final HealthCheck checkup;
    private final String version;
    private final String profile;
    private final InstantSource clock;
    private Instant since;

    SystemMetrics(Queues queues, Database database, HealthCheck checkup, String version, String profile, InstantSource clock) {
        this.queues = queues;
        this.database = database;
        this.checkup = checkup;
        this.version = version;
        this.profile = profile;
        this.clock = clock;
        this.since = clock.instant();
    }

    /// @param cache how Valkey answers
    record Report(System system, Database.Pool pool, Health.State cache, Map<String, Queues.Depth> queues) {}

    /// @param upSeconds since this environment began or was restored
    /// @param heapUsed in MB
    /// @param heapMost in MB
    record System(String version, String profile, long upSeconds, long heapUsed, long heapMost, int processors) {}

    Report report() {
        Runtime runtime = Runtime.getRuntime();
        return new Report(
                new System(
                        version,
                        profile,
                        Duration.between(since, clock.instant()).toSeconds(),
                        (runtime.totalMemory() - runtime.freeMemory()) >> 20,
                        runtime.maxMemory() >> 20,
                        runtime.availableProcessors()),
                database.connections(),
                checkup.health().dependencies().get("cache"),
                queues.depths());
    }

    void restored() {
        since = clock.instant();
    }
}
