package tidings.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tidings.api.ApiCalls.Answer;
import tidings.settings.Insights;
import tidings.settings.Tunable;
import tidings.store.cache.Cache.Outcome;

import static org.assertj.core.api.Assertions.assertThat;

/// Budgets, suggestions and their use. The API runs with the profile `testing`.
class PerformanceTest {
    private final ApiCalls api = new ApiCalls();

    @Test
    void theStatusHasThePercentilesOfWhatPeopleWaitFor() {
        hour(Map.of("answerMillisP50", 240.0, "answerMillisP95", 900.0, "answerMillisP99", 1_900.0, "newPosts", 7.0));

        assertThat(api.get("/performance/status")
                        .byAnOperator()
                        .json()
                        .get("latencies")
                        .toString())
                .isEqualTo("{\"answerMillisP50\":240.0,\"answerMillisP95\":900.0,\"answerMillisP99\":1900.0}");
    }

    @ParameterizedTest
    @CsvSource({
        "answerMillisP95, 2000, 2001, 'answers, p95'",
        "apiMillisP95, 1000, 1001, 'responses of the API, p95'",
        "serviceLevelPercent, 99, 98.9, updates answered"
    })
    void whoWaitsTooLongOrForNothingBreaksABudget(String number, double kept, double broken, String budget) {
        hour(Map.of(number, kept));
        assertThat(broken()).doesNotContain(budget);

        hour(Map.of(number, broken));
        assertThat(broken()).contains(budget);
    }

    private void hour(Map<String, Double> numbers) {
        api.insights = Optional.of(new Insights(ApiCalls.NOW, Insights.Cache.UNKNOWN, numbers));
    }

    private List<String> broken() {
        return api.get("/performance/status")
                .byAnOperator()
                .json()
                .get("broken")
                .findValuesAsText("name");
    }

    @Test
    void whereAllIsWellNothingIsSuggestedAndTheScoreIsFull() {
        api.queues = Map.of();
        JsonNode report = api.get("/performance/report").byAnOperator().json();

        assertThat(report.at("/score").asInt()).isEqualTo(100);
        assertThat(report.at("/suggestions")).isEmpty();
    }

    @Test
    void theScoreIsTheShareOfBudgetsThatAreKept() {
        JsonNode report = api.get("/performance/report").byAnOperator().json();
        int budgets = report.at("/budgets").size();

        assertThat(report.at("/budgets").findValuesAsText("isKept")).containsOnlyOnce("false");
        assertThat(report.at("/score").asInt()).isEqualTo(Math.round(100f * (budgets - 1) / budgets));
        JsonNode status = api.get("/performance/status").byAnOperator().json();
        assertThat(status.at("/broken/0/name").asText()).isEqualTo("dead letters");
        assertThat(status.at("/broken/0/value").asInt()).isEqualTo(2);
    }

    @Test
    void aReportIsMarkdownOrAPageAsWell() {
        look(api, 60, 40);
        String markdown = api.get("/performance/report")
                .with("accept", "text/markdown")
                .byAnOperator()
                .body();
        String page = api.get("/performance/report")
                .with("accept", "text/html,application/xhtml+xml,*/*;q=0.8")
                .byAnOperator()
                .body();

        assertThat(markdown)
                .startsWith("# Performance: ")
                .contains("| dead letters | 2.0 messages | at most 0 | **no** |\n", "- **cache-ttl**: set listing-ttl");
        assertThat(page)
                .startsWith("<!doctype html>")
                .contains("<td>dead letters<td>2.0 messages<td>at most 0<td><b>no</b>", "<b>cache-ttl</b>")
                .doesNotContain("**");
    }

    @Test
    void optimizingIsADryRunUnlessItSaysOtherwise() {
        look(api, 60, 40);

        JsonNode tried = optimize("{\"suggestion\":\"cache-ttl\"}").json();
        assertThat(tried.at("/dryRun").asBoolean()).isTrue();
        assertThat(tried.at("/suggestion/live/to").asInt()).isEqualTo(1_200);
        assertThat(api.store.latest()).isEmpty();

        JsonNode done = optimize("{\"suggestion\":\"cache-ttl\",\"dryRun\":false,\"until\":\"2026-11-20T13:00:00Z\"}")
                .json();
        assertThat(done.at("/changed/0/value").asInt()).isEqualTo(1_200);
        assertThat(done.at("/changed/0/change/reason").asText())
                .startsWith("suggestion cache-ttl: 40 % of 100 lookups");
        assertThat(api.tunables.get(Tunable.LISTING_TTL)).isEqualTo(1_200);
    }

    @Test
    void whatNeedsADeploymentIsAnsweredWithItsCommand() {
        hour(Map.of("botConnectionWaits", 42.0));

        Answer answer = optimize("{\"suggestion\":\"pool-size\",\"dryRun\":false}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().at("/detail").asText()).contains("run sam deploy");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"suggestion\":\"everything\"}", "faster"})
    void onlyASuggestionThatIsMadeNowCanBeApplied(String body) {
        assertThat(optimize(body).status()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({"1h, PT1H", "24h, PT24H", "30d, PT720H"})
    void aHistoryIsOfAPeriod(String period, String same) {
        JsonNode history = api.get("/performance/history")
                .withQuery("period", period)
                .byAnOperator()
                .json();

        assertThat(history.at("/period").asText()).isEqualTo(same);
        assertThat(history.at("/samples/0/numbers/messagesSent").asInt()).isEqualTo(42);
    }

    @ParameterizedTest
    @ValueSource(strings = {"31d", "0h", "721h", "week", "", "-1d", "1y"})
    void aPeriodThatIsNoneIsNamed(String period) {
        Answer answer =
                api.get("/performance/history").withQuery("period", period).byAnOperator();

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().at("/parameter").asText()).isEqualTo("period");
    }

    private Answer optimize(String body) {
        return api.send("POST", "/performance/optimize", body).byAnOperator();
    }

    private static void look(ApiCalls api, int misses, int hits) {
        IntStream.range(0, misses).forEach(_ -> api.lookups.accept(Outcome.MISS));
        IntStream.range(0, hits).forEach(_ -> api.lookups.accept(Outcome.LOCAL));
    }
}
