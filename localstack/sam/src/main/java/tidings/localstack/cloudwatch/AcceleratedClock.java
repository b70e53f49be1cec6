package tidings.localstack.cloudwatch;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// A clock that runs `speed` times as fast as another, beginning now, so that a test need not wait for minutes.
record AcceleratedClock(InstantSource real, Instant began, int speed) implements InstantSource {
    static AcceleratedClock of(InstantSource real, int speed) {
        if (speed < 1) {
            throw new IllegalArgumentException("a clock runs at least at its natural speed, not at " + speed);
        }
        return new AcceleratedClock(real, real.instant(), speed);
    }

    @Override
    public Instant instant() {
        return at(real.instant());
    }

    /// The time of this clock at an instant of the real one.
    Instant at(Instant moment) {
        return began.plus(Duration.between(began, moment).multipliedBy(speed));
    }
}
