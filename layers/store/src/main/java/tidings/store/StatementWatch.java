package tidings.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.StatementCustomizer;
import tidings.aws.Deadline;
import tidings.aws.Segment;

/// Observes every statement: limits it to the deadline of the invocation, records it if it was
/// slow, and makes it a part of the trace.
/// Thread-safe.
record StatementWatch(SlowStatements slow) implements StatementCustomizer, SqlLogger {
    /// Together with the time to connect about half of what the bot has, so that it can still say that the
    /// database is unavailable.
    private static final Duration TIMEOUT = Duration.ofSeconds(4);

    /// A timeout of the socket, after which the connection is closed. A timeout of Postgres would be session state.
    @Override
    public void beforeExecution(PreparedStatement statement, StatementContext context) throws SQLException {
        int millis = Math.toIntExact(Deadline.current().atMost(TIMEOUT).toMillis());
        statement.getConnection().setNetworkTimeout(Runnable::run, Math.max(1, millis));
    }

    @Override
    public void logAfterExecution(StatementContext context) {
        Duration took = Duration.ofNanos(context.getElapsedTime(ChronoUnit.NANOS));
        slow.record(context.getParsedSql().getSql(), took);
        Segment.ended("Postgres", took, false);
    }

    @Override
    public void logException(StatementContext context, SQLException e) {
        Segment.ended("Postgres", Duration.ofNanos(context.getElapsedTime(ChronoUnit.NANOS)), true);
    }

    /// Call it with a connection that is about to be returned to the pool.
    void released(Connection connection) {
        slow.log(connection);
    }
}
