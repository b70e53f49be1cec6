package tidings.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jdbi.v3.core.statement.StatementContext;

/// That a post of a topic came.
public record Moment(String topic, Instant at) {
    static Moment of(ResultSet row, StatementContext context) throws SQLException {
        return new Moment(row.getString("topic"), PostRows.instant(row, "at"));
    }
}
