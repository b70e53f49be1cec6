package tidings.ratelimit;

import java.time.Duration;
import java.util.Locale;

/// How Reddit is fetched, and how many requests it accepts that way.
///
/// This is Reddit's and is here, not in the scraper, because three functions need it: the scraper to choose its client,
/// scheduler and api to find the request budget of that client.
public enum RedditMode {
    OAUTH,
    RSS,
    /// OAuth, against the local sandbox instead of Reddit.
    SANDBOX,
    OFF;

    /// An OAuth client: 100 requests a minute, averaged over 10 minutes, reported in response headers
    /// (https://support.reddithelp.com/hc/en-us/articles/16160319875092).
    private static final Allowance CLIENT = new Allowance(10, Duration.ofMinutes(1), Duration.ZERO, true);

    /// An IP address without an account: one feed in 65 seconds. Environments may share an address or not, so they
    /// count as one. Half of the requests are left to people who wait.
    private static final Allowance ADDRESS = new Allowance(1, Duration.ofSeconds(62), Duration.ofSeconds(65), false);

    private static final Allowance NOTHING = new Allowance(0, Duration.ofMinutes(1), Duration.ZERO, false);

    /// The key of this mode's request budget in the table of sources.
    public String source() {
        return "reddit/" + name().toLowerCase(Locale.ROOT);
    }

    /// Whether it can be asked for posts by their ids; feeds hold what is popular.
    public boolean answersForPosts() {
        return switch (this) {
            case OAUTH, SANDBOX -> true;
            case RSS, OFF -> false;
        };
    }

    public Allowance allowance() {
        return switch (this) {
            case OAUTH, SANDBOX -> CLIENT;
            case RSS -> ADDRESS;
            case OFF -> NOTHING;
        };
    }
}
