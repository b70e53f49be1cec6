package tidings.simulator;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tidings.aws.Json;
import tidings.aws.Verdict;
import tidings.domain.Community;
import tidings.domain.Feed;
import tidings.domain.Period;
import tidings.messages.ScrapeMessage;
import tidings.messages.ScrapeMessage.ScrapeRequestedV1;
import tidings.simulator.Account.Kind;
import tidings.simulator.Script.Stage;
import tidings.simulator.SimulatedTelegram.Shown;
import tidings.simulator.Simulation.Report;

import static org.assertj.core.api.Assertions.assertThat;

/// Whoever asks is answered as if alone, whatever else is to be done. Days without faults, at virtual time.
class FairnessTest {
    private static final long BUSY = 7_001;
    private static final long OTHER = 7_002;

    /// When everything begins; well within a minute, for quotas count by the minute.
    private static final long START = 605_000;

    /// A fetch with all that it takes, on functions that start first.
    private static final long AT_ONCE = 15_000;

    /// A seed with which Reddit gives one feed a minute.
    private static final long FEEDS = 3;

    private static final long LATER = START + 11 * 60_000;

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2})
    void aChatThatAsksForAHundredSubredditsAtOnceDelaysNoOther(long seed) {
        Report alone = run(seed, FairnessTest::ask);
        Report beside = run(seed, stage -> {
            flood(stage);
            ask(stage);
        });

        assertThat(answer(alone, OTHER)).isBetween(0L, AT_ONCE);
        assertThat(answer(beside, OTHER)).isBetween(0L, AT_ONCE);
        assertThat(beside.broken()).isEmpty();
    }

    /// Where Reddit gives one feed a minute: before its second feed, anybody has their first.
    @Test
    void whoAsksForOneFeedDoesNotWaitForAllSixOfAnother() {
        Report report = run(FEEDS, stage -> {
            for (int i = 0; i < 6; i++) {
                String feed = "/top crowd" + i;
                stage.time().at(START + 100 * i, () -> stage.people().text(BUSY, feed, Kind.CARD));
            }
            stage.time().at(START + 30_000, () -> stage.people().text(OTHER, "/top quietbrook", Kind.CARD));
        });

        assertThat(answer(report, OTHER)).isBetween(0L, 180_000L);
        assertThat(report.updates())
                .extracting(Asked::took)
                .allSatisfy(took -> assertThat(took).isBetween(0L, 9 * 60_000L));
        assertThat(shown(report, BUSY)).allSatisfy(html -> assertThat(html).contains("href="));
        assertThat(report.broken()).isEmpty();
    }

    /// Each of twenty commands has an answer, of which six are fetches; one sentence is for all others.
    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2})
    void aChatThatAsksForAHundredSubredditsAtOnceGetsItsQuotaAndIsToldOnceThatThisWasALot(long seed) {
        Report report = run(seed, FairnessTest::flood);

        List<String> shown = shown(report, BUSY);
        assertThat(shown).filteredOn(html -> html.contains("href=")).hasSize(6 + 1);
        assertThat(shown)
                .filteredOn(html -> html.startsWith("You’ve asked for a lot of subreddits. Please wait"))
                .hasSize(14);
        assertThat(shown)
                .filteredOn("That’s a lot at once. I’ll answer again in a minute."::equals)
                .hasSize(1);
        assertThat(shown).hasSize(22);
        assertThat(report.updates().getLast().took()).as("its answer later").isBetween(0L, AT_ONCE);
        assertThat(report.broken()).isEmpty();
    }

    /// Nobody has to do anything about it.
    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2})
    void aChatThatAsksForAHundredSubredditsAtOnceRingsNoAlarm(long seed) {
        assertThat(run(seed, FairnessTest::flood).rung()).isEmpty();
    }

    /// So the test above would find an alarm.
    @Test
    void aQueueThatNobodyServesRingsItsAlarm() {
        Setup setup = Setup.of(1, stage -> {
            stage.watch();
            refreshes(stage, "RefreshQueue");
        });
        Report report = Simulation.run(
                setup.with((id, role) ->
                        id.equals("ScraperFunction") ? _ -> new Verdict.Retry(Duration.ofMinutes(1)) : role),
                false);

        assertThat(report.rung()).containsExactly("QueueAgeAlarm");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2})
    void aFetchThatSomebodyWaitsForIsMadeAtOnceWhileAThousandRefreshesWait(long seed) {
        AtomicInteger left = new AtomicInteger();
        Report report = run(seed, stage -> {
            refreshes(stage, "RefreshQueue");
            ask(stage);
            SimulatedQueue queue = stage.queues().get("RefreshQueue");
            stage.time().at(START + AT_ONCE, () -> left.set(queue.messages().size()));
        });

        assertThat(answer(report, OTHER)).isBetween(0L, AT_ONCE);
        assertThat(left).as("refreshes that wait").hasValueGreaterThan(500);
        assertThat(report.broken()).isEmpty();
    }

    @Test
    void onOneQueueWithTheRefreshesItWouldHaveToWait() {
        Report report = run(1, stage -> {
            refreshes(stage, "ScrapeQueue");
            ask(stage);
        });

        assertThat(answer(report, OTHER)).isGreaterThan(2 * AT_ONCE);
    }

    private static Report run(long seed, Script script) {
        return Simulation.run(
                Setup.of(seed, stage -> {
                    stage.watch();
                    script.plan(stage);
                }),
                false);
    }

    private static void ask(Stage stage) {
        stage.time().at(START + 1_000, () -> stage.people().text(OTHER, "/top quietbrook", Kind.CARD));
    }

    /// A hundred commands at once, and one when the quota is over.
    private static void flood(Stage stage) {
        IntStream.range(0, 100)
                .forEach(i -> stage.time().at(START, () -> stage.people().text(BUSY, "/top crowd" + i, Kind.ANY)));
        stage.time().at(LATER, () -> stage.people().text(BUSY, "/top afterwards", Kind.CARD));
    }

    private static void refreshes(Stage stage, String queue) {
        IntStream.range(0, 1_000)
                .forEach(i ->
                        stage.time().at(START, () -> stage.queues().get(queue).send(refresh(i), null, null, Map.of())));
    }

    private static String refresh(int number) {
        ScrapeMessage message =
                new ScrapeRequestedV1(new Feed(new Community("meadow" + number), Period.DAY), "t" + number, List.of());
        return Json.write(message);
    }

    private static long answer(Report report, long chat) {
        return report.updates().stream()
                .filter(update -> update.chat == chat)
                .mapToLong(Asked::took)
                .findFirst()
                .orElseThrow();
    }

    private static List<String> shown(Report report, long chat) {
        return report.chats().get(chat).values().stream().map(Shown::html).toList();
    }
}
