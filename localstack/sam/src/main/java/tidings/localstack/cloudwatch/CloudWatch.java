package tidings.localstack.cloudwatch;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import tidings.localstack.lambda.FunctionListener;
import tidings.localstack.template.StackModel;
import tidings.localstack.trigger.QueuePoller;
import tidings.localstack.trigger.Topics;

/// CloudWatch for the template's alarms and dashboard. Nothing publishes the metrics of services that do not exist
/// here (database proxy, managed cache, billing); a test [#put]s them. Thread-safe.
public final class CloudWatch implements AutoCloseable {
    private static final Duration LAST_TICK = Duration.ofSeconds(5);

    private final MetricStore store = new MetricStore();
    private final AcceleratedClock clock;
    private final StackModel model;
    private final FunctionMetrics functions;
    private final QueueMetrics queues;
    private final AlarmStates alarms;
    private final List<Dashboard> dashboards;
    private final CloudWatchServer server;
    private final Consumer<String> console;
    private final Duration every;
    private Thread ticking = new Thread();
    private final CountDownLatch closed = new CountDownLatch(1);

    /// An alarm and its state.
    ///
    /// @param id its logical id
    public record Status(String id, String name, AlarmState state, Instant since, String reason, String description) {}

    /// @param speed how many times faster than real time CloudWatch's clock runs; message ages grow with it
    public record Settings(int speed, InstantSource clock, Consumer<String> console) {}

    private CloudWatch(
            StackModel model,
            Function<StackModel.Queue, Map<QueueAttributeName, String>> attributes,
            Settings settings,
            CloudWatchServer server) {
        this.model = model;
        this.clock = AcceleratedClock.of(settings.clock(), settings.speed());
        this.functions = new FunctionMetrics(model, store, clock);
        this.queues = new QueueMetrics(attributes, store);
        this.alarms = new AlarmStates(AlarmReader.read(model), store, clock.instant());
        this.dashboards = model.others().stream()
                .filter(resource -> resource.type().equals("AWS::CloudWatch::Dashboard"))
                .map(Dashboard::read)
                .toList();
        this.console = settings.console();
        Duration natural = AlarmStates.every().dividedBy(settings.speed());
        this.every = natural.compareTo(Duration.ofMillis(250)) < 0 ? Duration.ofMillis(250) : natural;
        this.server = server;
    }

    /// Reads the template's alarms and dashboards; nothing is evaluated before [#evaluateAlarms].
    ///
    /// @param attributes reads a queue's attributes from SQS
    /// @throws tidings.localstack.template.TemplateException at the first unsupported one
    public static CloudWatch of(
            StackModel model,
            Function<StackModel.Queue, Map<QueueAttributeName, String>> attributes,
            Settings settings,
            CloudWatchServer server) {
        CloudWatch cloudWatch = new CloudWatch(model, attributes, settings, server);
        server.serve(cloudWatch.dashboards, cloudWatch.store, cloudWatch.clock, cloudWatch::statuses);
        return cloudWatch;
    }

    /// Starts to evaluate the alarms and to publish state changes to their topics.
    public void evaluateAlarms(Topics topics) {
        ticking = Thread.ofVirtual().name("cloudwatch").start(() -> run(topics));
    }

    /// Observes functions.
    public FunctionListener listener() {
        return functions;
    }

    /// Observes how messages of a queue are handled.
    public QueuePoller.Observer observer(String queue) {
        StackModel.Queue observed = model.queue(queue);
        return new QueuePoller.Observer() {
            @Override
            public void answered(int messages, Duration took) {
                queues.answered(observed, messages, took, clock.instant());
            }

            @Override
            public void deleted(int messages) {
                queues.deleted(observed, messages, clock.instant());
            }
        };
    }

    /// Puts a value of a metric, now.
    public void put(String namespace, String name, Map<String, String> dimensions, double value) {
        store.add(new Metric(namespace, name, dimensions), clock.instant(), value);
    }

    /// Puts a value of a metric with a timestamp that far in the past, by CloudWatch's clock.
    public void put(String namespace, String name, Map<String, String> dimensions, double value, Duration ago) {
        store.add(new Metric(namespace, name, dimensions), clock.instant().minus(ago), value);
    }

    /// The latest value of a metric; empty before there is one.
    public OptionalDouble latest(String namespace, String name, Map<String, String> dimensions) {
        return store.latest(new Metric(namespace, name, dimensions));
    }

    /// The sum of a metric since then, by CloudWatch's clock.
    public double sum(String namespace, String name, Map<String, String> dimensions, Instant since) {
        return store.sum(new Metric(namespace, name, dimensions), since);
    }

    /// The median of a metric since then, by CloudWatch's clock; empty if it had no value.
    public OptionalDouble median(String namespace, String name, Map<String, String> dimensions, Instant since) {
        return store.read(new Metric(namespace, name, dimensions), new Statistic("p50"), since);
    }

    /// All alarms, in the template's order.
    public List<Status> statuses() {
        synchronized (alarms) {
            return alarms.statuses().stream()
                    .map(status -> new Status(
                            status.alarm().head().id(),
                            status.alarm().head().name(),
                            status.state(),
                            status.since(),
                            status.reason(),
                            status.alarm().head().description()))
                    .toList();
        }
    }

    /// The URL of the dashboard.
    public URI dashboard() {
        return server.dashboard();
    }

    /// Publishes what the queues have now, as it does at intervals.
    public synchronized void look() {
        Instant now = clock.instant();
        model.queues().forEach(queue -> queues.look(queue, now));
    }

    private void run(Topics topics) {
        try {
            do {
                try {
                    tick(topics);
                } catch (RuntimeException e) {
                    console.accept("CloudWatch  ERROR " + e);
                }
            } while (!closed.await(every.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void tick(Topics topics) {
        look();
        List<AlarmStates.Announcement> announcements;
        synchronized (alarms) {
            announcements = alarms.evaluate(clock.instant());
        }
        for (AlarmStates.Announcement announcement : announcements) {
            String message = Notification.message(announcement);
            announcement.actions().forEach(topic -> topics.publish(topic, message));
        }
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            if (ticking.isAlive()) {
                // An aborted request keeps the queue server from stopping.
                ticking.join(LAST_TICK);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
