package tidings.sender;

import java.time.Instant;
import java.time.InstantSource;
import tidings.ratelimit.RateLimiter;

/// A limiter for those who may use a part of what another one allows. Whoever reserves waits for the turn in that
/// part first, and so takes no slot before it can be used: others find the next slots free.
///
/// @param part as fast as these may be
/// @param whole what they share with others
record Share(RateLimiter part, RateLimiter whole, Sleeper sleeper, InstantSource clock) implements RateLimiter {
    @Override
    public Instant reserve(Instant now, int slots) {
        sleeper.until(part.reserve(now, slots));
        return whole.reserve(clock.instant(), slots);
    }

    @Override
    public void pause(Instant until) {
        whole.pause(until);
    }
}
