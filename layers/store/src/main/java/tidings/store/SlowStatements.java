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

/// Logs statements that took too long, each once in a while, with the plan that Postgres has for them. Neither holds a
/// value: the texts are those of our code with `?` for each parameter, and the plan is the generic one
/// (https://www.postgresql.org/docs/current/sql-explain.html, `GENERIC_PLAN`). Thread-safe.
final class SlowStatements {
    private static final Logger LOG = LoggerFactory.getLogger(SlowStatements.class);
    private static final Duration ONCE_IN = Duration.ofMinutes(10);
    private static final int PLANNING_MILLIS = 1_000;

    private final Duration threshold;
    private final InstantSource clock;

    /// As many as the code has statements.
    private final Map<String, Instant> logged = new ConcurrentHashMap<>();

    private final Queue<Slow> noted = new ConcurrentLinkedQueue<>();

    private record Slow(String sql, Duration took) {}

    /// @param threshold from which a statement is slow
    SlowStatements(Duration threshold, InstantSource clock) {
        this.threshold = threshold;
        this.clock = clock;
    }

    /// Notes a statement if it was slow; returns whether it was.
    boolean note(String sql, Duration took) {
        if (took.compareTo(threshold) < 0) {
            return false;
        }
        Instant now = clock.instant();
        Instant due = now.minus(ONCE_IN);
        if (logged.merge(sql, now, (last, _) -> last.isAfter(due) ? last : now) == now) {
            noted.add(new Slow(sql, took));
        }
        return true;
    }

    /// Logs what was noted. The plans are asked for on a connection that is out of any transaction, so that none is
    /// held open for them or broken by them.
    void log(Connection idle) {
        for (Slow slow = noted.poll(); slow != null; slow = noted.poll()) {
            LOG.warn("slow statement, {} ms: {}\n{}", slow.took.toMillis(), slow.sql.strip(), plan(idle, slow.sql));
        }
    }

    private static String plan(Connection idle, String sql) {
        try {
            if (idle.isClosed() || !idle.getAutoCommit()) {
                return "(no plan: the connection is not free)";
            }
            idle.setNetworkTimeout(Runnable::run, PLANNING_MILLIS);
            return explain(idle, sql);
        } catch (SQLException e) {
            return "(no plan: SQL state " + e.getSQLState() + ")";
        }
    }

    /// The plan of a statement whose parameters are written `?`. It is sent by the simple protocol, for the other one
    /// would want a value for each `$1`.
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

    /// No statement of ours holds a `?` that is no parameter.
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
