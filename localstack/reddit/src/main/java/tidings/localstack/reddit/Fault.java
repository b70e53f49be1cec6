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
/// | `gated_club` | 403, JSON, reason gated |
/// | `forbidden_club` | 403, JSON, no reason |
/// | `missing_club` | 404, JSON, no reason |
/// | `moved_club`, and any name that is not here | 302 to the search page, empty body |
/// | `login_club` | 302 to the login page, empty body |
/// | `over_18_club` | 302 to the question for the age, empty body |
/// | `elsewhere_club` | 302 to another site, empty body |
/// | `capitals_club` | 301 to the same listing in capitals, which answers |
/// | `unauthorized_club` | 401, JSON, as for an expired token |
/// | `throttled_club` | 429, HTML |
/// | `hollow_club` | 429, said to be gzip, empty body |
/// | `failing_club` | 500, JSON |
/// | `unavailable_club` | 503, HTML |
/// | `html_club` | 200, HTML instead of JSON |
/// | `truncated_club` | 200, JSON that stops in the middle |
/// | `cut_club` | 200, the connection closes in the middle |
/// | `slow_club` | 200, after the delay of the settings |
/// | `empty_club` | 200, no posts |
/// | `subreddits_club` | 200, subreddits instead of posts |
/// | `odd_club` | 200, posts with odd texts, numbers and links, removed ones and unreadable ones among good ones |
public enum Fault {
    PRIVATE,
    BANNED,
    QUARANTINED,
    GATED,
    FORBIDDEN,
    MISSING,
    MOVED,
    LOGIN,
    OVER_18,
    ELSEWHERE,
    CAPITALS,
    UNAUTHORIZED,
    THROTTLED,
    HOLLOW,
    FAILING,
    UNAVAILABLE,
    HTML,
    TRUNCATED,
    CUT,
    SLOW,
    EMPTY,
    SUBREDDITS,
    ODD;

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
