package tidings.scraper.reddit;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tidings.aws.Deadline;
import tidings.domain.SourceProblem;
import tidings.ratelimit.RedditMode;
import tidings.ratelimit.Urgency;
import tidings.scraper.reddit.BearerToken.Client;
import tidings.scraper.source.FetchResult.Failed;
import tidings.scraper.source.Transport;
import tidings.testing.ManualClock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class BearerTokenTest {
    private static final Duration HOUR = Duration.ofHours(1);

    private final ManualClock clock = new ManualClock();
    private int status = 200;
    private Map<String, String> headers = Map.of("content-type", "application/json");
    private String body = "{\"access_token\": \"secret-1\", \"expires_in\": 3600}";
    private int requests;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{}",
                "<html>Log in</html>",
                "{\"access_token\": null}",
                "{\"access_token\": \"\"}",
                "{\"access_token\": \"secret-1\\nX: y\"}",
                "{\"access_token\": \"secret-1 \uFFFF\"}",
                "{\"access_token\": \"secret-1"
            })
    void anAnswerWithoutATokenThatAHeaderCanHoldIsAFailureThatQuotesNothing(String answer) {
        body = answer;

        assertThatThrownBy(() -> get(token()))
                .isInstanceOf(MalformedResponseException.class)
                .hasMessage("a response without a token")
                .hasNoCause();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e400", "99999999999999999999999", "-7", "null", "\"soon\"", "{}"})
    void aTokenServesWhateverItsLifetime(String seconds) throws IOException {
        body = body.replace("3600", seconds);

        assertThat(get(token())).isEqualTo("secret-1");
    }

    @ParameterizedTest
    @CsvSource({
        "401,BLOCKED",
        "403,BLOCKED",
        "404,UNAVAILABLE",
        "302,UNAVAILABLE",
        "429,THROTTLED",
        "500,UNAVAILABLE",
        "503,UNAVAILABLE"
    })
    void aRefusedTokenSaysNothingOfTheCommunity(int refused, SourceProblem problem) {
        status = refused;
        headers = Map.of("location", "/subreddits/search?q=java", "retry-after", "30");
        body = "";

        assertThatThrownBy(() -> get(token()))
                .isInstanceOfSatisfying(
                        FetchException.class,
                        refusal -> assertThat(((Failed) refusal.result()).problem())
                                .isEqualTo(problem));
    }

    @Test
    void aThrottledTokenThrottlesTheBudgetThatAllShare() {
        status = 429;
        headers = Map.of("retry-after", "30");
        BearerToken token = token();
        assertThatThrownBy(() -> get(token)).isInstanceOf(FetchException.class);

        assertThatThrownBy(() -> get(token)).hasMessageContaining("rate limit is used up");
        assertThat(requests).isEqualTo(1);
    }

    @Test
    void aTokenIsKeptUntilShortlyBeforeItExpires() throws IOException {
        BearerToken token = token();
        get(token);
        clock.advance(HOUR.minusSeconds(61));
        get(token);
        assertThat(requests).isEqualTo(1);

        clock.advance(Duration.ofSeconds(1));
        get(token);
        assertThat(requests).isEqualTo(2);
    }

    private BearerToken token() {
        Transport transport = (request, _) -> {
            requests++;
            return new Transport.Response(request.uri(), status, headers, StubReddit.text(body));
        };
        return new BearerToken(
                URI.create("http://reddit.invalid"),
                () -> new Client("id", "client-secret"),
                TestGateways.of(RedditMode.OAUTH, transport, clock),
                clock);
    }

    private String get(BearerToken token) throws IOException {
        return token.get(Urgency.WAITED_FOR, Deadline.in(Duration.ofSeconds(20), clock));
    }
}
