package tidings.localstack.cloudwatch;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import tidings.aws.Meter;
import tidings.localstack.template.StackModel;

/// The template's alarms in a run, on what its functions count and how its queues are. Lambda's own metrics are
/// missing.
public final class SimulatedCloudWatch {
    private final StackModel model;
    private final InstantSource time;
    private final MetricStore store = new MetricStore();
    private final AlarmStates alarms;
    private final Set<String> rung = new TreeSet<>();

    public SimulatedCloudWatch(StackModel model, InstantSource time) {
        this.model = model;
        this.time = time;
        this.alarms = new AlarmStates(AlarmReader.read(model), store, time.instant());
    }

    /// @param service names the function in its metrics
    public Meter meter(String service) {
        String namespace = model.functions().getFirst().environment().get("POWERTOOLS_METRICS_NAMESPACE");
        return (metric, outcome, value) -> store.add(
                new Metric(namespace, metric, Map.of("service", service, "outcome", outcome)), time.instant(), value);
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
        alarms.evaluate(time.instant()).stream()
                .filter(announced -> announced.status().state() == AlarmState.ALARM)
                .forEach(announced -> rung.add(announced.alarm().head().id()));
    }

    /// The logical ids of the alarms that have rung.
    public Set<String> rung() {
        return rung;
    }
}
