package tidings.sender;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.telegram.telegrambots.meta.api.methods.updatingmessages.DeleteMessages;
import tidings.aws.Delivery;
import tidings.aws.Verdict;
import tidings.domain.Place;
import tidings.domain.PostMedia;
import tidings.messages.OutboxMessage;
import tidings.messages.OutboxMessage.ShowAlbumV1;
import tidings.messages.OutboxMessage.ShowCardV1;
import tidings.messages.OutboxMessage.ShowPictureV1;
import tidings.messages.OutboxMessage.TelegramCallV1;
import tidings.messages.TelegramCall;
import tidings.messages.Wait;
import tidings.telegram.Card;
import tidings.telegram.CardId;

import static org.assertj.core.api.Assertions.assertThat;

/// What was under way for a chat when it was erased.
class ErasedChatsTest extends SenderFixture {
    static Stream<OutboxMessage> underWay() {
        Place ada = Place.of(ADA);
        PostMedia media = new PostMedia(PostMedia.Kind.PHOTO, "https://example.org/a.png", 10, 10);
        return Stream.of(
                card("u:4", "4/done"),
                card("m:17", "3/done"),
                new ShowCardV1(
                        ada,
                        new CardId("u:4"),
                        "4/reading",
                        Card.of("…"),
                        Optional.of(Wait.begins("4", Instant.MAX.minusSeconds(9)))),
                card("p:abc", "p:abc/new"),
                new ShowAlbumV1(ada, new CardId("p:abc"), List.of(media, media), false),
                new ShowPictureV1(ADA, OptionalInt.empty(), "4/picture", "text", ""),
                new TelegramCallV1(ada, "4/ask", new TelegramCall.ChatMember(7), Map.of()),
                new TelegramCallV1(ada, "4/ask-export.0.json", new TelegramCall.Document("a", "b", ""), Map.of()));
    }

    private static ShowCardV1 card(String card, String id) {
        return new ShowCardV1(Place.of(ADA), new CardId(card), id, Card.of("text"));
    }

    private void erase() {
        chats.bury(ADA, 5, clock.instant());
        chats.erase(ADA);
    }

    private void assertNothingIsKept() {
        assertThat(chats.state(ADA).get()).isEmpty();
        for (String card : List.of("u:4", "m:17", "p:abc", "u:5", "u:6")) {
            assertThat(chats.message(ADA, new CardId(card))).isEmpty();
            assertThat(chats.waiting(ADA, new CardId(card))).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("underWay")
    void isNeitherShownNorNoted(OutboxMessage message) {
        erase();

        assertThat(show(message)).isEqualTo(Verdict.DONE);

        assertThat(telegram.calls).isEmpty();
        assertThat(updates).isEmpty();
        assertNothingIsKept();
    }

    @ParameterizedTest
    @MethodSource("underWay")
    void whatIsSentAtTheMomentOfTheErasureIsNotNoted(OutboxMessage message) {
        telegram.meanwhile = this::erase;
        telegram.results.add(RecordingTelegram.done(
                message instanceof ShowAlbumV1 ? "[{\"message_id\": 1}, {\"message_id\": 2}]" : """
                                {"message_id": 17, "status": "member",
                                 "user": {"id": 7, "is_bot": false, "first_name": "Ada"}}"""));

        show(message);

        assertThat(telegram.calls).isNotEmpty();
        assertNothingIsKept();
    }

    /// Nothing would come of it, and the erasure cannot know its message.
    @Test
    void aCardThatBeginsToWaitAtTheMomentOfTheErasureIsDeleted() {
        telegram.meanwhile = this::erase;
        show(new ShowCardV1(
                Place.of(ADA),
                new CardId("u:4"),
                "4/reading",
                Card.of("…"),
                Optional.of(Wait.begins("4", Instant.MAX.minusSeconds(9)))));

        assertThat(telegram.methods.getLast())
                .isInstanceOfSatisfying(
                        DeleteMessages.class,
                        deleted -> assertThat(deleted.getMessageIds()).containsExactly(17));
        assertNothingIsKept();
    }

    @Test
    void theErasureIsAnsweredAndTheAnswerIsNotNoted() {
        erase();

        show(card("u:5", "5/done"));

        assertThat(telegram.calls).hasSize(1);
        assertNothingIsKept();
    }

    @Test
    void whoeverSaysSomethingThereIsAnsweredAndTheAnswerIsNotNoted() {
        erase();

        show(card("u:6", "6/done"));

        assertThat(telegram.calls).hasSize(1);
        assertNothingIsKept();
    }

    @Test
    void inAChatThatBeganAnewOnlyWhatIsNewIsShown() {
        erase();
        Instant before = clock.instant();
        clock.advance(Duration.ofSeconds(10));
        chats.lift(ADA, clock.instant());

        sender.handle(new Delivery<>(card("p:abc", "p:abc/new"), "id", 1, 0, before));
        show(card("u:4", "4/done"));
        assertThat(telegram.calls).isEmpty();

        sender.handle(new Delivery<>(card("p:abc", "p:abc/new"), "id", 1, 0, clock.instant()));
        show(card("u:6", "6/done"));
        assertThat(telegram.calls).hasSize(2);
        assertThat(chats.message(ADA, new CardId("p:abc"))).isPresent();
    }

    @Test
    void anAlarmIsShownWhateverTheOperatorsErased() {
        erase();

        show(card("a:errors.1", "a:errors.1/rings"));

        assertThat(telegram.calls).hasSize(1);
    }
}
