package tidings.insights;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.ScanBy;
import tidings.aws.Meter;
import tidings.aws.Wiring;
import tidings.settings.MeasuredQueue;

/// Dead letters, and messages that wait for too long: one metric each for all queues, whatever their number, and a
/// line in the log for each queue.
///
/// Metrics: `DeadLetters`, all that are left, and `QueueAge`, in percent of the limit that is exceeded most.
record Backlogs(CloudWatchClient cloudWatch, List<MeasuredQueue> queues, Meter meter, InstantSource clock) {
    private static final Logger LOG = LoggerFactory.getLogger(Backlogs.class);
    private static final Duration LATELY = Duration.ofMinutes(6);
    private static final int MINUTE = 60;

    /// So many minutes in a row a message has to wait for longer than its limit.
    private static final int MINUTES = 3;

    static Backlogs of(InsightsConfig config, Wiring wiring) {
        return new Backlogs(InsightsReader.cloudWatch(wiring), config.queues(), wiring.meter(), wiring.clock());
    }

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
        List<MetricDataQuery> queries = queues.stream()
                .flatMap(queue -> Stream.of(
                        query(dead(queue), queue.deadLetters(), "ApproximateNumberOfMessagesVisible"),
                        query(aged(queue), queue.queue(), "ApproximateAgeOfOldestMessage")))
                .toList();
        Map<String, List<Double>> values = new HashMap<>();
        cloudWatch
                .getMetricData(request -> request.startTime(now.minus(LATELY))
                        .endTime(now)
                        .scanBy(ScanBy.TIMESTAMP_ASCENDING)
                        .metricDataQueries(queries))
                .metricDataResults()
                .forEach(result -> values.put(result.id(), result.values()));
        return values;
    }

    private static MetricDataQuery query(String id, String queue, String metric) {
        return new Series(id, Series.ofQueue(queue, metric), Series.Statistic.MAXIMUM).query(MINUTE);
    }

    private static String dead(MeasuredQueue queue) {
        return queue.role() + "Dead";
    }

    private static String aged(MeasuredQueue queue) {
        return queue.role() + "Age";
    }
}
