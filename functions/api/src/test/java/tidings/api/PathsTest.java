package tidings.api;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tidings.api.ApiCalls.Answer;

import static org.assertj.core.api.Assertions.assertThat;

/// Every path that somebody may look for is answered: with what it is about, or with where that is.
class PathsTest {
    private final ApiCalls api = new ApiCalls();

    @ParameterizedTest
    @CsvSource({
        "GET, /health, 200",
        "GET, /, 200",
        "GET, /docs, 200",
        "GET, /openapi.yaml, 200",
        "GET, /api/stats, 200",
        "GET, /api/subreddits, 200",
        "GET, /api/subreddits/nowhere, 404",
        "GET, /api/posts, 200",
        "GET, /api/categorization, 200",
        "POST, /api/categorization, 400",
        "GET, /api/v1/version, 200",
        "GET, /api/v1/metrics, 200",
        "GET, /metrics/all, 200",
        "GET, /metrics/database, 200",
        "GET, /metrics/cache, 200",
        "GET, /metrics/queues, 200",
        "GET, /metrics/model, 200",
        "GET, /performance/status, 200",
        "GET, /performance/metrics, 200",
        "GET, /performance/history, 200",
        "GET, /performance/suggestions, 200",
        "GET, /performance/report, 200",
        "POST, /performance/optimize, 400",
        "GET, /config/profiles, 200",
        "GET, /config/performance, 200",
        "GET, /config/autopilot, 200",
        "PUT, /config/autopilot, 400",
        "POST, /performance/autopilot, 200",
        "POST, /performance/week, 200",
        "PUT, /config/performance, 400",
        "POST, /config/profile/production, 400",
        "GET, /api/v1/tunables, 200",
        "GET, /api/v1/tunables/sends-per-second, 200",
        "PUT, /api/v1/tunables/sends-per-second, 400"
    })
    void aPathAnswers(String method, String path, int status) {
        assertThat(api.new Call(method, path).byAnOperator().status()).isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/me", "/me/follows", "/me/posts", "/me/briefs/last", "/api/v1/reminders", "/api/v1/food"})
    void aPathOfAPersonAnswersThemAndNobodyElse(String path) {
        assertThat(api.get(path).byAPerson(42).status()).isEqualTo(200);
        assertThat(api.get(path).byAnybody().status()).isEqualTo(401);
    }

    @Test
    void whatAPersonTypesIsQueuedForThemAndForNobodyElse() {
        String body = "{\"text\": \"/top java\"}";

        assertThat(api.send("POST", "/api/v1/chat", body).byAPerson(42).status())
                .isEqualTo(202);
        assertThat(api.send("POST", "/api/v1/chat", body).byAnybody().status()).isEqualTo(401);
        assertThat(api.send("POST", "/api/v1/chat", body).byAnOperator().status())
                .isEqualTo(401);
    }

    @Test
    void aPathThatIsNotHereSaysWhereToLook() {
        Answer answer = api.get("/api/v1/everything").byAnybody();

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.json().at("/detail").asText()).contains("/docs");
    }

    @Test
    void thePageOfTheApiLoadsNothingFromElsewhere() {
        Answer page = api.get("/docs").byAnybody();

        assertThat(page.headers().get("content-security-policy")).startsWith("default-src 'none'");
        assertThat(page.body()).doesNotContain("http://", "https://", "//cdn");
    }
}
