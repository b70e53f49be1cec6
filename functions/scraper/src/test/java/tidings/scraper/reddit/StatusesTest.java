package tidings.scraper.reddit;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tidings.domain.SourceProblem;
import tidings.scraper.source.FetchResult;
import tidings.scraper.source.FetchResult.Failed;
import tidings.scraper.source.FetchResult.Refused;
import tidings.scraper.source.Transport;

import static org.assertj.core.api.Assertions.assertThat;

class StatusesTest {
    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
    private static final String JSON = "application/json; charset=UTF-8";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "403 | {'reason': 'private', 'error': 403}     | PRIVATE",
                "403 | {'reason': 'gold_only', 'error': 403}   | PRIVATE",
                "403 | {'reason': 'quarantined', 'error': 403} | QUARANTINED",
                "403 | {'reason': 'gated', 'message': 'x'}     | QUARANTINED",
                "403 | {'reason': 'banned'}                    | BANNED",
                "404 | {'reason': 'banned', 'error': 404}      | BANNED",
                "404 | {'message': 'Not Found', 'error': 404}  | MISSING",
                "404 | not JSON                                | MISSING",
                "410 | {'message': 'Gone', 'error': 410}       | MISSING",
                "410 | {'reason': 'banned'}                    | BANNED",
                "404 | ~~                                      | MISSING"
            })
    void aCommunityIsRefusedForTheReasonThatIsNamed(int status, String body, SourceProblem problem) {
        assertThat(result(status, body, Map.of("content-type", JSON))).isEqualTo(new Refused(problem));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'message': 'Forbidden', 'error': 403}",
                "{'error': 403}",
                "{'reason': null}",
                "{'reason': ''}",
                "{'reason': {'private': true}}",
                "{'reason': 'of its own'}",
                "[]",
                "null",
                "'private'",
                "{'reason': 'priv",
                ""
            })
    void aRefusalWithoutAReasonIsABlockThatPasses(String body) {
        assertThat(result(403, body, Map.of("content-type", JSON)))
                .isEqualTo(new Failed(SourceProblem.BLOCKED, NOW.plusSeconds(1), "refused without a reason (403)"));
        assertThat(result(403, body, Map.of("content-type", "text/html")))
                .isEqualTo(new Failed(SourceProblem.BLOCKED, NOW.plusSeconds(60), "this IP address is blocked (403)"));
        assertThat(result(403, "{'reason': 'private'}", Map.of("content-type", "text/html")))
                .isInstanceOf(Failed.class);
        assertThat(result(403, body, Map.of())).isInstanceOf(Failed.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {302, 403, 404, 429, 500, 503})
    void theStatusDecidesWhereTheBodyCannotBeRead(int status) {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("broken");
            }
        };
        FetchResult read = Statuses.result(response(status, broken, headers(status)), NOW);

        assertThat(read)
                .isEqualTo(Statuses.result(response(status, InputStream.nullInputStream(), headers(status)), NOW));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "429 | 245                           | THROTTLED   | 245",
                "429 | 0.2                           | THROTTLED   | 1",
                "429 | 99999999                      | THROTTLED   | 900",
                "429 | 99999999999999999999999999    | THROTTLED   | 900",
                "429 | Fri, 20 Nov 2026 12:02:00 GMT | THROTTLED   | 120",
                "429 | Fri, 20 Nov 2026 11:00:00 GMT | THROTTLED   | 0",
                "429 | soon                          | THROTTLED   | 60",
                "429 | -5                            | THROTTLED   | 60",
                "403 | 30                            | BLOCKED     | 30",
                "503 | 30                            | UNAVAILABLE | 30",
                "503 | soon                          | UNAVAILABLE | 60",
                "500 | 30                            | UNAVAILABLE | 30",
                "500 | soon                          | UNAVAILABLE | 0",
                "418 | soon                          | UNAVAILABLE | 0"
            })
    void waitsAsLongAsTheSourceWants(int status, String retryAfter, SourceProblem problem, int seconds) {
        assertThat(result(status, "", Map.of("retry-after", retryAfter)))
                .isInstanceOfSatisfying(Failed.class, failed -> {
                    assertThat(failed.problem()).isEqualTo(problem);
                    assertThat(failed.notBefore()).isEqualTo(NOW.plus(Duration.ofSeconds(seconds)));
                });
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void aRedirectToTheSearchIsAMissingCommunityAndAnyOtherPasses(int status) {
        assertThat(result(status, "", Map.of("location", "/subreddits/search?q=x")))
                .isEqualTo(new Refused(SourceProblem.MISSING));
        assertThat(result(status, "", Map.of("location", "/r/kotlin/top")))
                .isEqualTo(new Refused(SourceProblem.MISSING));
        assertThat(result(status, "", Map.of("location", "/quarantine?dest=/r/java/top")))
                .isEqualTo(new Refused(SourceProblem.QUARANTINED));
        assertThat(result(status, "", Map.of("location", "/login")))
                .isInstanceOfSatisfying(
                        Failed.class, failed -> assertThat(failed.problem()).isEqualTo(SourceProblem.BLOCKED));
        for (Map<String, String> nowhere : List.of(
                Map.<String, String>of(), Map.of("location", "/r/java/top"), Map.of("location", "/r/java/hot"))) {
            assertThat(result(status, "", nowhere))
                    .isInstanceOfSatisfying(
                            Failed.class, failed -> assertThat(failed.problem()).isEqualTo(SourceProblem.UNAVAILABLE));
        }
    }

    private static Map<String, String> headers(int status) {
        return status == 302
                ? Map.of("location", "/subreddits/search?q=x")
                : Map.of("content-type", JSON, "retry-after", "245");
    }

    private static FetchResult result(int status, String body, Map<String, String> headers) {
        byte[] bytes = body.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        return Statuses.result(response(status, new ByteArrayInputStream(bytes), headers), NOW);
    }

    private static Transport.Response response(int status, InputStream body, Map<String, String> headers) {
        return new Transport.Response(URI.create("https://oauth.reddit.com/r/java/top"), status, headers, body);
    }
}
