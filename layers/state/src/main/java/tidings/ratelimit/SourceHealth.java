package tidings.ratelimit;

/// Whether a source answers.
public enum SourceHealth {
    ALIVE,
    THROTTLED,
    BLOCKED,
    /// It has not answered for minutes.
    DEAD
}
