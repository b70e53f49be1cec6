package tidings.insights;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tidings.aws.Meter;
import tidings.settings.MeasuredQueue;

/// Dead letters, and messages that wait for too long: one metric each for all queues, whatever their number, and a
/// line in the log for each queue. SQS tells how many messages a queue has for a tenth of what CloudWatch asks for a
/// metric, so only of queues that have some the age is read.
///
/// Metrics: `DeadLetters`, all that are left, and `QueueAge`, in percent of the limit that is exceeded most. Neither
/// is counted while it is zero, which is nearly always: a metric is paid for the hours that have a value. Their alarms
/// take a period without one for zero.
///
/// @param messages how many a queue has, by its name
record Backlogs(
        MetricData metrics,
        ToIntFunction<String> messages,
        List<MeasuredQueue> queues,
        Meter meter,
        InstantSource clock) {
    private static final Logger LOG = LoggerFactory.getLogger(Backlogs.class);
    private static final Duration LATELY = Duration.ofMinutes(6);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    /// So many minutes in a row a message has to wait for longer than its limit.
    private static final int MINUTES = 3;

    void look() {
        List<MeasuredQueue> waiting = queues.stream()
                .filter(queue -> messages.applyAsInt(queue.queue()) > 0)
                .toList();
        Map<String, List<Double>> lately = waiting.isEmpty() ? Map.of() : lately(waiting);
        waiting.stream().mapToDouble(queue -> age(queue, lately)).max().stream()
                .filter(percent -> percent > 0)
                .forEach(percent -> meter.count("QueueAge", "limit", percent));
        int left = queues.stream().mapToInt(this::deadLetters).sum();
        if (left > 0) {
            meter.count("DeadLetters", "left", left);
        }
    }

    private int deadLetters(MeasuredQueue queue) {
        int left = messages.applyAsInt(queue.deadLetters());
        if (left > 0) {
            LOG.warn("dead letters: {} of {}", left, queue.role());
        }
        return left;
    }

    private static double age(MeasuredQueue queue, Map<String, List<Double>> lately) {
        List<Double> ages = lately.getOrDefault(queue.role(), List.of());
        double age = ages.size() < MINUTES ? 0 : Collections.min(ages.subList(ages.size() - MINUTES, ages.size()));
        if (age > queue.limit().toSeconds()) {
            LOG.warn(
                    "messages wait: the oldest of {} for {} s, its limit is {} s",
                    queue.role(),
                    (long) age,
                    queue.limit().toSeconds());
        }
        return 100 * age / queue.limit().toSeconds();
    }

    /// Of each minute that has a value, the earliest first.
    private Map<String, List<Double>> lately(List<MeasuredQueue> waiting) {
        Instant now = clock.instant();
        List<Series> series = waiting.stream()
                .map(queue -> new Series(
                        queue.role(),
                        Series.ofQueue(queue.queue(), "ApproximateAgeOfOldestMessage"),
                        Series.Statistic.MAXIMUM))
                .toList();
        return metrics.read(series, MINUTE, now.minus(LATELY), now);
    }
}
