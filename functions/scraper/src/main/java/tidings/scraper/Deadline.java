package tidings.scraper;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// The moment by which work has to be over.
record Deadline(Instant at, InstantSource clock) {
    static Deadline in(Duration time, InstantSource clock) {
        return new Deadline(clock.instant().plus(time), clock);
    }

    /// Negative once it has passed.
    Duration left() {
        return Duration.between(clock.instant(), at);
    }

    boolean passed() {
        return !left().isPositive();
    }

    /// The earlier of this one and one that is so far away.
    Deadline within(Duration most) {
        Deadline nearer = in(most, clock);
        return nearer.at().isBefore(at) ? nearer : this;
    }
}
