package tidings.localstack.reddit;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// Faults of a subreddit, each with Reddit's own response.
///
/// | subreddit | answer |
/// |---|---|
/// | `private_club` | 403, JSON, reason private |
/// | `banned_club` | 404, JSON, reason banned |
/// | `quarantined_club` | 403, JSON, reason quarantined |
/// | `forbidden_club` | 403, JSON, no reason |
/// | `missing_club` | 404, JSON, no reason |
/// | `moved_club`, and any name that is not here | 302 to the search page, empty body |
/// | `unauthorized_club` | 401, JSON, as for an expired token |
/// | `throttled_club` | 429, HTML |
/// | `failing_club` | 500, JSON |
/// | `unavailable_club` | 503, HTML |
/// | `html_club` | 200, HTML instead of JSON |
/// | `truncated_club` | 200, JSON that stops in the middle |
/// | `cut_club` | 200, the connection closes in the middle |
/// | `slow_club` | 200, after the delay of the settings |
/// | `empty_club` | 200, no posts |
public enum Fault {
    PRIVATE,
    BANNED,
    QUARANTINED,
    FORBIDDEN,
    MISSING,
    MOVED,
    UNAUTHORIZED,
    THROTTLED,
    FAILING,
    UNAVAILABLE,
    HTML,
    TRUNCATED,
    CUT,
    SLOW,
    EMPTY;

    /// The subreddit that always shows this fault.
    public String subreddit() {
        return name().toLowerCase(Locale.ROOT) + "_club";
    }

    static Optional<Fault> ofSubreddit(String name) {
        return Arrays.stream(values())
                .filter(fault -> fault.subreddit().equalsIgnoreCase(name))
                .findFirst();
    }
}
