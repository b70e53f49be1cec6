package tidings.api;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tidings.messages.OutboxMessage.ShowCardV1;
import tidings.preferences.ChatSettings;
import tidings.ratelimit.SharedState.Change;
import tidings.settings.Week;
import tidings.store.DatabaseReport;
import tidings.store.DatabaseReport.Index;
import tidings.store.DatabaseReport.Statement;

import static org.assertj.core.api.Assertions.assertThat;

/// What operators are told of a week, when the schedule asks for it.
class WeekCardTest {
    private static final Instant MONDAY = Instant.parse("2026-11-16T06:05:00Z");

    private final ApiCalls api = new ApiCalls();

    private boolean told() {
        return api.send("POST", "/performance/week", "")
                .byAnOperator()
                .json()
                .at("/told")
                .asBoolean();
    }

    private String card() {
        assertThat(told()).isTrue();
        return ((ShowCardV1) api.told.getLast()).html();
    }

    private void week(Map<String, Double> numbers, Map<String, Double> dollars) {
        api.week = Optional.of(new Week(MONDAY, numbers, dollars, false));
    }

    private static Statement statement(String name, double millis) {
        return new Statement(name, "select 1", 12, millis, List.of());
    }

    @Test
    void aWeekIsToldWithWhatCloudWatchAndTheDatabaseKnow() {
        week(
                Map.of(
                        "received", 2_000.0,
                        "answered", 1_990.0,
                        "serviceLevelPercent", 99.5,
                        "answerMillisP95", 812.0,
                        "worstAnswerMillisP95", 2_405.0),
                Map.of("bot", 0.06, "sender", 0.03, "logs", 0.01));
        api.database = new DatabaseReport(
                1,
                List.of(),
                List.of(new Index("post_by_url", "post", 0, 5 << 20), new Index("post_by_id", "post", 3, 5 << 20)),
                List.of(
                        statement("select-post-00a1", 61),
                        statement("select-follow-00b2", 140),
                        statement("update-post-00c3", 55),
                        statement("select-chat-00d4", 52)));

        assertThat(card()).isEqualTo("""
                        📊 <b>9 Nov to 16 Nov</b>

                        Service level: 99.5 % of 2,000 updates answered
                        Answer time (p95): 812 ms on a usual day, 2,405 ms on the worst
                        A thousand answers cost $0.0503, not counting fixed costs. Most expensive: answering, 60 %
                        Slowest statements, on average:
                        • select-follow-00b2: 140 ms, 12 times
                        • select-post-00a1: 61 ms, 12 times
                        • update-post-00c3: 55 ms, 12 times
                        Unused indexes: post_by_url
                        Open suggestions: unused-post_by_url""");
    }

    @Test
    void whereLittleIsKnownTheCardSaysSo() {
        week(Map.of("received", 1.0, "answered", 0.0), Map.of("bot", 0.06));

        assertThat(card())
                .contains(
                        "Service level: unknown, after only 1 update\n",
                        "Slow statements: none",
                        "Unused indexes: none",
                        "Open suggestions: none")
                .doesNotContain("p95", "$");
    }

    @Test
    void aWeekIsToldOnceAndThenTheNextOne() {
        assertThat(told()).as("none was read").isFalse();
        week(Map.of("received", 100.0), Map.of());
        assertThat(told()).isTrue();
        assertThat(told()).isFalse();

        api.week = Optional.of(new Week(MONDAY.plusSeconds(7 * 86_400), Map.of(), Map.of(), false));
        assertThat(told()).isTrue();
        assertThat(api.told)
                .extracting(message -> ((ShowCardV1) message).card())
                .doesNotHaveDuplicates();
    }

    /// As when the first one ended before it was noted.
    @Test
    void toldTwiceItIsOneCard() {
        week(Map.of("received", 100.0), Map.of());
        card();
        week(Map.of("received", 100.0), Map.of());
        card();

        assertThat(api.told).hasSize(2);
        assertThat(api.told.getFirst()).isEqualTo(api.told.getLast());
    }

    @ParameterizedTest
    @CsvSource({"webhook", "bot", "scheduler", "scraper", "categorizer", "sender", "api", "logs", "cache"})
    void whateverIsDearestHasAName(String feature) {
        for (String language : List.of("en", "de")) {
            api.chats
                    .settings(ApiCalls.OPERATORS)
                    .change(_ -> Change.to(ChatSettings.NONE.with(ChatSettings.LANGUAGE, Optional.of(language)), true));
            week(Map.of("received", 100.0, "answered", 100.0), Map.of(feature, 1.0));

            assertThat(card()).contains("100 %").doesNotContain("week.feature");
        }
    }

    @Test
    void onlyOperatorsAreToldOnRequest() {
        assertThat(api.send("POST", "/performance/week", "").byAnybody().status())
                .isEqualTo(403);
    }
}
