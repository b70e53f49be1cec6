package tidings.ratelimit;

import java.time.Duration;
import java.time.Instant;

/// Hands out time slots, at least an interval apart, to all environments together. Callers act once per slot, so the
/// rate is exact except for clock differences. Thread-safe.
public interface RateLimiter {
    /// Reserves the next free slots for the caller alone, now or in the future, however far. Whoever acts several
    /// times at once takes as many.
    ///
    /// @return the first
    Instant reserve(Instant now, int slots);

    default Instant reserve(Instant now) {
        return reserve(now, 1);
    }

    /// No slot that is reserved from now on is before `until`.
    void pause(Instant until);

    /// A limiter for this process only.
    static RateLimiter inMemory(Duration interval) {
        return new RateLimiter() {
            private Instant next = Instant.EPOCH;

            @Override
            public synchronized Instant reserve(Instant now, int slots) {
                Instant at = next.isAfter(now) ? next : now;
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
