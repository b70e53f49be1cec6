package tidings.simulator;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tidings.aws.Json;
import tidings.domain.ChatId;
import tidings.domain.Place;
import tidings.domain.PostMedia;
import tidings.messages.OutboxMessage;
import tidings.messages.OutboxMessage.ShowAlbumV1;
import tidings.messages.OutboxMessage.ShowCardV1;
import tidings.simulator.Account.Kind;
import tidings.simulator.Script.Stage;
import tidings.simulator.SimulatedTelegram.Shown;
import tidings.simulator.Simulation.Report;
import tidings.telegram.Card;
import tidings.telegram.CardId;

import static org.assertj.core.api.Assertions.assertThat;

/// Deliveries of galleries, at virtual time: what is dead between an album and its card repeats neither.
class AlbumsTest {
    private static final int CHATS = 40;
    private static final int EACH = 4;
    private static final int PICTURES = 3;
    private static final long START = 605_000;

    @Test
    void albumsComeOnceAndBeforeTheirCardsWhereverTheSenderDies() {
        Report report = Simulation.run(
                Setup.of(1, new Script() {
                    @Override
                    public void plan(Stage stage) {
                        deliver(stage);
                    }

                    @Override
                    public FaultPlan faults() {
                        return new FaultPlan(List.of(), List.of(), 0.01, 0.002, 0, 0, 0.02);
                    }
                }),
                false);

        assertThat(report.broken()).isEmpty();
        IntStream.rangeClosed(1, CHATS).forEach(chat -> {
            List<Shown> shown = List.copyOf(report.chats().get((long) chat).values());
            assertThat(shown.subList(0, PICTURES)).allMatch(one -> one.html().isEmpty());
            assertThat(shown.stream().filter(one -> one.html().isEmpty()).count())
                    .isGreaterThanOrEqualTo(EACH * PICTURES);
            assertThat(shown.stream()
                            .map(Shown::card)
                            .filter(one -> !one.isEmpty())
                            .distinct())
                    .isEqualTo(IntStream.range(0, EACH).mapToObj(i -> "p:m" + i).toList());
        });
    }

    /// What the simulated Reddit posts, to whoever follows it.
    @Test
    void newPostsBringTheirPictures() {
        Report report = Simulation.run(
                Setup.of(1, stage -> {
                    stage.readers().follow(1, "java");
                    stage.time().at(START, () -> stage.people().text(2, "/top java", Kind.CARD));
                }),
                false);

        assertThat(report.broken()).isEmpty();
        assertThat(report.chats().get(1L).values()).anyMatch(one -> one.html().isEmpty());
        assertThat(report.chats().get(1L).values()).anyMatch(one -> one.card().startsWith("p:"));
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
        List<PostMedia> media = IntStream.range(0, PICTURES)
                .mapToObj(i -> new PostMedia(PostMedia.Kind.PHOTO, "https://i.redd.it/" + story + i + ".jpg", 3, 2))
                .toList();
        stage.readers().expect(place, card);
        queue(stage, new ShowAlbumV1(place, card, media, false));
        queue(stage, new ShowCardV1(place, card, card + "/new", Card.of("The meadows are in bloom: " + story)));
    }

    private static void queue(Stage stage, OutboxMessage message) {
        stage.queues()
                .get("DeliveriesQueue")
                .send(Json.write(message), message.group(), message.deduplication(), Map.of());
    }
}
