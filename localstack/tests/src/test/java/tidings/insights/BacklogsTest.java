package tidings.insights;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
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
import tidings.settings.MeasuredQueue;
import tidings.testing.RecordingMeter;

import static org.assertj.core.api.Assertions.assertThat;

/// What is seen of the template's queues in the local CloudWatch.
class BacklogsTest {
    private static final StackModel MODEL = Declared.model();
    private static final String AGE = "ApproximateAgeOfOldestMessage";

    private final InstantSource clock = InstantSource.fixed(Instant.parse("2026-11-20T12:00:30Z"));
    private final CloudWatchServer server = CloudWatchServer.listen(clock);
    private final CloudWatch cloudWatch =
            CloudWatch.of(MODEL, _ -> Map.of(), new CloudWatch.Settings(1, clock, _ -> {}), server);
    private final RecordingMeter meter = new RecordingMeter();
    private final Map<String, Integer> messages = new HashMap<>();

    @AfterEach
    void stop() {
        server.close();
    }

    static List<MeasuredQueue> queues() {
        return MeasuredQueue.from(Env.of(MODEL.function("InsightsFunction").environment()::get));
    }

    static Stream<MeasuredQueue> each() {
        return queues().stream();
    }

    private void look() {
        CloudWatchClient client = AwsClients.client(CloudWatchClient.builder())
                .endpointOverride(server.endpoint())
                .region(Region.EU_WEST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .build();
        new Backlogs(new MetricData(client), queue -> messages.getOrDefault(queue, 0), queues(), meter, clock).look();
    }

    private void ages(String queue, double... ages) {
        messages.put(queue, 1);
        for (int i = 0; i < ages.length; i++) {
            cloudWatch.put("AWS/SQS", AGE, Map.of("QueueName", queue), ages[i], Duration.ofMinutes(ages.length - i));
        }
    }

    private void quiet() {
        queues().forEach(queue -> ages(queue.queue(), 1, 2, 0, 1, 3));
    }

    private double deadLetters() {
        return meter.values("DeadLetters", "left").getLast();
    }

    private double age() {
        return meter.values("QueueAge", "limit").getLast();
    }

    /// A metric is paid for each hour in which it has a value.
    private void nothingIsCounted() {
        assertThat(meter.outcomes("DeadLetters")).isEmpty();
        assertThat(meter.outcomes("QueueAge")).isEmpty();
    }

    @Test
    void whereNothingWaitsNothingIsCounted() {
        quiet();

        look();

        nothingIsCounted();
    }

    /// SQS publishes nothing of a queue that nobody uses.
    @Test
    void aQueueWithoutMetricsHasNoMessages() {
        look();

        nothingIsCounted();
    }

    @ParameterizedTest
    @MethodSource("each")
    void aDeadLetterOfAnyQueueIsSeen(MeasuredQueue queue) {
        quiet();
        messages.put(queue.deadLetters(), 2);

        look();

        assertThat(deadLetters()).isEqualTo(2);
    }

    @Test
    void deadLettersOfAllQueuesAreCountedTogether() {
        each().forEach(queue -> messages.put(queue.deadLetters(), 3));

        look();

        assertThat(deadLetters()).isEqualTo(3 * queues().size());
    }

    /// A metric that is asked for costs.
    @ParameterizedTest
    @MethodSource("each")
    void noAgeIsReadOfAQueueWithoutMessages(MeasuredQueue queue) {
        ages(queue.queue(), 9_999, 9_999, 9_999);
        messages.clear();

        look();

        nothingIsCounted();
    }

    @ParameterizedTest
    @MethodSource("each")
    void aMessageOfAnyQueueThatWaitsForLongerThanItsLimitIsSeen(MeasuredQueue queue) {
        long limit = queue.limit().toSeconds();
        quiet();
        ages(queue.queue(), limit + 12, limit + 72, limit + 132);

        look();

        assertThat(age()).isGreaterThan(100);
    }

    @ParameterizedTest
    @MethodSource("each")
    void aMessageThatWaitedForAMinuteOrTwoIsNone(MeasuredQueue queue) {
        long limit = queue.limit().toSeconds();
        ages(queue.queue(), 1, limit + 30, limit + 90);

        look();

        assertThat(age()).isLessThan(100);
    }
}
