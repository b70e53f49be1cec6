package tidings.api;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tidings.api.ApiCalls.Answer;
import tidings.aws.HttpRequest;
import tidings.aws.Json;
import tidings.settings.Insights;
import tidings.settings.Tunable;

import static org.assertj.core.api.Assertions.assertThat;

/// What each route answers.
class ApiTest {
    private static final String SENDS = "/api/v1/tunables/sends-per-second";

    private final ApiCalls api = new ApiCalls();

    @Test
    void healthHasStatusVersionAndEveryDependency() {
        Answer answer = api.get("/health").byAnybody();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().at("/status").asText()).isEqualTo("ready");
        assertThat(answer.json().at("/version").asText()).isEqualTo("1.0.0+7");
        assertThat(answer.json().at("/dependencies/database/status").asText()).isEqualTo("alive");
    }

    @Test
    void versionSaysWhatIsDeployed() {
        JsonNode version = api.get("/api/v1/version").byAnybody().json();

        assertThat(version.at("/version").asText()).isEqualTo("1.0.0");
        assertThat(version.at("/functionVersion").asText()).isEqualTo("7");
        assertThat(version.at("/profile").asText()).isEqualTo("testing");
    }

    @Test
    void metricsHaveSystemPoolCacheAndQueues() {
        JsonNode metrics = api.get("/api/v1/metrics").byAnOperator().json();

        assertThat(metrics.at("/timestamp").asText()).isEqualTo("2026-11-20T12:00:00Z");
        assertThat(metrics.at("/system/uptimeSeconds").asInt()).isZero();
        assertThat(metrics.at("/system/heapMaxMegabytes").asLong())
                .isEqualTo(Runtime.getRuntime().maxMemory() >> 20);
        assertThat(metrics.at("/system/memoryUsedMegabytes").asInt()).isEqualTo(500);
        assertThat(metrics.at("/system/memoryPercent").asDouble()).isEqualTo(25);
        assertThat(metrics.at("/pool/idle").asInt()).isEqualTo(1);
        assertThat(metrics.at("/cache/status").asText()).isEqualTo("alive");
        assertThat(metrics.at("/queues/updates/visible").asInt()).isEqualTo(3);
    }

    @Test
    void metricsHaveWhatCloudWatchAndElastiCacheReported() {
        assertThat(api.get("/api/v1/metrics")
                        .byAnOperator()
                        .json()
                        .at("/cache/serverless/status")
                        .asText())
                .isEqualTo("unknown");

        api.insights = Optional.of(new Insights(
                ApiCalls.NOW,
                new Insights.Cache("available", Optional.of(1), Optional.of(5000)),
                Map.of("messagesSent", 42.0)));
        JsonNode metrics = api.get("/api/v1/metrics").byAnOperator().json();

        assertThat(metrics.at("/cache/serverless/status").asText()).isEqualTo("available");
        assertThat(metrics.at("/cache/serverless/maxEcpusPerSecond").asInt()).isEqualTo(5000);
        assertThat(metrics.at("/lastHour/until").asText()).isEqualTo("2026-11-20T12:00:00Z");
        assertThat(metrics.at("/lastHour/numbers/messagesSent").asInt()).isEqualTo(42);
    }

    @Test
    void anOperatorsChangeAppliesAtOnceAndNamesItsAuthor() {
        api.tunables.get(Tunable.SENDS_PER_SECOND);

        Answer answer = api.put(
                        SENDS,
                        "{\"value\":10,\"reason\":\"Telegram asks for calm\",\"until\":\"2026-11-20T13:00:00Z\"}")
                .byAnOperator();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().at("/value").asInt()).isEqualTo(10);
        assertThat(answer.json().at("/change/author").asText()).isEqualTo(ApiCalls.OPERATOR);
        assertThat(api.tunables.get(Tunable.SENDS_PER_SECOND)).isEqualTo(10);
        assertThat(api.get(SENDS).byAnOperator().json().at("/0/reason").asText())
                .isEqualTo("Telegram asks for calm");
    }

    @Test
    void theHistoryHasAtMostSoManyChangesAsTheLimitSays() {
        api.put(SENDS, "{\"value\":10,\"reason\":\"calm\"}").byAnOperator();
        api.put(SENDS, "{\"value\":20,\"reason\":\"calm is over\"}").byAnOperator();

        JsonNode history = api.get(SENDS).withQuery("limit", "1").byAnOperator().json();

        assertThat(history).hasSize(1);
        assertThat(history.at("/0/value").asInt()).isEqualTo(20);
    }

    @Test
    void aBadValueIsRejectedWithTheRange() {
        Answer answer = api.put(SENDS, "{\"value\":99,\"reason\":\"faster\"}").byAnOperator();

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().at("/detail").asText()).contains("from 1 to 30 messages, not 99");
        assertThat(api.store.latest()).isEmpty();
    }

    @Test
    void aBodyThatIsNoChangeIsRejectedWithAnExample() {
        assertThat(api.put(SENDS, "ten").byAnOperator().json().at("/detail").asText())
                .contains("must be JSON such as");
        assertThat(api.put(SENDS, "{\"value\":9}")
                        .byAnOperator()
                        .json()
                        .at("/detail")
                        .asText())
                .contains("value and reason must be given");
    }

    @Test
    void anUnknownTunableIsAnsweredWithTheKnownOnes() {
        Answer answer = api.put("/api/v1/tunables/speed", "{\"value\":9,\"reason\":\"faster\"}")
                .byAnOperator();

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.json().at("/detail").asText()).contains("sends-per-second");
        assertThat(api.get("/api/v1/tunables/speed").byAnOperator().status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"health", "version", "change-tunable"})
    void aSampleEventIsAnswered(String name) throws IOException {
        APIGatewayV2HTTPEvent event = Json.mapper()
                .readValue(Path.of("../../events/api", name + ".json").toFile(), APIGatewayV2HTTPEvent.class);

        assertThat(api.api.answer(HttpRequest.of(event)).status()).isEqualTo(200);
    }

    @Test
    void everyTunableIsListedWithItsRange() {
        JsonNode all = api.get("/api/v1/tunables").byAnOperator().json();

        assertThat(all).hasSize(Tunable.values().length);
        assertThat(all.at("/0/min").isInt()).isTrue();
    }
}
