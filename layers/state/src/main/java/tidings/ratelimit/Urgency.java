package tidings.ratelimit;

/// Who a request is made for.
public enum Urgency {
    /// A person waits for the result, and this is their turn as a denial named it.
    RESERVED,
    /// A person waits for the result; may use the whole budget.
    WAITED_FOR,
    /// Nobody waits for it; leaves the reserve untouched.
    SCHEDULED
}
