package tidings.loadtest;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tidings.loadtest.Answers.Answer;
import tidings.loadtest.Answers.Outcome;
import tidings.loadtest.Receipts.Message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class FiguresTest {
    @TempDir
    private Path folder;

    @Test
    void percentilesAreOfWhatWasAnsweredAndErrorsOfAll() {
        List<Answer> answers = new ArrayList<>();
        for (int took = 1; took <= 100; took++) {
            answers.add(answer("answer: /help", took, Outcome.ANSWERED));
        }
        answers.add(answer("answer: /help", 75_000, Outcome.UNANSWERED));
        answers.add(answer("answer: [top]", 0, Outcome.NO_BUTTON));

        Map<String, Double> figures = Figures.of(answers, 0).values();
        assertThat(figures)
                .containsEntry("p50", 50.0)
                .containsEntry("p95", 95.0)
                .containsEntry("p99", 99.0);
        assertThat(figures.get("errors %")).isCloseTo(100.0 / 102, within(0.001));
        assertThat(figures).doesNotContainKey("hit rate %");
    }

    @Test
    void theHitRateIsThatOfFeedsMinuteByMinute() {
        List<Answer> answers = List.of(
                new Answer("answer: /top fetched", 10_000, 500, Outcome.ANSWERED),
                new Answer("answer: /top cached", 70_000, 50, Outcome.ANSWERED),
                new Answer("answer: /top fetched", 71_000, 500, Outcome.ANSWERED),
                new Answer("answer: /help", 130_000, 50, Outcome.ANSWERED));

        assertThat(Figures.hitRateByMinute(answers, 0)).containsExactly(Map.entry(0, 0.0), Map.entry(1, 50.0));
        assertThat(Figures.of(answers, 0).values())
                .containsEntry("p95 cached against fetched", 0.1)
                .hasEntrySatisfying("hit rate %", rate -> assertThat(rate).isCloseTo(33.3, within(0.1)));
    }

    @Test
    void eachRouteHasItsPercentileAndSomeAreHeldAgainstOthers() {
        List<Answer> answers = List.of(
                answer("GET /health", 20, Outcome.ANSWERED),
                answer("GET /api/stats", 30, Outcome.ANSWERED),
                answer("POST /api/categorization", 10, Outcome.ANSWERED),
                answer("POST /api/categorization of 100", 45, Outcome.ANSWERED),
                answer("answer: /help", 900, Outcome.ANSWERED));

        assertThat(Figures.of(answers, 0).values())
                .containsEntry("p95 of GET /health", 20.0)
                .containsEntry("p95 of GET /api/stats against GET /health", 1.5)
                .containsEntry("p95 of POST /api/categorization of 100 against POST /api/categorization", 4.5)
                .doesNotContainKeys("p95 of answer: /help", "p95 of GET /api/subreddits against GET /health");
    }

    @Test
    void aCachedFeedIsHeldAgainstEmptyHandlers() {
        List<Answer> answers = List.of(
                answer("answer: /top cached", 60, Outcome.ANSWERED),
                answer("answer: /top fetched", 900, Outcome.ANSWERED));
        List<Answer> empty = List.of(
                answer("answer: /empty", 20, Outcome.ANSWERED), answer("answer: /empty", 75_000, Outcome.UNANSWERED));

        assertThat(Figures.beside(answers, empty, 0))
                .containsEntry("p95 of empty handlers", 20.0)
                .containsEntry("p95 cached against empty handlers", 3.0)
                .containsEntry("empty handlers: errors %", 50.0);
    }

    @Test
    void whileTheProcessesStartTheyAreNotHeldAgainstEachOther() {
        List<Answer> answers = List.of(at(0, "answer: /top cached", 900), at(120_000, "answer: /top cached", 50));
        List<Answer> empty = List.of(at(0, "answer: /empty", 10), at(120_000, "answer: /empty", 25));

        assertThat(Figures.beside(answers, empty, 0)).containsEntry("p95 cached against empty handlers", 2.0);
    }

    private static Answer at(long asked, String name, long took) {
        return new Answer(name, asked, took, Outcome.ANSWERED);
    }

    @Test
    void aStormTellsWhatCameTwiceAndOutOfOrder() {
        List<Message> messages = List.of(storm(1, 0), storm(1, 2), storm(2, 0), storm(1, 1), storm(1, 2));

        assertThat(Storm.answers(messages, 8))
                .containsEntry("storm: answers", 5.0)
                .containsEntry("storm: answered %", 50.0)
                .containsEntry("storm: answered twice", 1.0)
                .containsEntry("storm: out of order", 1.0);
    }

    @Test
    void newsReachWhoeverGotThePostAndNotAnotherOne() {
        List<Message> deliveries = List.of(
                news(1, 1_000, "1abc"), news(2, 1_500, "1abc"), news(2, 1_600, "1abcd"), news(1, 2_000, "1abc"));

        assertThat(News.figures(deliveries, "1abc", 4))
                .containsEntry("news: reached %", 50.0)
                .containsEntry("news: delivered twice", 1.0)
                .containsEntry("news: seconds from first to last", 1.0)
                .containsEntry("news: seconds against the budget", 5.0);
        assertThat(News.figures(deliveries, "1ab", 4)).containsEntry("news: reached %", 0.0);
    }

    @Test
    void theFirstRankIsDrawnTwiceAsOftenAsTheSecond() {
        Zipf zipf = Zipf.of(500);
        Random random = new Random(7);
        int[] drawn = new int[501];
        for (int i = 0; i < 100_000; i++) {
            drawn[zipf.draw(random)]++;
        }

        assertThat(drawn[0]).isZero();
        assertThat((double) drawn[1] / drawn[2]).isCloseTo(2, within(0.1));
        assertThat(drawn[500]).isPositive();
    }

    @Test
    void theReportComparesWithTheLastKeptRunAndNeedsNothingElse() throws Exception {
        Properties given = new Properties();
        given.putAll(Map.of("scenario", "steady", "quick", ""));
        Plan plan = Plan.of(given);
        result(plan, "2026-01-01T000000Z", 100).keep(folder);
        result(plan, "2026-01-02T000000Z", 200).keep(folder);
        Optional<Result> before = Result.last(folder, plan.name());
        List<Answer> answers = List.of(answer("answer: </script><b>", 1, Outcome.ANSWERED));

        String page = new Report(
                        plan,
                        result(plan, "2026-01-03T000000Z", 300),
                        before,
                        Verdict.of(plan, Map.of("p95", 300.0)),
                        answers,
                        List.of(),
                        0,
                        Map.of("More", List.of(List.of("a", "b"))))
                .html();

        assertThat(page).contains("[\"p95\",\"300\",\"200\",\"+50 %\"]").contains("new Chart(");
        assertThat(page).doesNotContain("</script><b>").doesNotContainPattern("(src|href)=\"");
        assertThat(page)
                .contains("[\"✓\",\"p95\",\"300\",\"≤ 3,000\"")
                .contains("[\"✗\",\"errors %\",\"not measured\"");
    }

    private static Result result(Plan plan, String when, double p95) {
        return new Result(plan.name(), when, "abc1234", "a machine", Map.of("p95", p95));
    }

    private static Answer answer(String name, long took, Outcome outcome) {
        return new Answer(name, 0, took, outcome);
    }

    private static Message storm(long chat, int number) {
        return new Message(chat, number, "I know no topic “" + Storm.mark(number) + "”");
    }

    private static Message news(long chat, long at, String post) {
        return new Message(chat, at, "{\"url\": \"https://www.reddit.com/r/a/comments/" + post + "/title\"}");
    }
}
