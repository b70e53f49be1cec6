package tidings.simulator;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tidings.aws.Json;
import tidings.domain.ChatId;
import tidings.domain.Place;
import tidings.messages.OutboxMessage.ShowCardV1;
import tidings.simulator.Account.Kind;
import tidings.simulator.Script.Stage;
import tidings.simulator.SimulatedTelegram.Shown;
import tidings.simulator.Simulation.Report;
import tidings.telegram.Card;
import tidings.telegram.CardId;

import static org.assertj.core.api.Assertions.assertThat;

/// Ten thousand deliveries to five hundred chats, at virtual time.
class ManyDeliveriesTest {
    private static final int CHATS = 500;
    private static final int EACH = 20;
    private static final long START = 605_000;
    private static final int ASKS = 9;
    private static final long OTHER = 7_002;

    /// Of those who get deliveries, too.
    private static final long BUSY = 3;

    @ParameterizedTest
    @ValueSource(longs = {OTHER, BUSY})
    void answersTakeAtMostTwiceTheirQuietTimeWhileTenThousandDeliveriesWait(long chat, TestReporter reporter) {
        Script ask = stage -> IntStream.range(0, ASKS)
                .forEach(i -> stage.time()
                        .at(START + 60_000 + i * 20_000, () -> stage.people().text(chat, "/top java", Kind.CARD)));
        Report quiet = Simulation.run(Setup.of(1, ask), false);
        Report busy = Simulation.run(
                Setup.of(1, stage -> {
                    deliver(stage);
                    ask.plan(stage);
                }),
                false);

        assertThat(busy.broken()).isEmpty();
        assertThat(answers(busy)).isBetween(1L, 2 * answers(quiet));
        assertThat(delivered(busy)).isEqualTo(CHATS * EACH);
        reporter.publishEntry(Map.of(
                "ms alone",
                Long.toString(answers(quiet)),
                "ms beside 10,000 deliveries",
                Long.toString(answers(busy))));
    }

    /// Telegram answers every twentieth message with 429 or 502, and takes others whose connection breaks.
    @Test
    void throughATelegramThatFailsAllArriveOnceAndInOrder(TestReporter reporter) {
        Report report = Simulation.run(
                Setup.of(1, new Script() {
                    @Override
                    public void plan(Stage stage) {
                        deliver(stage);
                    }

                    @Override
                    public FaultPlan faults() {
                        return new FaultPlan(List.of(), List.of(), 0.000_1, 0.000_5, 0, 0, 0.05);
                    }
                }),
                false);

        assertThat(report.broken()).isEmpty();
        IntStream.rangeClosed(1, CHATS).forEach(chat -> {
            List<String> cards = report.chats().get((long) chat).values().stream()
                    .map(Shown::card)
                    .toList();
            assertThat(new ArrayList<>(new LinkedHashSet<>(cards)))
                    .isEqualTo(IntStream.range(0, EACH).mapToObj(i -> "p:m" + i).toList());
        });
        long repeated = delivered(report) - CHATS * EACH;
        assertThat(repeated).isBetween(1L, 100L);
        reporter.publishEntry("messages that came twice, for a connection broke", Long.toString(repeated));
    }

    private static void deliver(Stage stage) {
        stage.time().at(START, () -> {
            for (int i = 0; i < EACH; i++) {
                for (int chat = 1; chat <= CHATS; chat++) {
                    deliver(stage, Place.of(new ChatId(chat)), "m" + i);
                }
            }
        });
    }

    private static void deliver(Stage stage, Place place, String story) {
        CardId card = CardId.ofStory(place, story);
        ShowCardV1 message = new ShowCardV1(place, card, card + "/new", Card.of("The meadows are in bloom: " + story));
        stage.readers().expect(place, card);
        stage.queues()
                .get("DeliveriesQueue")
                .send(Json.write(message), message.group(), message.deduplication(), Map.of());
    }

    /// All together: how long one takes is chance.
    private static long answers(Report report) {
        assertThat(report.updates()).hasSize(ASKS);
        return report.updates().stream().mapToLong(Asked::took).sum();
    }

    private static long delivered(Report report) {
        return report.chats().values().stream()
                .flatMap(chat -> chat.values().stream())
                .filter(shown -> shown.card().startsWith("p:"))
                .count();
    }
}
