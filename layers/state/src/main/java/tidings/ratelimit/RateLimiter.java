package tidings.ratelimit;

import java.time.Duration;
import java.time.Instant;

/// Hands out time slots, at least an interval apart, to all environments together. Callers act once per slot, so the
/// rate is exact except for clock differences. Thread-safe.
public interface RateLimiter {
    /// As far ahead as anybody waits. What is farther was set by a process whose clock was wrong, and does not
    /// count.
    Duration FARTHEST = Duration.ofMinutes(10);

    /// Whether that moment is one that somebody may have to wait for.
    static boolean isAhead(Instant moment, Instant now) {
        return moment.isAfter(now) && !moment.isAfter(now.plus(FARTHEST));
    }

    /// Reserves the next free slots for the caller alone, now or in the future. Whoever acts several
    /// times at once takes as many: a stretch of time sees at most so many more than it has slots.
    ///
    /// @return the first
    Instant reserve(Instant now, int slots);

    /// No slot that is reserved from now on is before `until`, at most [#FARTHEST] from now.
    void pause(Instant until);

    /// A limiter for this process only.
    static RateLimiter inMemory(Duration interval) {
        return new RateLimiter() {
            private Instant next = Instant.EPOCH;

            @Override
            public synchronized Instant reserve(Instant now, int slots) {
                Instant at = isAhead(next, now) ? next : now;
                next = at.plus(interval.multipliedBy(slots));
                return at;
            }

            @Override
            public synchronized void pause(Instant until) {
                next = next.isAfter(until) ? next : until;
            }
        };
    }
}
