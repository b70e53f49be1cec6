package tidings.api;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.exception.SdkClientException;
import tidings.api.ApiCalls.Answer;
import tidings.store.DatabaseUnavailableException;

import static org.assertj.core.api.Assertions.assertThat;

/// What every request goes through.
class FiltersTest {
    private static final String CHANGE = "{\"value\":10,\"reason\":\"calm\"}";

    private final ApiCalls api = new ApiCalls();

    @Test
    void everyResponseHasTheRequestsId() {
        assertThat(api.get("/health").byAnybody().headers()).containsEntry("x-request-id", "request-1");
        Answer missing = api.get("/nothing").byAnybody();

        assertThat(missing.headers()).containsEntry("x-request-id", "request-1");
        assertThat(missing.json().at("/requestId").asText()).isEqualTo("request-1");
    }

    @Test
    void onlyAResponseThatSaysThatWeFailedIsCounted() {
        api.get("/health").byAnybody();
        api.get("/nothing").byAnybody();
        api.failure = Optional.of(new IllegalStateException("secret"));
        api.get("/api/v1/metrics").byAnOperator();

        assertThat(api.metrics)
                .filteredOn(metric -> !metric.startsWith("ApiTime"))
                .containsExactly("ApiRequest failed 1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//",
                "/nothing",
                "/assets/page.txt",
                "/assets/..%2Fopenapi.yaml",
                "/health/",
                "/api/v1/tunables/a/b",
                ""
            })
    void anUnknownPathIsNotFound(String path) {
        Answer answer = api.get(path).byAnybody();

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.headers()).containsEntry("content-type", "application/problem+json");
    }

    @Test
    void anotherMethodIsAnsweredWithTheAllowedOnes() {
        Answer answer = api.new Call("DELETE", "/api/v1/tunables/listing-ttl").byAnOperator();

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.headers()).containsEntry("allow", "GET, HEAD, PUT");
    }

    @Test
    void anInternalErrorNamesTheLogAndNotTheCause() {
        api.failure = Optional.of(new IllegalStateException("password=secret"));
        Answer answer = api.get("/api/v1/metrics").byAnOperator();

        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.json().at("/detail").asText())
                .isEqualTo("internal error; see the api function's log (request id request-1)");
        assertThat(answer.body()).doesNotContain("secret");
    }

    @Test
    void withoutTheDatabaseItSaysSoAndWhenToTryAgain() {
        api.failure = Optional.of(new DatabaseUnavailableException(new IllegalStateException("password=secret")));
        Answer answer = api.get("/metrics/queues").byAnOperator();

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.headers()).containsEntry("retry-after", "10");
        assertThat(answer.json().at("/type").asText()).isEqualTo("urn:tidings:problem:service-unavailable");
        assertThat(answer.body()).doesNotContain("secret");
    }

    /// Whoever asks again is answered then, which an internal error does not say.
    @Test
    void whileAServiceOfAwsIsAwayItSaysWhenToTryAgain() {
        api.failure = Optional.of(SdkClientException.create("dynamodb.secret: connection refused"));
        Answer answer = api.get("/metrics/queues").byAnOperator();

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.headers()).containsEntry("retry-after", "10");
        assertThat(answer.json().at("/detail").asText())
                .isEqualTo("a service that this needs does not respond; try again in a moment");
        assertThat(answer.body()).doesNotContain("secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "51", "-1", "many", "", "1.5", "99999999999"})
    void aBadParameterIsNamedWithItsRange(String limit) {
        Answer answer = api.get("/api/v1/tunables/listing-ttl")
                .withQuery("limit", limit)
                .byAnOperator();

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().at("/parameter").asText()).isEqualTo("limit");
        assertThat(answer.json().at("/detail").asText())
                .isEqualTo("limit must be a whole number from 1 to 50, not " + limit);
    }

    @Test
    void anInvalidEscapeInThePathIsABadRequest() {
        assertThat(api.get("/api/v1/tunables/%zz").byAnOperator().status()).isEqualTo(400);
    }

    @Test
    void aBodyThatIsTooLargeIsRejected() {
        Answer answer = api.put("/api/v1/tunables/listing-ttl", "x".repeat(256 * 1024 + 1))
                .byAnOperator();

        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.json().at("/detail").asText()).contains("at most 262144 bytes");
    }

    @ParameterizedTest
    @CsvSource({"application/json,200", "application/JSON; charset=utf-8,200", "text/plain,415", "application/xml,415"})
    void aBodyMustBeJson(String type, int status) {
        assertThat(api.put("/api/v1/tunables/sends-per-second", CHANGE)
                        .with("content-type", type)
                        .byAnOperator()
                        .status())
                .isEqualTo(status);
    }

    @Test
    void aBodyThatTheClientHasIsNotSentAgain() {
        String tag = api.get("/api/v1/version").byAnybody().headers().get("etag");
        assertThat(tag).matches("\"[0-9a-f]{32}\"");

        for (String known : new String[] {tag, "\"other\", " + tag, "W/" + tag, "*"}) {
            Answer answer =
                    api.get("/api/v1/version").with("if-none-match", known).byAnybody();

            assertThat(answer.status()).as(known).isEqualTo(304);
            assertThat(answer.headers()).containsEntry("etag", tag);
        }
        assertThat(api.get("/api/v1/version")
                        .with("if-none-match", "\"other\"")
                        .byAnybody()
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aChangedBodyHasAnotherTag() {
        String before = api.get("/api/v1/tunables").byAnOperator().headers().get("etag");
        api.put("/api/v1/tunables/sends-per-second", CHANGE).byAnOperator();

        assertThat(api.get("/api/v1/tunables")
                        .with("if-none-match", before)
                        .byAnOperator()
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gzip|true",
                "br, gzip;q=0.5|true",
                "*|true",
                "gzip;q=0|false",
                "gzip; q=0.0, br|false",
                "br|false",
                "x-gzip|false"
            })
    void aLargeBodyIsCompressedForClientsThatAcceptIt(String accepted, boolean isCompressed) {
        Answer plain = api.get("/api/categorization").byAnybody();
        Answer answer =
                api.get("/api/categorization").with("accept-encoding", accepted).byAnybody();

        assertThat(answer.isBase64()).isEqualTo(isCompressed);
        assertThat("gzip".equals(answer.headers().get("content-encoding"))).isEqualTo(isCompressed);
        assertThat(answer.body()).isEqualTo(plain.body());
        assertThat(answer.headers()).containsEntry("vary", "accept-encoding");
        assertThat(answer.headers().get("etag").equals(plain.headers().get("etag")))
                .as("the same tag for the same bytes only")
                .isNotEqualTo(isCompressed);
    }

    @Test
    void aSmallBodyIsNotCompressed() {
        assertThat(api.get("/api/v1/version")
                        .with("accept-encoding", "gzip")
                        .byAnybody()
                        .isBase64())
                .isFalse();
    }
}
