package tidings.localstack.cloudwatch;

import java.time.Duration;
import java.time.Instant;

/// The periods that something is evaluated over: `count` of them, side by side, the last one ending at `end`.
record Periods(Instant end, Duration period, int count) {
    /// The last periods that are over. As CloudWatch does, periods longer than a minute move on minute by minute.
    static Periods before(Instant now, Duration period, int count) {
        long step = Math.min(60, period.toSeconds());
        long end = Math.floorDiv(now.getEpochSecond(), step) * step;
        return new Periods(Instant.ofEpochSecond(end), period, count);
    }

    Instant start(int index) {
        return end.minus(period.multipliedBy(count - (long) index));
    }
}
