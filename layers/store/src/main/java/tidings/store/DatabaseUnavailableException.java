package tidings.store;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;
import tidings.aws.UnavailableException;

/// The database is temporarily unavailable: it is unreachable, does not respond in time, or rejects connections.
/// A transaction that was in progress may or may not have been committed.
public final class DatabaseUnavailableException extends UnavailableException {
    private static final long serialVersionUID = 1L;

    /// Classes of SQL states that are not caused by the statement: connection exception, insufficient resources,
    /// operator intervention, system error (https://www.postgresql.org/docs/current/errcodes-appendix.html).
    private static final Set<String> CLASSES = Set.of("08", "53", "57", "58");

    /// A read-only database, such as the old primary after a failover.
    private static final String READ_ONLY = "25006";

    public DatabaseUnavailableException(Throwable cause) {
        super("the database is temporarily unavailable", cause);
    }

    /// Whether a failure was caused by the database and not by the statement.
    static boolean isDatabaseAway(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLTransientConnectionException
                    || cause instanceof SQLException sql && isUnavailable(sql.getSQLState())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isUnavailable(String state) {
        return state != null
                && state.length() == 5
                && (CLASSES.contains(state.substring(0, 2)) || state.equals(READ_ONLY));
    }
}
