package tidings.localstack.cloudwatch;

import java.time.Duration;
import java.time.Instant;

/// Consecutive evaluation periods: `count` of them, the last one ending at `end`.
record Periods(Instant end, Duration period, int count) {
    /// The latest complete periods. As in CloudWatch, periods longer than a minute advance minute by minute.
    static Periods before(Instant now, Duration period, int count) {
        long step = Math.min(60, period.toSeconds());
        long end = Math.floorDiv(now.getEpochSecond(), step) * step;
        return new Periods(Instant.ofEpochSecond(end), period, count);
    }

    Instant start(int index) {
        return end.minus(period.multipliedBy(count - (long) index));
    }
}
