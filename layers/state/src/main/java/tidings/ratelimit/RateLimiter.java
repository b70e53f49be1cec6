package tidings.ratelimit;

import java.time.Duration;
import java.time.Instant;

/// Hands out time slots, at least an interval apart, to all environments together. Callers act once per slot, so the
/// rate is exact except for clock differences. Thread-safe.
public interface RateLimiter {
    /// The result of a reservation.
    sealed interface Reservation {
        /// A slot of the caller's own, now or in the future.
        record Slot(Instant at) implements Reservation {}

        /// The next free slot is too late.
        record Full(Instant next) implements Reservation {}
    }

    /// Reserves the next free slot, unless it is after `latest`.
    Reservation reserve(Instant now, Instant latest);

    /// A limiter for this process only.
    static RateLimiter inMemory(Duration interval) {
        return new RateLimiter() {
            private Instant next = Instant.EPOCH;

            @Override
            public synchronized Reservation reserve(Instant now, Instant latest) {
                Instant at = next.isAfter(now) ? next : now;
                if (at.isAfter(latest)) {
                    return new Reservation.Full(at);
                }
                next = at.plus(interval);
                return new Reservation.Slot(at);
            }
        };
    }
}
