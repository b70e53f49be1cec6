package tidings.budget;

/// How a source is.
public enum Standing {
    ALIVE,
    THROTTLED,
    BLOCKED,
    /// It has not answered for minutes.
    DEAD
}
