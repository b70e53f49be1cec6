package tidings.ratelimit;

import java.time.Duration;

/// How many requests a source accepts, as far as it is known before the source reports its rate limit.
///
/// @param opening requests in a new window, until the source reports how many the window holds
/// @param length of a window that the source reports nothing about
/// @param scheduledDelay how long after a window only a [Urgency#WAITED_FOR] request opens the next one
/// @param reported whether the rate limit that the source reports in its answers counts
public record Allowance(int opening, Duration length, Duration scheduledDelay, boolean reported) {
    /// Unused time at the start and the end of a window. Clocks may differ by a second and a request may travel for a
    /// second, and it still counts against the window it was taken from.
    public static final Duration MARGIN = Duration.ofSeconds(3);

    /// One in this many requests of a window is reserved for [Urgency#WAITED_FOR].
    static final int RESERVE = 5;
}
