package tidings.ratelimit;

/// Who a request is made for.
///
/// @param whose names the chat that waits, for those who share turns; empty if that is not known
public record Urgency(Kind kind, String whose) {
    public static final Urgency RESERVED = new Urgency(Kind.RESERVED, "");
    public static final Urgency WAITED_FOR = new Urgency(Kind.WAITED_FOR, "");
    public static final Urgency SCHEDULED = new Urgency(Kind.SCHEDULED, "");

    public enum Kind {
        /// A person waits for the result, and this is their turn as a denial named it.
        RESERVED,
        /// A person waits for the result; may use the whole budget.
        WAITED_FOR,
        /// Nobody waits for it; leaves the reserve untouched.
        SCHEDULED
    }

    public Urgency of(String chat) {
        return new Urgency(kind, chat);
    }
}
