package tidings.ratelimit;

/// Who a request is for.
public enum Urgency {
    /// Somebody waits for it; may use up everything.
    WAITED_FOR,
    /// Nobody waits for it; leaves the reserve alone.
    SCHEDULED
}
