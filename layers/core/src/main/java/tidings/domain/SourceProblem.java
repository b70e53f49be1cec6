package tidings.domain;

import com.fasterxml.jackson.annotation.JsonAlias;

/// Why a source does not give a feed.
public enum SourceProblem {
    /// Only approved members can read it.
    PRIVATE,
    /// Reddit closed it.
    BANNED,
    /// Readable only after an opt-in, which a bot does not make.
    QUARANTINED,
    /// There is no such community.
    MISSING,
    /// The source's rate limit is used up.
    THROTTLED,
    /// The source lets nothing in from this address or with this client.
    BLOCKED,
    /// The source does not answer, or its answer cannot be read.
    @JsonAlias("silent")
    UNAVAILABLE,
    /// This deployment fetches nothing (`RedditMode=off`).
    OFF;

    /// Whether a retry soon may succeed.
    public boolean isTransient() {
        return switch (this) {
            case THROTTLED, BLOCKED, UNAVAILABLE, OFF -> true;
            case PRIVATE, BANNED, QUARANTINED, MISSING -> false;
        };
    }
}
