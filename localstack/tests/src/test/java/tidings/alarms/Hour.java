package tidings.alarms;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import tidings.aws.AwsClients;
import tidings.aws.Declared;
import tidings.aws.Env;
import tidings.localstack.cloudwatch.CloudWatch;
import tidings.localstack.cloudwatch.CloudWatchServer;
import tidings.localstack.template.StackModel;
import tidings.settings.InMemoryTunableStore;
import tidings.settings.MeasuredQueue;
import tidings.settings.Tunable;
import tidings.settings.TunableChange;

/// An hour of a stack that people use, and what goes wrong in its last ten minutes, in the local CloudWatch.
final class Hour implements AutoCloseable {
    private static final StackModel MODEL = Declared.model();
    private static final int MINUTES = 85;
    private static final int LATELY = 10;

    private final Random random;
    private final Instant now = Instant.parse("2026-11-20T12:00:30Z");
    private final CloudWatchServer server = CloudWatchServer.listen(InstantSource.fixed(now));
    private final CloudWatch cloudWatch =
            CloudWatch.of(MODEL, _ -> Map.of(), new CloudWatch.Settings(1, InstantSource.fixed(now), _ -> {}), server);
    private final InMemoryTunableStore tunables = new InMemoryTunableStore();
    private final AnalysisConfig config = config();

    /// Metrics by what they are called here, with what they are in each minute.
    private final Map<String, Runnable> usual = new HashMap<>();

    Hour(long seed) {
        this.random = new Random(seed);
    }

    private static AnalysisConfig config() {
        Map<String, String> variables =
                new HashMap<>(MODEL.function("AlarmsFunction").environment());
        variables.put("AWS_REGION", "eu-west-1");
        return AnalysisConfig.from(Env.of(variables::get));
    }

    AnalysisConfig measured() {
        return config;
    }

    /// A number about that, a third more or less.
    private double about(double value) {
        return value * (0.7 + 0.6 * random.nextDouble());
    }

    /// What a stack that works has in each minute, unless something else was said of it.
    Hour usual() {
        config.functions().keySet().stream()
                .filter(service -> !service.equals("rollout"))
                .forEach(service -> {
                    int calls = service.equals("insights") ? 1 : 3;
                    usually(service, () -> everyMinute(minute -> call(service, minute, calls, 60, 0)));
                });
        for (MeasuredQueue queue : config.queues()) {
            usually(queue.role(), () -> everyMinute(minute -> waits(queue.role(), minute, about(2))));
            usually(queue.role() + " dead", () -> everyMinute(minute -> dead(queue.role(), minute, 0)));
        }
        owns("queued", "UpdateReceived", "webhook", "queued", 12);
        owns("done", "MessageSent", "sender", "done", 15);
        owns("later", "MessageSent", "sender", "unavailable", 0.1);
        owns("published", "ListingRead", "scraper", "published", 8);
        owns("refused", "ListingRead", "scraper", "refused", 0.5);
        owns("hit", "CacheLookup", "bot", "hit", 40);
        owns("miss", "CacheLookup", "bot", "miss", 6);
        owns("answers", "AnswerTime", "sender", "answered", 400);
        owns("oldest", "OldestPost", "scheduler", "hours", 40);
        owns("reached", "Availability", "insights", "reached", 1);
        owns("level", "ServiceLevel", "insights", "hour", 99);
        aws("borrow", "AWS/RDS", "DatabaseConnectionsBorrowLatency", "ProxyName", config.proxy(), 900);
        aws("cpu", "AWS/RDS", "CPUUtilization", "DBInstanceIdentifier", config.database(), 30);
        usual.values().forEach(Runnable::run);
        return this;
    }

    private void usually(String name, Runnable metrics) {
        usual.putIfAbsent(name, metrics);
    }

    private void owns(String name, String metric, String service, String outcome, double value) {
        usually(name, () -> everyMinute(minute -> own(metric, service, outcome, minute, usualOf(metric, value))));
    }

    /// Those that are no counts do not vary as much.
    private double usualOf(String metric, double value) {
        return switch (metric) {
            case "Availability", "ServiceLevel", "OldestPost" -> value;
            default -> about(value);
        };
    }

    private void aws(String name, String namespace, String metric, String dimension, String of, double value) {
        usually(name, () -> everyMinute(minute -> put(namespace, metric, Map.of(dimension, of), minute, about(value))));
    }

    @FunctionalInterface
    private interface Minute {
        void put(int minutesAgo);
    }

    private static void everyMinute(Minute minute) {
        for (int ago = MINUTES; ago > 0; ago--) {
            minute.put(ago);
        }
    }

    /// A function was called as often as that a minute, of which so many failed, each for so long.
    Hour function(String service, int calls, double millis, int errors) {
        usual.put(
                service,
                () -> everyMinute(minute -> call(
                        service,
                        minute,
                        isLate(minute) ? calls : 3,
                        isLate(minute) ? millis : 60,
                        isLate(minute) ? errors : 0)));
        return this;
    }

    private static boolean isLate(int minutesAgo) {
        return minutesAgo <= LATELY;
    }

    Hour failed(String service, String metric, double value) {
        return lately(minute -> own(metric, service, "failed", minute, value));
    }

    /// A queue whose oldest message has waited since ten minutes.
    Hour waiting(String role) {
        usual.put(
                role,
                () -> everyMinute(
                        minute -> waits(role, minute, isLate(minute) ? 60.0 * (LATELY - minute) + 30 : about(2))));
        return this;
    }

    Hour deadLetters(String role) {
        usual.put(role + " dead", () -> everyMinute(minute -> dead(role, minute, minute < 4 ? 2 : 0)));
        return this;
    }

    /// One of our own metrics is something else lately.
    Hour counts(String name, String metric, String service, String outcome, double before, double lately) {
        IntToDoubleFunction value = minute -> isLate(minute) ? lately : before;
        usual.put(
                name,
                () -> everyMinute(
                        minute -> own(metric, service, outcome, minute, usualOf(metric, value.applyAsDouble(minute)))));
        return this;
    }

    Hour lately(String namespace, String metric, Map<String, String> dimensions, double value) {
        return lately(minute -> put(namespace, metric, dimensions, minute, value));
    }

    private Hour lately(Minute minute) {
        usual.put("lately " + usual.size(), () -> {
            for (int ago = LATELY - 1; ago > 0; ago--) {
                minute.put(ago);
            }
        });
        return this;
    }

    Hour deployed(int minutesAgo) {
        usual.put(
                "rollout",
                () -> put(
                        "AWS/Lambda",
                        "Invocations",
                        Map.of("FunctionName", config.functions().get("rollout")),
                        minutesAgo,
                        1));
        return this;
    }

    Hour changed(Tunable tunable, int value, int minutesAgo) {
        tunables.add(new TunableChange(
                tunable,
                value,
                "to see",
                "arn:aws:iam::1:user/ada",
                now.minusSeconds(60L * minutesAgo),
                Optional.empty()));
        return this;
    }

    private void call(String service, int minute, int calls, double millis, int errors) {
        Map<String, String> function = Map.of("FunctionName", config.functions().get(service));
        for (int i = 0; i < calls; i++) {
            put("AWS/Lambda", "Duration", function, minute, about(millis));
            put("AWS/Lambda", "Invocations", function, minute, 1);
        }
        put("AWS/Lambda", "Errors", function, minute, errors);
    }

    private void waits(String role, int minute, double seconds) {
        put(
                "AWS/SQS",
                "ApproximateAgeOfOldestMessage",
                Map.of("QueueName", queue(role).queue()),
                minute,
                seconds);
    }

    private void dead(String role, int minute, double messages) {
        Map<String, String> queue = Map.of("QueueName", queue(role).deadLetters());
        put("AWS/SQS", "ApproximateNumberOfMessagesVisible", queue, minute, messages);
    }

    private MeasuredQueue queue(String role) {
        return config.queues().stream()
                .filter(queue -> queue.role().equals(role))
                .findFirst()
                .orElseThrow();
    }

    private void own(String metric, String service, String outcome, int minute, double value) {
        put(config.namespace(), metric, Map.of("service", service, "outcome", outcome), minute, value);
    }

    private void put(String namespace, String metric, Map<String, String> dimensions, int minutesAgo, double value) {
        cloudWatch.put(namespace, metric, dimensions, value, Duration.ofMinutes(minutesAgo));
    }

    Findings findings() {
        CloudWatchClient client = AwsClients.client(CloudWatchClient.builder())
                .endpointOverride(server.endpoint())
                .region(Region.EU_WEST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .build();
        return new Analysis(client, config, tunables, Optional::empty).of(now);
    }

    @Override
    public void close() {
        server.close();
    }
}
