package tidings.ratelimit;

import java.time.Duration;

/// What a source lets through before it says anything itself.
///
/// @param opening requests that a window begins with, until the source says what the window holds
/// @param length of a window of which the source says nothing
/// @param breather for so long after a window nobody opens another unless somebody waits for it
/// @param steered whether the source's own word on its window counts
public record Allowance(int opening, Duration length, Duration breather, boolean steered) {
    /// Kept free before and after the end of a window, so that clocks may differ by a second and a request may be a
    /// second on its way, and still count into the window that it was taken from.
    public static final Duration MARGIN = Duration.ofSeconds(3);

    /// One part in so many of a window is kept for who waits.
    static final int RESERVE = 5;

    /// An application's client at Reddit: 100 requests a minute, averaged over 10 minutes, as its headers say
    /// (https://support.reddithelp.com/hc/en-us/articles/16160319875092).
    public static final Allowance CLIENT = new Allowance(10, Duration.ofMinutes(1), Duration.ZERO, true);

    /// An address without an account: one feed in 65 seconds. Its environments may share an address or not, so they
    /// count as one. Half of them are left to who waits.
    public static final Allowance ADDRESS = new Allowance(1, Duration.ofSeconds(62), Duration.ofSeconds(65), false);

    /// A source that is not asked.
    public static final Allowance NOTHING = new Allowance(0, Duration.ofMinutes(1), Duration.ZERO, false);
}
