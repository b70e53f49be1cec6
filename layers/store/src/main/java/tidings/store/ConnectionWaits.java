package tidings.store;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import com.zaxxer.hikari.metrics.IMetricsTracker;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// Tells of long waits for a connection that somebody else had, which a larger pool would have spared; of none for a
/// server that is slow to connect or to say that it is still there, or away. Thread-safe.
final class ConnectionWaits implements IMetricsTracker {
    /// From here on somebody notices.
    private static final Duration LONG = Duration.ofMillis(100);

    private final InstantSource clock;
    private volatile Runnable listener = () -> {};
    private volatile Instant connected = Instant.EPOCH;

    ConnectionWaits(InstantSource clock) {
        this.clock = clock;
    }

    /// Calls `told` once for each long wait from now on, also where no connection came in time.
    void onLong(Runnable told) {
        listener = told;
    }

    /// After each attempt.
    @Override
    public void recordConnectionCreatedMillis(long took) {
        connected = clock.instant();
    }

    /// A connection of the pool.
    Connection of(HikariDataSource pool) throws SQLException {
        HikariPoolMXBean state = pool.getHikariPoolMXBean();
        if (state.getIdleConnections() > 0) {
            return pool.getConnection();
        }
        Instant began = clock.instant();
        try {
            return pool.getConnection();
        } finally {
            // A full pool connects no more, so what comes after the last time is no part of it.
            if (state.getTotalConnections() == pool.getMaximumPoolSize() && isLongSince(began)) {
                listener.run();
            }
        }
    }

    private boolean isLongSince(Instant began) {
        Instant last = connected;
        Duration waited = Duration.between(last.isAfter(began) ? last : began, clock.instant());
        return waited.compareTo(LONG) >= 0;
    }
}
