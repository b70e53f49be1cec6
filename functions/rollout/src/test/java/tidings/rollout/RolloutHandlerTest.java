package tidings.rollout;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.codedeploy.CodeDeployClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import tidings.aws.AwsClients;
import tidings.aws.Json;
import tidings.testing.TestContext;

import static org.assertj.core.api.Assertions.assertThat;

/// The real clients of Lambda and CodeDeploy against a server on the loopback interface.
class RolloutHandlerTest {
    private static final StaticCredentialsProvider NOBODY =
            StaticCredentialsProvider.create(AwsBasicCredentials.create("nobody", "nothing"));

    private final Map<String, String> answers =
            new HashMap<>(Map.of("webhook:7", "{\"statusCode\":401}", "bot:9", "{\"batchItemFailures\":[]}"));
    private final List<JsonNode> statuses = new ArrayList<>();
    private final Map<String, JsonNode> events = new HashMap<>();
    private HttpServer server;
    private LambdaClient lambda;
    private RolloutHandler handler;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/2015-03-31/functions/", this::lambda);
        server.createContext("/", this::codeDeploy);
        server.start();
        URI endpoint = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        lambda = AwsClients.patient(LambdaClient.builder())
                .region(Region.US_EAST_1)
                .credentialsProvider(NOBODY)
                .endpointOverride(endpoint)
                .build();
        handler = new RolloutHandler(
                new RolloutConfig("rollout", "webhook:7", "bot:9"),
                lambda,
                AwsClients.client(CodeDeployClient.builder())
                        .region(Region.US_EAST_1)
                        .credentialsProvider(NOBODY)
                        .endpointOverride(endpoint)
                        .build());
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void lambda(HttpExchange exchange) throws IOException {
        String version = URLDecoder.decode(exchange.getRequestURI().getRawPath().split("/")[3], StandardCharsets.UTF_8);
        events.put(version, Json.mapper().readTree(exchange.getRequestBody().readAllBytes()));
        String answer = answers.get(version);
        if (answer == null) {
            exchange.getResponseHeaders().add("X-Amz-Function-Error", "Unhandled");
            answer = "{\"errorMessage\":\"it does not start\"}";
        }
        respond(exchange, answer);
    }

    private void codeDeploy(HttpExchange exchange) throws IOException {
        assertThat(exchange.getRequestHeaders().getFirst("X-Amz-Target"))
                .isEqualTo("CodeDeploy_20141006.PutLifecycleEventHookExecutionStatus");
        statuses.add(Json.mapper().readTree(exchange.getRequestBody().readAllBytes()));
        respond(exchange, "{\"lifecycleEventHookExecutionId\":\"sample-execution\"}");
    }

    private static void respond(HttpExchange exchange, String answer) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    @SuppressWarnings("unchecked")
    private JsonNode roll() throws IOException {
        String event = Files.readString(Path.of("../../events/rollout/before-traffic.json"));
        handler.handleRequest(Json.read(event, Map.class), new TestContext(Duration.ofSeconds(20)));
        return statuses.getFirst();
    }

    @Test
    void trafficShiftsToVersionsThatWork() throws IOException {
        JsonNode status = roll();

        assertThat(status.at("/status").asText()).isEqualTo("Succeeded");
        assertThat(status.at("/deploymentId").asText()).isEqualTo("d-SAMPLE123");
        assertThat(status.at("/lifecycleEventHookExecutionId").asText()).isEqualTo("sample-execution");
    }

    @Test
    void aVersionThatDoesNotStartGetsNoTraffic() throws IOException {
        answers.remove("bot:9");

        assertThat(roll().at("/status").asText()).isEqualTo("Failed");
    }

    @Test
    void aVersionHasHalfAMinuteToStart() {
        assertThat(lambda.serviceClientConfiguration().overrideConfiguration().apiCallAttemptTimeout())
                .hasValueSatisfying(attempt -> assertThat(attempt).isGreaterThan(Duration.ofSeconds(30)));
    }

    @Test
    void theBotIsAskedToReachWhatItNeeds() throws IOException {
        roll();

        assertThat(events.get("bot:9"))
                .isEqualTo(Json.mapper()
                        .readTree(Path.of("../../events/bot/smoke-test.json").toFile()));
    }

    @Test
    void theWebhookIsAskedWithASecretThatItHasToCompare() throws IOException {
        roll();

        assertThat(events.get("webhook:7")
                        .at("/headers/x-telegram-bot-api-secret-token")
                        .asText())
                .isNotEmpty();
    }

    @Test
    void aWebhookThatAcceptsEverybodyGetsNoTraffic() throws IOException {
        answers.put("webhook:7", "{\"statusCode\":200}");

        assertThat(roll().at("/status").asText()).isEqualTo("Failed");
    }

    @Test
    void aBotThatFailsAMessageGetsNoTraffic() throws IOException {
        answers.put("bot:9", "{\"batchItemFailures\":[{\"itemIdentifier\":\"smoke-test\"}]}");

        assertThat(roll().at("/status").asText()).isEqualTo("Failed");
    }

    @Test
    void aVersionThatReturnsInvalidJsonGetsNoTraffic() throws IOException {
        answers.put("webhook:7", "no json");

        assertThat(roll().at("/status").asText()).isEqualTo("Failed");
    }
}
