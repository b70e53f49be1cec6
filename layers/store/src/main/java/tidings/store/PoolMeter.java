package tidings.store;

import com.zaxxer.hikari.metrics.IMetricsTracker;
import com.zaxxer.hikari.metrics.PoolStats;
import java.time.Duration;
import tidings.aws.Meter;

/// Meters how long each connection was waited for, and how many connections were in use and threads waiting.
record PoolMeter(PoolStats stats, Meter meter) implements IMetricsTracker {
    @Override
    public void recordConnectionAcquiredNanos(long nanos) {
        meter.time("ConnectionBorrowTime", "borrowed", Duration.ofNanos(nanos));
        meter.count("Connections", "active", stats.getActiveConnections());
        meter.count("Connections", "waiting", stats.getPendingThreads());
    }

    @Override
    public void recordConnectionTimeout() {
        meter.count("ConnectionTimeout", "timeout", 1);
    }
}
