package tidings.localstack.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import tidings.localstack.lambda.InvocationResult;
import tidings.localstack.lambda.Scaling;
import tidings.localstack.sample.SampleZips;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/// The sample template, started once for all.
class StackIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private static Path folder;

    private static final List<String> STARTED = new CopyOnWriteArrayList<>();

    private static Stack stack;

    @BeforeAll
    static void start() throws IOException {
        Path template = SampleZips.write(folder);
        Files.createDirectories(folder.resolve("records"));
        long began = System.nanoTime();
        stack = Stack.start(
                StackSettings.of(template, folder.resolve("work"))
                        .parameters(
                                Map.of("RecordFolder", folder.resolve("records").toString()))
                        .secrets(Map.of("BotToken", "1:token"))
                        .scaling(new Scaling(3, 1, Duration.ofMillis(200), Duration.ofSeconds(2)))
                        .visibility(Duration.ofSeconds(2))
                        .firing(StackSettings.Firing.BY_HAND)
                        .alarmSpeed(60)
                        .console(line -> System.out.println("  | " + line)),
                (what, where, took) -> {
                    STARTED.add(what);
                    System.out.printf("%-28s %-40s %5d ms%n", what, where, took.toMillis());
                });
        System.out.printf("ready after %d ms%n", (System.nanoTime() - began) / 1_000_000);
    }

    @AfterAll
    static void stop() {
        long began = System.nanoTime();
        if (stack != null) {
            stack.close();
        }
        System.out.printf("stopped after %d ms%n", (System.nanoTime() - began) / 1_000_000);
    }

    @Test
    void customResourcesAreCreatedOneAfterWhatItDependsOn() {
        assertThat(STARTED).containsSubsequence("First", "Second");
    }

    @Test
    void aFunctionThatIsOnlyCalledLeavesNoProcess() {
        assertThat(stack.environments("MakerFunction")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "FAILED, First is not created: Create of First as asked",
        "SILENCE, First is not created: its function ended without an answer to CloudFormation"
    })
    void aCustomResourceThatIsNotCreatedFailsTheStartWithTheReason(String ending, String reason) {
        StackSettings settings = StackSettings.of(folder.resolve("template.yaml"), folder.resolve("work"))
                .parameters(Map.of("RecordFolder", folder.resolve("records").toString(), "Ending", ending));

        assertThatThrownBy(() -> Stack.start(settings, StartupListener.SILENT)).hasMessage(reason);
    }

    @Test
    void functionsSeeTheTemplatesEnvironmentAndNothingOfOurs() throws Exception {
        JsonNode environment = invoke("WebFunction", "{\"do-environment\":1}");

        assertThat(environment.path("GREETING").asText()).isEqualTo("hello from us-east-1");
        assertThat(environment.path("ORDERS_URL").asText())
                .isEqualTo(stack.model().queue("Orders").url());
        assertThat(environment.path("ZONE").asText()).isEqualTo("us-east-1b");
        assertThat(environment.path("OWN_URL").asText())
                .isEqualTo(stack.url("WebFunction").toString());
        assertThat(environment.has("ONLY_PROD")).isFalse();
        assertThat(environment.path("AWS_LAMBDA_FUNCTION_MEMORY_SIZE").asText()).isEqualTo("256");
        assertThat(environment.path("arn").asText()).endsWith(":function:tidings-WebFunction");
        assertThat(environment.path("left").asInt()).isBetween(1, 10_000);
        assertThat(environment.path("heap").asLong()).isBetween(200L << 20, 256L << 20);
        assertThat(environment.has("HOME")).isFalse();
    }

    @Test
    void anUpdateReplacesTheFunctionThatDiffersAndNoOther() throws Exception {
        List<Long> others = stack.environments("OrdersFunction");

        stack.update(settings -> settings.parameter("Greeting", "good"));
        String greeting =
                invoke("WebFunction", "{\"do-environment\":1}").path("GREETING").asText();
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
        assertThat(invoke("WebFunction", "{\"do-environment\":1}")
                        .path("GREETING")
                        .asText())
                .isEqualTo("hello from us-east-1");
    }

    @Test
    void whatCannotBeChangedIsRefused() {
        assertThatThrownBy(() -> stack.update(settings -> settings.parameter("Stage", "prod")))
                .hasMessageContaining("start it anew");
    }

    @Test
    void anUncaughtExceptionIsTheFunctionsError() throws Exception {
        InvocationResult outcome = stack.invoke("WebFunction", bytes("{\"do-throw\":1}"));

        assertThat(error(outcome).path("errorType").asText()).isEqualTo("java.lang.IllegalStateException");
        assertThat(error(outcome).path("errorMessage").asText()).isEqualTo("as asked");
    }

    @Test
    void aProcessThatExitsFailsItsInvocationAndIsReplaced() throws Exception {
        List<Long> before = stack.environments("WebFunction");
        InvocationResult outcome = stack.invoke("WebFunction", bytes("{\"do-exit\":1}"));

        assertThat(error(outcome).path("errorType").asText()).isEqualTo("Runtime.ExitError");
        assertThat(error(outcome).path("errorMessage").asText()).endsWith("Runtime exited with error: exit status 3");
        assertThat(invoke("WebFunction", "{}").has("echo")).isTrue();
        assertThat(stack.environments("WebFunction")).isNotEqualTo(before);
    }

    @Test
    void aFunctionThatIsTooSlowIsStopped() throws Exception {
        InvocationResult outcome = stack.invoke("WebFunction", bytes("{\"do-sleep\":1}"));

        assertThat(error(outcome).path("errorMessage").asText()).endsWith("Task timed out after 10.00 seconds");
        assertThat(invoke("WebFunction", "{}").has("echo")).isTrue();
    }

    @Test
    void anAnswerOverSixMegabytesIsRefused() throws Exception {
        InvocationResult outcome = stack.invoke("WebFunction", bytes("{\"do-huge\":1}"));

        assertThat(error(outcome).path("errorType").asText()).isEqualTo("Function.ResponseSizeTooLarge");
        assertThat(invoke("WebFunction", "{}").has("echo")).isTrue();
    }

    @Test
    void snapStartFunctionsGoThroughCheckpointAndRestore() throws Exception {
        assertThat(invoke("SnapFunction", "{}")).map(JsonNode::asText).containsExactly("checkpoint", "restore");
    }

    @Test
    void aFunctionUrlMakesEventsOfRequests() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(stack.url("WebFunction").resolve("/hook/x%20y?a=1&b=2&a=3"))
                .header("X-Secret", "One")
                .header("Content-Type", "application/json")
                .header("Cookie", "k=v; l=w")
                .POST(HttpRequest.BodyPublishers.ofString("{\"n\":\"ü\"}"))
                .build();
        JsonNode event = JSON.readTree(
                        HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body())
                .path("echo");

        assertThat(event.path("version").asText()).isEqualTo("2.0");
        assertThat(event.path("rawPath").asText()).isEqualTo("/hook/x%20y");
        assertThat(event.path("rawQueryString").asText()).isEqualTo("a=1&b=2&a=3");
        assertThat(event.path("queryStringParameters").path("a").asText()).isEqualTo("1,3");
        assertThat(event.path("headers").path("x-secret").asText()).isEqualTo("One");
        assertThat(event.path("cookies")).map(JsonNode::asText).containsExactly("k=v", "l=w");
        assertThat(event.path("requestContext").path("http").path("method").asText())
                .isEqualTo("POST");
        assertThat(event.path("body").asText()).isEqualTo("{\"n\":\"ü\"}");
        assertThat(event.path("isBase64Encoded").asBoolean()).isFalse();
    }

    @Test
    void aFunctionUrlEncodesWhatIsNotText() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(stack.url("WebFunction"))
                .header("Content-Type", "application/octet-stream")
                .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[] {0, 1, 2}))
                .build();
        JsonNode event = JSON.readTree(
                        HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body())
                .path("echo");

        assertThat(event.path("isBase64Encoded").asBoolean()).isTrue();
        assertThat(event.path("body").binaryValue()).containsExactly(0, 1, 2);
    }

    @Test
    void aFunctionAnswersWithStatusHeadersCookiesAndBinaryBody() throws Exception {
        HttpResponse<String> response = post(stack.url("WebFunction"), "do-status");

        assertThat(response.statusCode()).isEqualTo(418);
        assertThat(response.headers().firstValue("x-kind")).contains("teapot");
        assertThat(response.headers().allValues("set-cookie")).containsExactlyInAnyOrder("a=1", "b=2");
        assertThat(response.body()).isEqualTo("short and stout");
    }

    @Test
    void aFailureBehindAFunctionUrlIsABadGateway() throws Exception {
        assertThat(post(stack.url("WebFunction"), "do-throw").statusCode()).isEqualTo(502);
    }

    @Test
    void anHttpApiRoutesByMethodAndPath() throws Exception {
        JsonNode one = JSON.readTree(
                        get(stack.url("Api").resolve("/items/a%2Fb")).body())
                .path("echo");
        JsonNode rest = JSON.readTree(
                        get(stack.url("Api").resolve("/items/a/b")).body())
                .path("echo");

        assertThat(one.path("routeKey").asText()).isEqualTo("GET /items/{id}");
        assertThat(one.path("pathParameters").path("id").asText()).isEqualTo("a/b");
        assertThat(rest.path("pathParameters").path("proxy").asText()).isEqualTo("a/b");
        assertThat(get(stack.url("Api").resolve("/else")).statusCode()).isEqualTo(404);
    }

    @Test
    void queuesHaveTheTemplatesAttributes() {
        Map<QueueAttributeName, String> attributes =
                stack.queues().attributes(stack.model().queue("Orders"));

        assertThat(attributes)
                .containsEntry(QueueAttributeName.FIFO_QUEUE, "true")
                .containsEntry(QueueAttributeName.VISIBILITY_TIMEOUT, "2")
                .containsEntry(
                        QueueAttributeName.QUEUE_ARN,
                        stack.model().queue("Orders").arn());
        assertThat(attributes.get(QueueAttributeName.REDRIVE_POLICY))
                .contains(stack.model().queue("OrdersDeadLetters").arn());
    }

    @Test
    void messagesOfOneGroupAreHandledInOrder() throws Exception {
        IntStream.range(0, 30).forEach(i -> send("Orders", "order-" + i, "group-" + i % 3));

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () -> assertThat(recorded("OrdersFunction", "order-")).hasSize(30));
        for (int group = 0; group < 3; group++) {
            String suffix = " 1 group-" + group;
            assertThat(recorded("OrdersFunction", "order-").stream()
                            .filter(line -> line.endsWith(suffix))
                            .map(line -> Integer.parseInt(line.substring(6, line.indexOf(' ')))))
                    .isSortedAccordingTo(java.util.Comparator.naturalOrder())
                    .hasSize(10);
        }
    }

    @Test
    void whatIsReportedAsFailedComesBackAndEndsAmongTheDeadLetters() throws Exception {
        send("Orders", "reported-1", "bad");
        send("Orders", "good-1", "good");

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(bodies("OrdersDeadLetters")).contains("reported-1"));
        assertThat(recorded("OrdersFunction", "reported-1")).containsExactly("reported-1 1 bad", "reported-1 2 bad");
        assertThat(recorded("OrdersFunction", "good-1")).hasSize(1);
    }

    @Test
    void aKilledProcessLosesNothing() throws Exception {
        send("Orders", "slow-1", "killed");
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(
                        () -> assertThat(recorded("OrdersFunction", "slow-1")).hasSize(1));

        stack.environments("OrdersFunction")
                .forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(recorded("OrdersFunction", "slow-1"))
                        .containsExactly("slow-1 1 killed", "slow-1 2 killed"));
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(
                        () -> assertThat(stack.environments("OrdersFunction")).isNotEmpty());
    }

    @Test
    void environmentsGrowToTheStatedConcurrencyAndShrinkWhenIdle() {
        IntStream.range(0, 24).forEach(i -> send("Orders", "steady-" + i, "steady-" + i));

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () -> assertThat(stack.environments("OrdersFunction")).hasSizeGreaterThan(1));
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(
                        () -> assertThat(recorded("OrdersFunction", "steady-")).hasSize(24));
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () -> assertThat(stack.environments("OrdersFunction")).hasSize(1));
    }

    @Test
    void aThrownExceptionBringsTheWholeBatchBack() throws Exception {
        send("Bulk", "thrown-1", null);

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(bodies("BulkDeadLetters")).contains("thrown-1"));
        assertThat(recorded("BulkFunction", "thrown-1")).hasSize(2);
    }

    @Test
    void schedulesCallTheirFunctions() {
        stack.schedules().fire("TickFunctionMinute");
        stack.schedules().fire("TickFunctionNightly");

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(recorded("TickFunction", "{"))
                        .anyMatch(event -> event.equals("{\"tick\":\"minute\"}"))
                        .anyMatch(event -> event.contains("\"source\":\"aws.scheduler\"")));
    }

    /// Another test may have left dead letters: what matters is that they ring.
    @Test
    void aDeadLetterRingsAnAlarmWhichTheTopicTellsAQueue() {
        stack.queues()
                .client()
                .sendMessage(
                        r -> r.queueUrl(stack.model().queue("OrdersDeadLetters").url())
                                .messageBody("dead")
                                .messageGroupId("dead")
                                .messageDeduplicationId("dead"));

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(bodies("AlarmsTold"))
                        .anyMatch(body -> body.contains("\"AlarmName\":\"tidings-DeadLettersAlarm\"")
                                && body.contains("\"NewStateValue\":\"ALARM\"")));
    }

    @Test
    void theDashboardShowsWhatFunctionsDid() throws InterruptedException {
        stack.invoke("TickFunction", "{}".getBytes(StandardCharsets.UTF_8));
        URI data = stack.cloudWatch().dashboard().resolve("/dashboard/data");

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(JSON.readTree(get(data).body()).findValuesAsText("label"))
                        .contains("tidings-TickFunction"));
    }

    @Test
    void topicsCallTheirSubscribers() {
        stack.topics().publish("AlarmTopic", "ALARM", "{\"AlarmName\":\"x\"}");

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(recorded("TickFunction", "{"))
                        .anyMatch(event -> event.contains("\"Subject\":\"ALARM\"")));
    }

    @Test
    void tablesAndDatabaseAreAsTheTemplateSays() throws Exception {
        assertThat(stack.tables()
                        .client()
                        .describeTable(r -> r.tableName("tidings-Chats"))
                        .table()
                        .globalSecondaryIndexes())
                .hasSize(1);
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

    private static JsonNode invoke(String function, String event) throws Exception {
        InvocationResult outcome = stack.invoke(function, bytes(event));
        assertThat(outcome).isInstanceOf(InvocationResult.Answered.class);
        return JSON.readTree(((InvocationResult.Answered) outcome).body());
    }

    private static JsonNode error(InvocationResult outcome) throws IOException {
        assertThat(outcome).isInstanceOf(InvocationResult.Failed.class);
        return JSON.readTree(((InvocationResult.Failed) outcome).body());
    }

    private static HttpResponse<String> get(URI uri) throws Exception {
        return HTTP.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static HttpResponse<String> post(URI uri, String body) throws Exception {
        return HTTP.send(
                HttpRequest.newBuilder(uri)
                        .header("Content-Type", "text/plain")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static void send(String queue, String body, String group) {
        String url = stack.model().queue(queue).url();
        stack.queues().client().sendMessage(r -> {
            r.queueUrl(url).messageBody(body);
            Optional.ofNullable(group).ifPresent(g -> r.messageGroupId(g).messageDeduplicationId(body));
        });
    }

    private static List<String> bodies(String queue) {
        String url = stack.model().queue(queue).url();
        return stack
                .queues()
                .client()
                .receiveMessage(r -> r.queueUrl(url).maxNumberOfMessages(10).visibilityTimeout(0))
                .messages()
                .stream()
                .map(m -> m.body())
                .toList();
    }

    private static List<String> recorded(String function, String start) throws IOException {
        Path file = folder.resolve("records").resolve("tidings-" + function + ".events");
        return Files.exists(file)
                ? Files.readAllLines(file).stream()
                        .filter(line -> line.startsWith(start))
                        .toList()
                : List.of();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
