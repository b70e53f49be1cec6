package tidings.localstack.template;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// What a template declares, with every reference resolved to a local one. The parts refer to each other by logical
/// id.
///
/// @param database to create; empty when there is none or it is restored from a snapshot
public record StackModel(
        PseudoParameters pseudo,
        List<Function> functions,
        List<QueueTrigger> queueTriggers,
        List<Schedule> schedules,
        List<Route> routes,
        List<Subscription> subscriptions,
        List<Queue> queues,
        List<Table> tables,
        List<Secret> secrets,
        List<Topic> topics,
        List<CustomResource> customResources,
        Optional<Database> database,
        List<Raw> others,
        Map<String, String> outputs) {

    /// The same with every function's environment changed.
    public StackModel withEnvironments(UnaryOperator<String> change) {
        return new StackModel(
                pseudo,
                functions.stream()
                        .map(function -> function.withEnvironment(change))
                        .toList(),
                queueTriggers,
                schedules,
                routes,
                subscriptions,
                queues,
                tables,
                secrets,
                topics,
                customResources,
                database,
                others,
                outputs);
    }

    public enum Initialization {
        ON_DEMAND,
        SNAP_START
    }

    /// @param code the zip; `layers` likewise
    /// @param layers in the template's order: later ones win over earlier ones, as in `/opt`
    public record Function(
            String id,
            String name,
            String arn,
            Path code,
            String handler,
            List<Path> layers,
            int memoryMegabytes,
            Duration timeout,
            Map<String, String> environment,
            Initialization initialization,
            OptionalInt reservedConcurrency,
            boolean hasUrl,
            Logging logging,
            List<Value> policies,
            Place place) {
        Function withEnvironment(UnaryOperator<String> change) {
            Map<String, String> changed = new LinkedHashMap<>(environment);
            changed.replaceAll((_, value) -> change.apply(value));
            return new Function(
                    id,
                    name,
                    arn,
                    code,
                    handler,
                    layers,
                    memoryMegabytes,
                    timeout,
                    changed,
                    initialization,
                    reservedConcurrency,
                    hasUrl,
                    logging,
                    policies,
                    place);
        }
    }

    /// As `LoggingConfig` says.
    ///
    /// @param group the log group's name
    public record Logging(String format, Optional<String> applicationLevel, Optional<String> group) {}

    public enum Failures {
        WHOLE_BATCH,
        REPORTED_ITEMS
    }

    public record QueueTrigger(
            String function,
            String queue,
            int batchSize,
            Duration batchingWindow,
            Failures failures,
            OptionalInt maximumConcurrency) {
        /// The same trigger for a queue whose messages are visible again after a time: it collects for half of
        /// that at most, or it would receive them twice.
        public QueueTrigger collectingWithin(Duration visibility) {
            Duration most = visibility.dividedBy(2);
            return new QueueTrigger(
                    function,
                    queue,
                    batchSize,
                    batchingWindow.compareTo(most) < 0 ? batchingWindow : most,
                    failures,
                    maximumConcurrency);
        }
    }

    /// @param input sent instead of what Scheduler sends by itself
    public record Schedule(String name, String function, String expression, Optional<String> input, boolean enabled) {
        /// The same schedule, only fired by hand.
        public Schedule disabled() {
            return new Schedule(name, function, expression, input, false);
        }
    }

    /// @param path as the template has it, such as `/api/{proxy+}` or `$default`
    /// @param signed whether a request must be signed with AWS credentials
    public record Route(String api, String function, String method, String path, boolean signed) {}

    /// A queue that gets what is published to a topic.
    public record Subscription(String topic, String queue) {}

    /// @param attributes as the SQS API names them, without the redrive policy
    public record Queue(
            String id, String name, String arn, String url, Map<String, String> attributes, Optional<Redrive> redrive) {
        private static final int DEFAULT_VISIBILITY_SECONDS = 30;

        /// The same queue with a visibility timeout of at most that long.
        public Queue visibleAgainWithin(Duration longest) {
            Map<String, String> changed = new LinkedHashMap<>(attributes);
            long seconds = Long.parseLong(
                    attributes.getOrDefault("VisibilityTimeout", Integer.toString(DEFAULT_VISIBILITY_SECONDS)));
            changed.put("VisibilityTimeout", Long.toString(Math.min(seconds, longest.toSeconds())));
            return new Queue(id, name, arn, url, changed, redrive);
        }
    }

    public record Redrive(String deadLetterArn, int maxReceiveCount) {}

    public record Table(
            String id, String name, Map<String, String> attributes, List<Key> keys, Optional<String> timeToLive) {}

    /// @param type HASH or RANGE
    public record Key(String attribute, String type) {}

    /// Either the text, or how to generate it.
    public record Secret(String id, String name, String arn, Optional<String> text, Optional<Generated> generated) {}

    /// @param key the field of `template`, a JSON object, that gets the generated text; without it the text alone
    ///     is the secret
    public record Generated(int length, String excluded, Optional<String> template, Optional<String> key) {}

    public record Topic(String id, String name, String arn) {}

    /// @param function makes it
    /// @param properties as the function gets them
    /// @param patience how long to wait for the function's response
    /// @param dependsOn other custom resources that are created before it
    public record CustomResource(
            String id,
            String type,
            String function,
            Value.Fields properties,
            Duration patience,
            List<String> dependsOn) {}

    public record Database(String name, String user) {}

    /// A resource that is kept as declared, for the evaluation of alarms and dashboards.
    public record Raw(String id, String type, String arn, Value.Fields properties) {}

    /// Whether the function has an event source: a queue, a schedule or HTTP requests.
    public boolean isWoken(Function function) {
        return function.hasUrl()
                || Stream.of(
                                queueTriggers.stream().map(QueueTrigger::function),
                                schedules.stream().map(Schedule::function),
                                routes.stream().map(Route::function))
                        .flatMap(callers -> callers)
                        .anyMatch(function.id()::equals);
    }

    public Function function(String id) {
        return functions.stream()
                .filter(f -> f.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no function " + id + "; there are "
                        + functions.stream().map(Function::id).toList()));
    }

    public Queue queue(String id) {
        return queues.stream()
                .filter(q -> q.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no queue " + id + "; there are "
                        + queues.stream().map(Queue::id).toList()));
    }
}
