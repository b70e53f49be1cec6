package tidings.store;

/// The database cannot be asked at the moment: it is not reached, does not answer in time, or turns everybody away. What
/// was asked may succeed later. A transaction that was under way when it happened may or may not have been committed.
public final class DatabaseUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DatabaseUnavailableException(Throwable cause) {
        super("the database cannot be asked: " + cause.getMessage(), cause);
    }
}
