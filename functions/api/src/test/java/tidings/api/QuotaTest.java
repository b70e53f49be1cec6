package tidings.api;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tidings.api.ApiCalls.Answer;
import tidings.settings.Tunable;
import tidings.settings.TunableChange;

import static org.assertj.core.api.Assertions.assertThat;

/// How much a caller may ask, and how large a body may be.
class QuotaTest {
    private static final int QUOTA = 10;
    private static final String NOISY = "203.0.113.7";

    private final ApiCalls api = new ApiCalls();

    @BeforeEach
    void limit() {
        api.store.add(new TunableChange(
                Tunable.REQUESTS_PER_MINUTE, QUOTA, "a test", "a test", api.clock.instant(), Optional.empty()));
    }

    @Test
    void beyondItsQuotaACallerIsToldWhenTheMinuteIsOver() {
        IntStream.range(0, QUOTA).forEach(_ -> assertThat(asked(NOISY).status()).isEqualTo(200));
        api.clock.advance(Duration.ofMillis(12_300));

        Answer answer = asked(NOISY);

        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.headers())
                .containsEntry("retry-after", "48")
                .containsEntry("content-type", "application/problem+json");
        assertThat(answer.json().at("/type").asText()).isEqualTo("urn:tidings:problem:too-many-requests");
        assertThat(answer.json().at("/detail").asText()).contains("10 requests a minute");
        api.clock.advance(Duration.ofSeconds(48));
        assertThat(asked(NOISY).status()).as("after Retry-After").isEqualTo(200);
    }

    @Test
    void oneCallersQuotaIsNotAnothers() {
        IntStream.range(0, 2 * QUOTA).forEach(_ -> asked(NOISY));

        assertThat(asked("203.0.113.8").status()).isEqualTo(200);
        assertThat(api.get("/api/v1/metrics").from(NOISY).byAnOperator().status())
                .as("an operator at the same address")
                .isEqualTo(200);
        assertThat(api.get("/me").from(NOISY).byAPerson(5).status())
                .as("a person at the same address")
                .isEqualTo(200);
    }

    @Test
    void aPersonHasOneQuotaWhereverTheyAre() {
        IntStream.range(0, QUOTA)
                .forEach(i -> api.get("/me").from("203.0.113." + i).byAPerson(5));

        assertThat(api.get("/me").from("203.0.113.99").byAPerson(5).status()).isEqualTo(429);
    }

    @Test
    void theQuotaIsLive() {
        IntStream.range(0, QUOTA).forEach(_ -> asked(NOISY));
        assertThat(asked(NOISY).status()).isEqualTo(429);
        api.store.add(new TunableChange(
                Tunable.REQUESTS_PER_MINUTE, 500, "a guest", "a test", api.clock.instant(), Optional.empty()));
        api.clock.advance(Duration.ofSeconds(30));

        assertThat(asked(NOISY).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "262144, x, 400",
        "262145, x, 413",
        "131072, é, 400",
        "131073, é, 413",
        "1000000, x, 413",
        "2000000, é, 413",
        "6291456, x, 413",
        "6291456, \"\u0000\", 413"
    })
    void aBodyUpTo256KilobytesIsReadAndALargerOneIsRefusedAsTooLarge(int characters, String character, int status) {
        String body = character.substring(0, 1).repeat(characters);

        for (String path : new String[] {"/api/categorization", "/config/performance", "/performance/optimize"}) {
            String method = path.startsWith("/config") ? "PUT" : "POST";
            Answer answer = api.send(method, path, body).byAnOperator();

            assertThat(answer.status()).as(path).isEqualTo(status);
            assertThat(answer.headers()).containsEntry("content-type", "application/problem+json");
        }
    }

    @Test
    void aLargeBodyIsRefusedWhateverItIsSentWith() {
        String body = "{\"texts\":[\"" + "x".repeat(6 << 20) + "\"]}";

        assertThat(api.send("POST", "/nothing", body).byAnybody().status()).isEqualTo(413);
        assertThat(api.send("DELETE", "/health", body)
                        .with("content-type", "text/plain")
                        .byAnybody()
                        .status())
                .isEqualTo(413);
        assertThat(api.get("/health").withBody(body).byAnybody().status()).isEqualTo(413);
    }

    private Answer asked(String address) {
        return api.get("/health").from(address).byAnybody();
    }
}
