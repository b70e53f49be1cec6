package tidings.api;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tidings.api.ApiCalls.Answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// What clients of HTTP may expect of every route.
class MannersTest {
    private final ApiCalls api = new ApiCalls();

    @ParameterizedTest
    @ValueSource(strings = {"/health", "/api/stats", "/docs", "/api/v1/version"})
    void headHasTheHeadersOfGetAndNoBody(String path) {
        Answer get = api.get(path).byAnybody();
        Answer head = api.new Call("HEAD", path).byAnybody();

        assertThat(head.status()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(head.headers()).containsAllEntriesOf(get.headers());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/api/stats|application/json|200",
                "/api/stats|application/*;q=0.1|200",
                "/api/stats|text/html, */*;q=0.1|200",
                "/api/stats|text/html|406",
                "/api/stats|application/json;q=0|406",
                "/api/stats|*/*, application/json;q=0|406",
                "/docs|text/html|200",
                "/docs|application/json|406"
            })
    void aRouteThatHasNothingThatTheClientAcceptsSaysWhatItHas(String path, String accept, int status) {
        Answer answer = api.get(path).with("accept", accept).byAnybody();

        assertThat(answer.status()).isEqualTo(status);
        if (status == 406) {
            assertThat(answer.json().at("/detail").asText())
                    .contains(path.equals("/docs") ? "text/html" : "application/json");
        }
    }

    @ParameterizedTest
    @CsvSource({"GET, /nothing, not-found", "DELETE, /health, method-not-allowed", "GET, /api/v1/metrics, forbidden"})
    void theTypeOfAProblemIsStable(String method, String path, String type) {
        assertThat(api.new Call(method, path).byAnybody().json().at("/type").asText())
                .isEqualTo("urn:tidings:problem:" + type);
    }

    @Test
    void everyResponseSaysHowLongItTook() {
        api.slowness = Duration.ofMillis(4_200);

        assertThat(api.get("/api/v1/metrics").byAnOperator().headers()).containsEntry("x-response-time", "4200 ms");
        assertThat(api.get("/nothing").byAnybody().headers()).containsEntry("x-response-time", "0 ms");
        assertThat(api.metrics).containsExactly("ApiTime answered 4200", "ApiTime answered 0");
    }

    @ParameterizedTest
    @CsvSource({"GET, /health", "POST, /performance/autopilot", "POST, /performance/week"})
    void whatIsAskedAroundTheClockSaysHowLongItTookAndIsNotMeasured(String method, String path) {
        assertThat(api.new Call(method, path).byAnOperator().headers()).containsKey("x-response-time");
        assertThat(api.metrics).noneMatch(metric -> metric.startsWith("ApiTime"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"old-key", "new-key"})
    void anOperatorWithAKeyNeedsNoSignature(String key) {
        Answer answer = api.put("/api/v1/tunables/sends-per-second", "{\"value\":10,\"reason\":\"calm\"}")
                .with("authorization", "Bearer " + key)
                .byAnybody();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().at("/change/author").asText()).matches("key:[0-9a-f]{8}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer ", "Bearer other", "bearer old-keys", "Bearer " + ApiCalls.KEY_HASH})
    void aKeyThatNobodyHasIsRefusedEverywhere(String authorization) {
        for (String path : new String[] {"/api/v1/metrics", "/health"}) {
            Answer answer = api.get(path).with("authorization", authorization).byAnybody();

            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.headers()).containsEntry("www-authenticate", "Bearer, tma");
        }
    }

    @Test
    void withoutAHashNoKeyIsKnownAndABadHashIsNoticedAtTheStart() {
        assertThat(OperatorKeys.of(Optional.empty()).hashes()).isEmpty();
        assertThatThrownBy(() -> OperatorKeys.of(Optional.of("key"))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aPageOfAnAllowedOriginMayReadResponses() {
        Answer answer = api.get("/api/stats")
                .with("origin", "https://board.example.org")
                .byAnybody();

        assertThat(answer.headers())
                .containsEntry("access-control-allow-origin", "https://board.example.org")
                .containsEntry("vary", "accept-encoding, origin");
        assertThat(api.get("/api/stats")
                        .with("origin", "https://evil.example.org")
                        .byAnybody()
                        .headers())
                .doesNotContainKey("access-control-allow-origin");
    }

    @Test
    void aBrowserMayAskBeforeARequest() {
        Answer answer = api.new Call("OPTIONS", "/api/categorization")
                .with("origin", "https://board.example.org")
                .with("access-control-request-method", "POST")
                .byAnybody();

        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.headers().get("access-control-allow-methods")).contains("POST");
    }
}
