package tidings.platform;

/// What becomes of a message that was handled.
public enum Verdict {
    /// It is taken off the queue.
    DONE,
    /// It comes back after the queue's visibility timeout, and goes to the dead letters when that happened too often.
    RETRY
}
