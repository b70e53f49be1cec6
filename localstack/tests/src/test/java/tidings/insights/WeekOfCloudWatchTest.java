package tidings.insights;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import tidings.aws.AwsClients;
import tidings.aws.Declared;
import tidings.aws.Env;
import tidings.aws.Wiring;
import tidings.localstack.cloudwatch.CloudWatch;
import tidings.localstack.cloudwatch.CloudWatchServer;
import tidings.settings.Week;
import tidings.state.InsightsTable;
import tidings.testing.ManualClock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/// A day of the template's functions, as the local CloudWatch has it, which keeps little more.
class WeekOfCloudWatchTest {
    private static final InsightsConfig CONFIG = InsightsConfig.from(
            Env.of(Declared.model().function("InsightsFunction").environment()::get));

    private final ManualClock clock = new ManualClock();
    private final CloudWatchServer server = CloudWatchServer.listen(clock);
    private final CloudWatch cloudWatch =
            CloudWatch.of(Declared.model(), _ -> Map.of(), new CloudWatch.Settings(1, clock, _ -> {}), server);

    @AfterEach
    void stop() {
        cloudWatch.close();
        server.close();
    }

    private Week week() {
        return new WeekReader(
                        CONFIG,
                        new MetricData(AwsClients.client(CloudWatchClient.builder())
                                .endpointOverride(server.endpoint())
                                .region(Region.US_EAST_1)
                                .credentialsProvider(
                                        StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                                .build()),
                        new InsightsTable(
                                Wiring.silent().client(DynamoDbClient.builder()).build(), "sources"),
                        clock)
                .read();
    }

    private void count(String metric, String service, String outcome, double value) {
        cloudWatch.put(CONFIG.namespace(), metric, Map.of("service", service, "outcome", outcome), value);
    }

    @Test
    void aWeekIsWhatWasReceivedAnsweredAndPaidFor() {
        MeasuredFunction bot = CONFIG.functions().stream()
                .filter(function -> function.service().equals("bot"))
                .findFirst()
                .orElseThrow();
        for (int update = 0; update < 100; update++) {
            clock.advance(Duration.ofMinutes(10));
            count("UpdateReceived", "webhook", "queued", 1);
            cloudWatch.put("AWS/Lambda", "Duration", Map.of("FunctionName", bot.name()), 50);
            if (update >= 3) {
                count("AnswerTime", "sender", "answered", 400);
            }
        }

        cloudWatch.put("AWS/Logs", "IncomingBytes", Map.of(), 2e6);
        clock.advance(Duration.ofMinutes(1));

        Week week = week();

        assertThat(week.numbers())
                .containsEntry("received", 100.0)
                .containsEntry("answered", 97.0)
                .containsEntry("serviceLevelPercent", 97.0)
                .containsEntry("answerMillisP95", 400.0);
        assertThat(week.dollars()).containsOnlyKeys("bot", "logs");
        assertThat(week.dollars().get("logs")).isCloseTo(0.001, within(1e-9));
        assertThat(week.dollars().get("bot"))
                .isCloseTo(100 * 0.2e-6 + 5 * bot.megabytes() / 1_024.0 * 0.0000133334, within(1e-9));
    }
}
