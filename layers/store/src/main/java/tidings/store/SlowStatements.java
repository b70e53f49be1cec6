package tidings.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Queue;
import java.util.StringJoiner;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.postgresql.core.BaseStatement;
import org.postgresql.core.QueryExecutor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Logs slow statements with their query plans, the same statement at most every ten minutes. The log contains no
/// values: a statement is logged with `?` for each parameter, and the plan is the generic one
/// (https://www.postgresql.org/docs/current/sql-explain.html, `GENERIC_PLAN`). Thread-safe.
final class SlowStatements {
    private static final Logger LOG = LoggerFactory.getLogger(SlowStatements.class);
    private static final Duration LOG_INTERVAL = Duration.ofMinutes(10);
    private static final int EXPLAIN_TIMEOUT_MILLIS = 1_000;

    private final Duration threshold;
    private final InstantSource clock;

    /// When each statement was last logged; no more entries than the code has statements.
    private final Map<String, Instant> logged = new ConcurrentHashMap<>();

    private final Queue<Slow> recorded = new ConcurrentLinkedQueue<>();

    private record Slow(String sql, Duration took) {}

    /// @param threshold from where on a statement is slow
    SlowStatements(Duration threshold, InstantSource clock) {
        this.threshold = threshold;
        this.clock = clock;
    }

    /// Remembers a statement if it was slow.
    void record(String sql, Duration took) {
        if (took.compareTo(threshold) < 0) {
            return;
        }
        Instant now = clock.instant();
        Instant due = now.minus(LOG_INTERVAL);
        if (logged.merge(sql, now, (last, _) -> last.isAfter(due) ? last : now) == now) {
            recorded.add(new Slow(sql, took));
        }
    }

    /// Logs the recorded statements. Their plans are read on a connection outside any transaction, so that no
    /// transaction is kept open or aborted by it.
    void log(Connection idle) {
        for (Slow slow = recorded.poll(); slow != null; slow = recorded.poll()) {
            LOG.warn("slow statement, {} ms: {}\n{}", slow.took.toMillis(), slow.sql.strip(), plan(idle, slow.sql));
        }
    }

    private static String plan(Connection idle, String sql) {
        try {
            if (idle.isClosed() || !idle.getAutoCommit()) {
                return "(no plan: the connection is in use)";
            }
            idle.setNetworkTimeout(Runnable::run, EXPLAIN_TIMEOUT_MILLIS);
            return explain(idle, sql);
        } catch (SQLException e) {
            return "(no plan: SQL state " + e.getSQLState() + ")";
        }
    }

    /// The plan of a statement whose parameters are written `?`. It uses the simple query protocol, because the
    /// extended one requires a value for each `$1`.
    static String explain(Connection connection, String sql) throws SQLException {
        StringJoiner plan = new StringJoiner("\n");
        try (BaseStatement statement = connection.createStatement().unwrap(BaseStatement.class)) {
            statement.executeWithFlags(
                    "explain (generic_plan) " + numbered(sql), QueryExecutor.QUERY_EXECUTE_AS_SIMPLE);
            try (ResultSet rows = statement.getResultSet()) {
                while (rows.next()) {
                    plan.add(rows.getString(1));
                }
            }
        }
        return plan.toString();
    }

    /// Every `?` in our statements is a parameter.
    private static String numbered(String sql) {
        StringBuilder text = new StringBuilder();
        int parameter = 0;
        for (int i = 0; i < sql.length(); i++) {
            if (sql.charAt(i) == '?') {
                text.append('$').append(++parameter);
            } else {
                text.append(sql.charAt(i));
            }
        }
        return text.toString();
    }
}
