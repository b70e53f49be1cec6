package tidings.domain;

/// Why a source gives no listing.
public enum Refusal {
    /// Only approved members may read it.
    PRIVATE,
    /// Reddit closed it.
    BANNED,
    /// Readable only after an opt-in, which a bot does not make.
    QUARANTINED,
    /// There is no subreddit of that name.
    MISSING,
    /// The source's rate limit is used up.
    THROTTLED,
    /// The source does not answer, or answers what cannot be read.
    UNAVAILABLE,
    /// This deployment reads no source (`RedditMode=off`).
    OFF;

    /// Whether asking again soon may succeed.
    public boolean passing() {
        return switch (this) {
            case THROTTLED, UNAVAILABLE, OFF -> true;
            case PRIVATE, BANNED, QUARANTINED, MISSING -> false;
        };
    }
}
