package tidings.localstack.reddit;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tidings.testing.ManualClock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static tidings.localstack.reddit.SandboxClient.posts;

class RedditSandboxFaultsTest {
    private final ManualClock clock = new ManualClock();

    @AutoClose
    private final RedditSandbox sandbox =
            RedditSandbox.start(RedditSandboxSettings.on(0, clock).withDelay(Duration.ofMillis(300)));

    @AutoClose
    private final SandboxClient client = new SandboxClient(sandbox.uri());

    private String token;

    @BeforeEach
    void login() throws Exception {
        token = client.token();
    }

    @ParameterizedTest
    @CsvSource({
        "private_club,403,\"reason\": \"private\"",
        "banned_club,404,\"reason\": \"banned\"",
        "quarantined_club,403,\"reason\": \"quarantined\"",
        "forbidden_club,403,\"message\": \"Forbidden\"",
        "missing_club,404,\"message\": \"Not Found\"",
        "unauthorized_club,401,\"error\": 401",
        "throttled_club,429,<html>",
        "failing_club,500,\"error\": 500",
        "unavailable_club,503,<html>",
        "html_club,200,<html>",
        "empty_club,200,\"children\":[]",
        "gated_club,403,\"reason\": \"gated\"",
        "subreddits_club,200,\"kind\": \"t5\"",
        "odd_club,200,[ Removed by Reddit ]",
    })
    void namedSubredditsShowTheirFaultsAsRedditDoes(String name, int status, String body) throws Exception {
        HttpResponse<String> answer = client.get(token, "/r/" + name + "/new");
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).contains(body);
    }

    @ParameterizedTest
    @ValueSource(strings = {"moved_club", "nothing_of_that_name"})
    void redirectsUnknownNamesToTheSearchPage(String name) throws Exception {
        HttpResponse<String> answer = client.get(token, "/r/" + name + "/new");
        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.body()).isEmpty();
        assertThat(answer.headers().firstValue("location"))
                .hasValueSatisfying(place -> assertThat(place).contains("search?q=" + name));
    }

    @ParameterizedTest
    @CsvSource({
        "login_club,302,https://www.reddit.com/login/?dest=/r/login_club/new",
        "over_18_club,302,/over18?dest=/r/over_18_club/new",
        "elsewhere_club,302,https://example.org/sorry",
        "capitals_club,301,https://www.reddit.com/r/CAPITALS_CLUB/new"
    })
    void someRedirectElsewhere(String name, int status, String location) throws Exception {
        HttpResponse<String> answer = client.get(token, "/r/" + name + "/new");
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).isEmpty();
        assertThat(answer.headers().firstValue("location")).contains(location);
    }

    @Test
    void theSameListingInCapitalsAnswers() throws Exception {
        assertThat(posts(client.get(token, "/r/CAPITALS_CLUB/new"))).isNotEmpty();
    }

    @Test
    void anEmptyBodyCanBeCalledCompressed() throws Exception {
        HttpResponse<String> answer =
                client.send(HttpRequest.newBuilder(sandbox.uri().resolve("/r/hollow_club/new"))
                        .header("Authorization", "Bearer " + token)
                        .header("User-Agent", SandboxClient.AGENT)
                        .header("Accept-Encoding", "gzip"));
        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.headers().firstValue("content-encoding")).contains("gzip");
        assertThat(answer.headers().firstValue("transfer-encoding")).contains("chunked");
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void responsesCanBeCutOffOrSlow() throws Exception {
        assertThatThrownBy(() -> posts(client.get(token, "/r/truncated_club/new")))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> client.get(token, "/r/cut_club/new")).isInstanceOf(IOException.class);
        long before = System.nanoTime();
        assertThat(posts(client.get(token, "/r/slow_club/new"))).isNotEmpty();
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
    }

    @Test
    void anySubredditShowsAFaultOnDemand() throws Exception {
        HttpResponse<String> planned = client.sendTo(
                "/sandbox/faults", "POST", "{\"subreddit\": \"Java\", \"fault\": \"unavailable\", \"times\": 2}");
        assertThat(planned.statusCode()).isEqualTo(200);
        assertThat(client.get(token, "/r/java/new").statusCode()).isEqualTo(503);
        assertThat(client.get(token, "/r/python/new").statusCode()).isEqualTo(200);
        assertThat(client.get(token, "/r/java/new").statusCode()).isEqualTo(503);
        assertThat(client.get(token, "/r/java/new").statusCode()).isEqualTo(200);
        sandbox.faults().plan(Faults.EVERYWHERE, Fault.THROTTLED, 100);
        assertThat(client.get(token, "/r/python/new").statusCode()).isEqualTo(429);
        client.sendTo("/sandbox/faults", "DELETE", "");
        assertThat(client.get(token, "/r/python/new").statusCode()).isEqualTo(200);
    }

    @Test
    void rejectsUnknownFaults() throws Exception {
        HttpResponse<String> wrong =
                client.sendTo("/sandbox/faults", "POST", "{\"subreddit\": \"java\", \"fault\": \"tired\"}");
        assertThat(wrong.statusCode()).isEqualTo(400);
        assertThat(wrong.body()).contains("TIRED");
    }
}
