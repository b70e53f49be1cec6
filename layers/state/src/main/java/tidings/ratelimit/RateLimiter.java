package tidings.ratelimit;

import java.time.Duration;
import java.time.Instant;

/// Moments that are handed out one after the other, never closer than an interval, to all environments together. What
/// needs a rate does one thing at each moment it is given, so the rate is exact but for how far clocks differ.
/// Thread-safe.
public interface RateLimiter {
    /// What became of asking for a moment.
    sealed interface Taken {
        /// The moment, which is now or lies ahead; nobody else gets it.
        record Slot(Instant at) implements Taken {}

        /// The next free moment lies too far ahead.
        record Full(Instant free) implements Taken {}
    }

    /// Takes the next free moment if it is not after `latest`.
    Taken take(Instant now, Instant latest);

    /// RateLimiter that only this process shares.
    static RateLimiter inMemory(Duration interval) {
        return new RateLimiter() {
            private Instant next = Instant.EPOCH;

            @Override
            public synchronized Taken take(Instant now, Instant latest) {
                Instant at = next.isAfter(now) ? next : now;
                if (at.isAfter(latest)) {
                    return new Taken.Full(at);
                }
                next = at.plus(interval);
                return new Taken.Slot(at);
            }
        };
    }
}
