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
import tidings.aws.Meter;

/// Sees every statement: bounds it by the deadline of the invocation, counts it, and notes it if it was slow.
/// Thread-safe.
record StatementWatch(SlowStatements slow, Meter meter) implements StatementCustomizer, SqlLogger {
    /// No statement of ours is worth waiting longer for.
    private static final Duration LONGEST = Duration.ofSeconds(8);

    /// The limit is the socket's: Postgres itself is told nothing, which would be state of a session, and the
    /// connection is given up when it is reached.
    @Override
    public void beforeExecution(PreparedStatement statement, StatementContext context) throws SQLException {
        int millis = Math.toIntExact(Deadline.current().atMost(LONGEST).toMillis());
        statement.getConnection().setNetworkTimeout(Runnable::run, Math.max(1, millis));
    }

    @Override
    public void logAfterExecution(StatementContext context) {
        Duration took = Duration.ofNanos(context.getElapsedTime(ChronoUnit.NANOS));
        boolean late = slow.note(context.getParsedSql().getSql(), took);
        meter.count("DatabaseStatement", late ? "slow" : "ok", 1);
    }

    @Override
    public void logException(StatementContext context, SQLException e) {
        meter.count("DatabaseStatement", "failed", 1);
    }

    /// To be called with a connection that nothing is done with any more.
    void released(Connection connection) {
        slow.log(connection);
    }
}
