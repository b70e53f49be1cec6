package tidings.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tidings.aws.Json;
import tidings.localstack.Tidings;
import tidings.localstack.telegram.Person;
import tidings.localstack.telegram.TelegramSandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@ExtendWith(SharedTidings.class)
class ApiIT {
    private static final String SIGNED = "AWS4-HMAC-SHA256 Credential=night-shift/20261120/us-east-1/execute-api/"
            + "aws4_request, SignedHeaders=host;x-amz-date, Signature=" + "0".repeat(64);

    private final HttpClient http = HttpClient.newHttpClient();
    private final Tidings tidings;

    ApiIT(Tidings tidings) {
        this.tidings = tidings;
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(tidings.stack().url("Api").resolve(path));
    }

    private HttpRequest.Builder signed(String path) {
        return request("operators/" + path).header("Authorization", SIGNED);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private static JsonNode json(HttpResponse<String> answer) throws IOException {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Json.mapper().readTree(answer.body());
    }

    @Test
    void anybodyCanAskForHealthAndVersion() throws IOException, InterruptedException {
        HttpResponse<String> answer = send(request("health"));
        JsonNode health = json(answer);

        assertThat(health.at("/status").asText()).isEqualTo("ready");
        assertThat(health.at("/version").asText()).startsWith("1.0.0+");
        health.at("/dependencies")
                .forEach(dependency -> assertThat(dependency.at("/status").asText())
                        .as(answer.body())
                        .isNotEqualTo("dead"));
        assertThat(json(send(request("api/v1/version"))).at("/profile").asText())
                .isEqualTo("development");
    }

    @Test
    void metricsAreForOperators() throws IOException, InterruptedException {
        HttpResponse<String> forbidden = send(request("api/v1/metrics").header("Authorization", SIGNED));
        assertThat(forbidden.statusCode())
                .as("a signature that nobody verified")
                .isEqualTo(403);
        assertThat(forbidden.headers().firstValue("content-type")).hasValue("application/problem+json");
        assertThat(send(request("operators/api/v1/metrics")).statusCode()).isEqualTo(403);

        JsonNode metrics = json(send(signed("api/v1/metrics")));
        assertThat(metrics.at("/system/profile").asText()).isEqualTo("development");
        assertThat(metrics.at("/queues/updates/visible").isInt()).isTrue();
        assertThat(metrics.at("/pool/active").isInt()).isTrue();
        assertThat(metrics.at("/cache/serverless/status").asText()).isEqualTo("unknown");
    }

    @Test
    void everybodyLooksThroughWhatIsStored() throws IOException, InterruptedException {
        assertThat(json(send(request("api/stats"))).at("/posts").isInt()).isTrue();
        assertThat(json(send(request("api/subreddits"))).at("/subreddits").isArray())
                .isTrue();
        assertThat(json(send(request("api/posts?limit=2&q=a"))).at("/posts").isArray())
                .isTrue();
        assertThat(json(send(request("api/categorization"))).at("/topics")).hasSizeGreaterThan(30);
        assertThat(json(send(request("api/categorization")
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString("{\"texts\":[\"A compiler for a small language\"]}"))))
                        .at("/topics/0/likeliest")
                        .asText())
                .isEqualTo("programming");
    }

    @Test
    void operatorsReadNumbersOfTheDatabaseAndOfPerformance() throws IOException, InterruptedException {
        assertThat(json(send(signed("metrics/database"))).at("/storage/tables").findValuesAsText("name"))
                .contains("post", "topic_hour");
        assertThat(json(send(signed("performance/report"))).at("/budgets")).isNotEmpty();
        HttpResponse<String> scraped = send(signed("metrics/all").header("Accept", "application/openmetrics-text"));
        assertThat(scraped.body())
                .contains("tidings_queues_visible{queue=\"updates\"}")
                .endsWith("# EOF\n");
    }

    @Test
    void metricsHaveTheLastHourThatInsightsRead() throws IOException, InterruptedException {
        tidings.stack().schedules().fire("InsightsFunctionFiveMinutes");

        await().atMost(Chat.PATIENCE)
                .untilAsserted(() -> assertThat(json(send(signed("api/v1/metrics")))
                                .at("/lastHour/until")
                                .asText())
                        .isNotEmpty());
        await().atMost(Chat.PATIENCE)
                .untilAsserted(() -> assertThat(json(send(signed("performance/history?period=1h")))
                                .at("/samples"))
                        .isNotEmpty());
    }

    @Test
    void anOperatorChangesATunableAndIsNamedAsItsAuthor() throws IOException, InterruptedException {
        HttpResponse<String> rejected = change("{\"value\":99999999,\"reason\":\"all at once\"}");
        assertThat(rejected.statusCode()).isEqualTo(400);
        assertThat(rejected.body()).contains("fetches-per-minute must be from 0 to 90 scheduled fetches");

        JsonNode changed = json(change("{\"value\":15,\"reason\":\"more for people who wait\"}"));
        assertThat(changed.at("/change/author").asText()).endsWith("user/night-shift");
    }

    private HttpResponse<String> change(String body) throws IOException, InterruptedException {
        return send(signed("api/v1/tunables/fetches-per-minute")
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(body)));
    }

    @Test
    void whatAPersonChoosesOnThePageTheBotKnows() throws IOException, InterruptedException {
        TelegramSandbox telegram = tidings.telegram().orElseThrow();
        Person lin = telegram.person("Lin");
        assertThat(http.send(HttpRequest.newBuilder(telegram.opens(lin)).build(), BodyHandlers.ofString())
                        .body())
                .contains("assets/page.");

        JsonNode me = json(send(request("me")
                .header("Authorization", "tma " + signed(telegram.opens(lin)))
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString("{\"settings\":{\"pace\":\"17\",\"zone\":\"Asia/Tokyo\"}}"))));
        assertThat(me.at("/settings/pace").asText()).isEqualTo("17");

        lin.says("/settings");
        await().atMost(Chat.PATIENCE)
                .untilAsserted(() -> assertThat(lin.hears())
                        .last()
                        .satisfies(answer -> assertThat(answer.text()).contains("17", "Tokyo")));
    }

    /// What Telegram signed about who opened the page.
    private static String signed(URI opened) {
        return URLDecoder.decode(
                opened.getRawFragment().replaceFirst("tgWebAppData=([^&]*).*", "$1"), StandardCharsets.UTF_8);
    }

    @Test
    void whatAPersonAsksThroughTheApiIsAnsweredByACardInTheirChatOnce() throws IOException, InterruptedException {
        TelegramSandbox telegram = tidings.telegram().orElseThrow();
        Person ola = telegram.person("Ola");
        HttpRequest.Builder asked = request("api/v1/chat")
                .header("Authorization", "tma " + signed(telegram.opens(ola)))
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", "what-is-new")
                .POST(BodyPublishers.ofString("{\"text\": \"/top java\"}"));

        HttpResponse<String> answer = send(asked);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        assertThat(Json.mapper().readTree(answer.body()).at("/chat").asLong())
                .isEqualTo(ola.chat().value());
        assertThat(send(asked).statusCode()).isEqualTo(202);

        await().atMost(Chat.PATIENCE)
                .untilAsserted(() -> assertThat(ola.hears())
                        .singleElement()
                        .satisfies(card -> assertThat(card.text()).contains("r/java")));
        ola.says("/help");
        await().atMost(Chat.PATIENCE)
                .untilAsserted(
                        () -> assertThat(ola.hears()).as("the answers to both").hasSize(2));
    }

    @Test
    void aLargeBodyArrivesCompressedAndIsNotSentTwice() throws IOException, InterruptedException {
        for (int i = 0; i < 12; i++) {
            json(change("{\"value\":20,\"reason\":\"" + "a long reason ".repeat(20) + "\"}"));
        }
        HttpResponse<byte[]> history = http.send(
                signed("api/v1/tunables/fetches-per-minute")
                        .header("Accept-Encoding", "gzip")
                        .build(),
                BodyHandlers.ofByteArray());

        assertThat(history.headers().firstValue("content-encoding")).hasValue("gzip");
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(history.body()))) {
            assertThat(Json.mapper().readTree(in)).hasSizeGreaterThanOrEqualTo(12);
        }
        assertThat(send(signed("api/v1/tunables/fetches-per-minute")
                                .header("Accept-Encoding", "gzip")
                                .header(
                                        "If-None-Match",
                                        history.headers().firstValue("etag").orElseThrow()))
                        .statusCode())
                .isEqualTo(304);
    }
}
