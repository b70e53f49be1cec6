package tidings.localstack.cloudwatch;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import tidings.aws.Env;
import tidings.aws.Meter;
import tidings.localstack.template.StackModel;
import tidings.settings.MeasuredQueue;

/// The template's alarms in a run, on what its functions count and how its queues are. Lambda's own metrics are
/// missing.
public final class SimulatedCloudWatch {
    private final StackModel model;
    private final InstantSource time;
    private final MetricStore store = new MetricStore();
    private final AlarmStates alarms;
    private final List<MeasuredQueue> queues;
    private final Set<String> rung = new TreeSet<>();

    public SimulatedCloudWatch(StackModel model, InstantSource time) {
        this.model = model;
        this.time = time;
        this.queues =
                MeasuredQueue.from(Env.of(model.function("InsightsFunction").environment()::get));
        this.alarms = new AlarmStates(AlarmReader.read(model), store, time.instant());
    }

    /// @param service names the function in its metrics
    public Meter meter(String service) {
        return (metric, outcome, value) -> store.add(metric(metric, service, outcome), time.instant(), value);
    }

    /// How often a function has counted something on this day.
    public int samples(String metric, String service, String outcome) {
        double[] day = store.read(
                metric(metric, service, outcome),
                new Statistic("SampleCount"),
                Periods.before(time.instant().plusSeconds(60), Duration.ofDays(1), 1));
        return Double.isNaN(day[0]) ? 0 : (int) day[0];
    }

    private Metric metric(String name, String service, String outcome) {
        String namespace = model.functions().getFirst().environment().get("POWERTOOLS_METRICS_NAMESPACE");
        return new Metric(namespace, name, Map.of("service", service, "outcome", outcome));
    }

    /// How a queue is now.
    ///
    /// @param id its logical id
    /// @param age of its oldest message, in seconds
    public void look(String id, int visible, double age) {
        Map<String, String> queue = Map.of("QueueName", model.queue(id).name());
        Instant now = time.instant();
        store.add(new Metric("AWS/SQS", "ApproximateNumberOfMessagesVisible", queue), now, visible);
        store.add(new Metric("AWS/SQS", "ApproximateAgeOfOldestMessage", queue), now, age);
    }

    /// Evaluates the alarms.
    public void evaluate() {
        count();
        alarms.evaluate(time.instant()).stream()
                .filter(announced -> announced.status().state() == AlarmState.ALARM)
                .forEach(announced -> rung.add(announced.alarm().head().id()));
    }

    /// What the function insights counts of all queues.
    private void count() {
        double deadLetters = 0;
        double age = 0;
        for (MeasuredQueue queue : queues) {
            deadLetters += Arrays.stream(minutes("ApproximateNumberOfMessagesVisible", queue.deadLetters(), 1))
                    .filter(Double::isFinite)
                    .sum();
            double least = Arrays.stream(minutes("ApproximateAgeOfOldestMessage", queue.queue(), 3))
                    .min()
                    .orElseThrow();
            age = Double.isNaN(least)
                    ? age
                    : Math.max(age, 100 * least / queue.limit().toSeconds());
        }
        meter("insights").count("DeadLetters", "left", deadLetters);
        meter("insights").count("QueueAge", "limit", age);
    }

    private double[] minutes(String metric, String queue, int minutes) {
        return store.read(
                new Metric("AWS/SQS", metric, Map.of("QueueName", queue)),
                new Statistic("Maximum"),
                Periods.before(time.instant(), Duration.ofMinutes(1), minutes));
    }

    /// The logical ids of the alarms that have rung.
    public Set<String> rung() {
        return rung;
    }
}
