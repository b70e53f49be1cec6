package tidings.store;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;

/// The database cannot be asked at the moment: it is not reached, does not answer in time, or turns everybody away.
/// What was asked may succeed later. A transaction that was under way when it happened may or may not have been
/// committed.
public final class DatabaseUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// Classes of SQL states that say nothing of what was asked: connection exception, insufficient resources, operator
    /// intervention, system error (https://www.postgresql.org/docs/current/errcodes-appendix.html).
    private static final Set<String> CLASSES = Set.of("08", "53", "57", "58");

    /// A database that only reads, as one is that was just replaced by another.
    private static final String READ_ONLY = "25006";

    public DatabaseUnavailableException(Throwable cause) {
        super("the database cannot be asked at the moment", cause);
    }

    /// Whether a failure is the database's, and not that of what it was asked.
    static boolean isCauseOf(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLTransientConnectionException
                    || cause instanceof SQLException sql && says(sql.getSQLState())) {
                return true;
            }
        }
        return false;
    }

    private static boolean says(String state) {
        return state != null
                && state.length() == 5
                && (CLASSES.contains(state.substring(0, 2)) || state.equals(READ_ONLY));
    }
}
