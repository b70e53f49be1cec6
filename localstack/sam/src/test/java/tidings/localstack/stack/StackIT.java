package tidings.localstack.stack;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/// The resources of the sample template, and updates of it.
@ExtendWith(SampleStack.Shared.class)
class StackIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final SampleStack sample;
    private final Stack stack;

    StackIT(SampleStack sample) {
        this.sample = sample;
        this.stack = sample.stack();
    }

    @Test
    void aCustomResourceIsCreatedAfterItsDependencies() {
        assertThat(sample.started()).containsSubsequence("First", "Second");
    }

    @Test
    void aFunctionThatIsOnlyCalledLeavesNoProcess() {
        assertThat(stack.environments("MakerFunction")).isEmpty();
    }

    /// Functions that have the same class path share one.
    @Test
    void cachesOfClassesAreTrainedBeforeTheStackIsThere() throws Exception {
        try (Stream<Path> files = Files.list(sample.folder().resolve("work/aot"))) {
            assertThat(files).isNotEmpty().allMatch(file -> file.toString().endsWith(".aot"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "FAILED, First is not created: Create of First as asked",
        "SILENCE, First is not created: its function returned without a response to CloudFormation"
    })
    void aCustomResourceThatIsNotCreatedFailsTheStartWithTheReason(String ending, String reason) {
        StackSettings settings = StackSettings.of(
                        sample.folder().resolve("template.yaml"),
                        sample.folder().resolve("work"))
                .parameters(Map.of(
                        "RecordFolder", sample.folder().resolve("records").toString(), "Ending", ending));

        assertThatThrownBy(() -> Stack.start(settings, StartupListener.SILENT)).hasMessage(reason);
    }

    @Test
    void anUpdateReplacesOnlyTheFunctionThatChanged() throws Exception {
        List<Long> others = stack.environments("OrdersFunction");

        stack.update(settings -> settings.parameter("Greeting", "good"));
        String greeting = sample.invoke("WebFunction", "{\"do-environment\":1}")
                .path("GREETING")
                .asText();
        stack.update(settings -> settings.parameter("Greeting", "hello"));

        assertThat(greeting).isEqualTo("good from us-east-1");
        assertThat(stack.environments("OrdersFunction")).isNotEmpty().isEqualTo(others);
    }

    @Test
    void anUpdateThatFailsLeavesEverythingAsItWas() throws Exception {
        List<Long> before = stack.environments("WebFunction");

        assertThatThrownBy(() -> stack.update(
                        settings -> settings.parameter("Greeting", "good").parameter("Ending", "FAILED")))
                .hasMessage("First is not updated: Update of First as asked")
                .hasNoSuppressedExceptions();

        assertThat(stack.environments("WebFunction")).isNotEmpty().isEqualTo(before);
        assertThat(sample.invoke("WebFunction", "{\"do-environment\":1}")
                        .path("GREETING")
                        .asText())
                .isEqualTo("hello from us-east-1");
    }

    @Test
    void anUpdateOfAnythingElseIsRejected() {
        assertThatThrownBy(() -> stack.update(settings -> settings.parameter("Stage", "prod")))
                .hasMessageContaining("restart it");
    }

    @Test
    void schedulesCallTheirFunctions() {
        stack.schedules().fire("TickFunctionMinute");
        stack.schedules().fire("TickFunctionNightly");

        await().atMost(Duration.ofSeconds(90))
                .untilAsserted(() -> assertThat(sample.recorded("TickFunction", "{"))
                        .anyMatch(event -> event.contains("TickFunctionMinute"))
                        .anyMatch(event -> event.contains("TickFunctionNightly"))
                        .allMatch(event -> event.contains("\"source\":\"aws.scheduler\"")));
    }

    /// Another test may have left dead letters: what matters is that they ring.
    @Test
    void aDeadLetterRaisesAnAlarmThatTheTopicDeliversToAQueue() {
        stack.queues()
                .client()
                .sendMessage(
                        r -> r.queueUrl(stack.model().queue("OrdersDeadLetters").url())
                                .messageBody("dead")
                                .messageGroupId("dead")
                                .messageDeduplicationId("dead"));

        await().atMost(Duration.ofSeconds(90))
                .untilAsserted(() -> assertThat(sample.bodies("AlarmsTold"))
                        .anyMatch(body -> body.contains("\"AlarmName\":\"tidings-DeadLettersAlarm\"")
                                && body.contains("\"NewStateValue\":\"ALARM\"")));
    }

    @Test
    void theDashboardShowsWhatFunctionsDid() throws InterruptedException {
        stack.invoke("TickFunction", "{}".getBytes(StandardCharsets.UTF_8));
        URI data = stack.cloudWatch().dashboard().resolve("/dashboard/data");

        await().atMost(Duration.ofSeconds(90))
                .untilAsserted(
                        () -> assertThat(JSON.readTree(sample.get(data).body()).findValuesAsText("label"))
                                .contains("tidings-TickFunction"));
    }

    @Test
    void aTopicPassesItsMessagesToTheQueuesThatSubscribe() {
        stack.topics().publish("AlarmTopic", "{\"AlarmName\":\"x\"}");

        await().atMost(Duration.ofSeconds(90))
                .untilAsserted(() -> assertThat(sample.bodies("AlarmsTold")).contains("{\"AlarmName\":\"x\"}"));
    }

    @Test
    void tablesAndDatabaseAreAsTheTemplateSays() throws Exception {
        assertThat(stack.tables()
                        .client()
                        .describeTable(r -> r.tableName("tidings-Chats"))
                        .table()
                        .keySchema())
                .extracting(KeySchemaElement::attributeName)
                .containsExactly("pk", "sk");
        try (java.sql.Connection connection =
                        stack.database().superuser("feeds").getConnection();
                java.sql.ResultSet owner = connection
                        .createStatement()
                        .executeQuery("SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = 'feeds'")) {
            assertThat(owner.next()).isTrue();
            assertThat(owner.getString(1)).isEqualTo("keeper");
        }
    }

    @Test
    void secretsAreGivenOrGenerated() {
        assertThat(stack.secrets().text("BotToken")).isEqualTo("1:token");
        assertThat(stack.secrets().text("WebhookSecret")).matches("[A-Za-z0-9]{40}");
        assertThat(stack.secrets().text("Master")).startsWith("{\"username\":\"tidings\",\"password\":\"");
    }
}
