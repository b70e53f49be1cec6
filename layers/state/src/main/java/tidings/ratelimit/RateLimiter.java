package tidings.ratelimit;

import java.time.Duration;
import java.time.Instant;

/// Hands out time slots, at least an interval apart, to all environments together. Callers act once per slot, so the
/// rate is exact except for clock differences. Thread-safe.
public interface RateLimiter {
    /// Reserves the next free slot for the caller alone, now or in the future, however far.
    Instant reserve(Instant now);

    /// No slot that is reserved from now on is before `until`.
    void pause(Instant until);

    /// A limiter for this process only.
    static RateLimiter inMemory(Duration interval) {
        return new RateLimiter() {
            private Instant next = Instant.EPOCH;

            @Override
            public synchronized Instant reserve(Instant now) {
                Instant at = next.isAfter(now) ? next : now;
                next = at.plus(interval);
                return at;
            }

            @Override
            public synchronized void pause(Instant until) {
                next = next.isAfter(until) ? next : until;
            }
        };
    }
}
