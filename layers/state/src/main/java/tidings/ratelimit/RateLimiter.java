package tidings.ratelimit;

import java.time.Duration;
import java.time.Instant;

/// Hands out time slots, an interval apart, to all environments together. Callers act once per slot, so the rate is
/// exact except for clock differences. A burst lets whoever comes have their slot earlier by that time: where slots
/// were not used lately, some may be used at once, and any stretch of time sees no more of them than one that is
/// longer by the burst has. This is the generic cell rate algorithm. Thread-safe.
public interface RateLimiter {
    /// As far ahead as anybody waits. What is farther was set by a process whose clock was wrong, and does not
    /// count.
    Duration FARTHEST = Duration.ofMinutes(10);

    /// Whether that moment is one that somebody may have to wait for.
    static boolean isAhead(Instant moment, Instant now) {
        return isAhead(moment, now, Duration.ZERO);
    }

    /// @param burst so much earlier the moment comes
    static boolean isAhead(Instant moment, Instant now, Duration burst) {
        return moment.isAfter(now) && !moment.isAfter(farthest(now, burst));
    }

    static Instant farthest(Instant now, Duration burst) {
        return now.plus(FARTHEST).plus(burst);
    }

    /// Reserves the next free slots for the caller alone, now or in the future. Whoever acts several
    /// times at once takes as many: a stretch of time sees at most so many more than it has slots.
    ///
    /// @return the first
    Instant reserve(Instant now, int slots);

    /// No slot that is reserved from now on is before `until`, at most [#FARTHEST] from now.
    void pause(Instant until);

    /// A limiter for this process only, without bursts.
    static RateLimiter inMemory(Duration interval) {
        return inMemory(interval, Duration.ZERO);
    }

    /// A limiter for this process only.
    static RateLimiter inMemory(Duration interval, Duration burst) {
        return new RateLimiter() {
            private Instant next = Instant.EPOCH;

            @Override
            public synchronized Instant reserve(Instant now, int slots) {
                Instant at = isAhead(next, now, burst) ? next : now;
                next = at.plus(interval.multipliedBy(slots));
                return early(at, burst, now);
            }

            @Override
            public synchronized void pause(Instant until) {
                next = next.isAfter(until.plus(burst)) ? next : until.plus(burst);
            }
        };
    }

    /// A slot as its burst lets it be used.
    static Instant early(Instant slot, Duration burst, Instant now) {
        Instant early = slot.minus(burst);
        return early.isAfter(now) ? early : now;
    }
}
