package tidings.insights;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tidings.aws.Meter;
import tidings.settings.MeasuredQueue;

/// Dead letters, and messages that wait for too long: one metric each for all queues, whatever their number, and a
/// line in the log for each queue.
///
/// Metrics: `DeadLetters`, all that are left, and `QueueAge`, in percent of the limit that is exceeded most.
record Backlogs(MetricData metrics, List<MeasuredQueue> queues, Meter meter, InstantSource clock) {
    private static final Logger LOG = LoggerFactory.getLogger(Backlogs.class);
    private static final Duration LATELY = Duration.ofMinutes(6);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    /// So many minutes in a row a message has to wait for longer than its limit.
    private static final int MINUTES = 3;

    void look() {
        Map<String, List<Double>> lately = lately();
        double deadLetters = 0;
        double age = 0;
        for (MeasuredQueue queue : queues) {
            deadLetters += deadLetters(queue, lately);
            age = Math.max(age, age(queue, lately));
        }
        meter.count("DeadLetters", "left", deadLetters);
        meter.count("QueueAge", "limit", age);
    }

    private static double deadLetters(MeasuredQueue queue, Map<String, List<Double>> lately) {
        List<Double> counts = lately.getOrDefault(dead(queue), List.of());
        double left = counts.isEmpty() ? 0 : counts.getLast();
        if (left > 0) {
            LOG.warn("dead letters: {} of {}", (long) left, queue.role());
        }
        return left;
    }

    private static double age(MeasuredQueue queue, Map<String, List<Double>> lately) {
        List<Double> ages = lately.getOrDefault(aged(queue), List.of());
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
    private Map<String, List<Double>> lately() {
        Instant now = clock.instant();
        List<Series> series = queues.stream()
                .flatMap(queue -> Stream.of(
                        series(dead(queue), queue.deadLetters(), "ApproximateNumberOfMessagesVisible"),
                        series(aged(queue), queue.queue(), "ApproximateAgeOfOldestMessage")))
                .toList();
        return metrics.read(series, MINUTE, now.minus(LATELY), now);
    }

    private static Series series(String id, String queue, String metric) {
        return new Series(id, Series.ofQueue(queue, metric), Series.Statistic.MAXIMUM);
    }

    private static String dead(MeasuredQueue queue) {
        return queue.role() + "Dead";
    }

    private static String aged(MeasuredQueue queue) {
        return queue.role() + "Age";
    }
}
