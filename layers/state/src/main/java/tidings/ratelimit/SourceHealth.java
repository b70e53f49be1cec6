package tidings.ratelimit;

/// How a source is.
public enum SourceHealth {
    ALIVE,
    THROTTLED,
    BLOCKED,
    /// It has not answered for minutes.
    DEAD
}
