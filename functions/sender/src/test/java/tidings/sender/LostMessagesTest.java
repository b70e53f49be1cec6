package tidings.sender;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.telegram.telegrambots.meta.api.methods.send.SendMessage;
import org.telegram.telegrambots.meta.api.methods.updatingmessages.EditMessageText;
import tidings.aws.Deadline;
import tidings.aws.DeadlinePassedException;
import tidings.aws.Verdict;
import tidings.botapi.CallResult;
import tidings.botapi.HttpTelegram;
import tidings.chats.ChatState;
import tidings.domain.ChatId;
import tidings.domain.Place;
import tidings.domain.PostMedia;
import tidings.messages.OutboxMessage.ShowAlbumV1;
import tidings.messages.OutboxMessage.ShowCardV1;
import tidings.messages.Wait;
import tidings.preferences.ChatSettings;
import tidings.ratelimit.SharedState.Change;
import tidings.telegram.Card;
import tidings.telegram.CardId;
import tidings.testing.ManualClock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/// Cards that Telegram does not take, and messages that are gone or not noted.
class LostMessagesTest extends SenderFixture {
    private static final Duration MINUTES_15 = Duration.ofMinutes(15);

    @Test
    void movesWhatTelegramRefusesToTheDeadLetterQueueWithTheCauseAndApologizes() {
        chats.settings(ADA)
                .change(_ -> Change.to(ChatSettings.NONE.with(ChatSettings.LANGUAGE, Optional.of("de")), true));
        show("u:1");
        telegram.results.add(new CallResult.Refused(400, "Bad Request: something new"));

        assertThat(show("u:1"))
                .isInstanceOfSatisfying(
                        Verdict.DeadLetter.class,
                        letter -> assertThat(letter.because()).contains("something new"));
        assertThat(telegram.calls).containsExactly("SendMessage 7", "EditMessageText 7/17", "EditMessageText 7/17");
        assertThat(((EditMessageText) telegram.methods.getLast()).getText()).startsWith("Entschuldige");
    }

    @Test
    void nobodyReadsAnApologyForAnAlarm() {
        telegram.results.add(new CallResult.Refused(400, "Bad Request: something new"));

        assertThat(show("a:errors.1")).isInstanceOf(Verdict.DeadLetter.class);
        assertThat(telegram.calls).hasSize(1);
    }

    @Test
    void showsACardWhoseMarkupTelegramDoesNotReadAsPlainText() {
        telegram.results.add(new CallResult.BadMarkup("Bad Request: can't parse entities"));

        assertThat(show(new ShowCardV1(Place.of(ADA), new CardId("u:1"), "1/done", Card.of("<b>1 &lt; 2</b>"))))
                .isEqualTo(Verdict.DONE);
        assertThat(telegram.methods)
                .map(method -> ((SendMessage) method).getText())
                .containsExactly("<b>1 &lt; 2</b>", "1 &lt; 2");
    }

    @Test
    void showsACardWithoutItsPictureWhereNoneAreAllowed() {
        telegram.results.add(
                new CallResult.MediaForbidden("Bad Request: not enough rights to send photos to the chat"));
        Card picture = new Card("text", List.of(), Optional.of(new Card.Media("cG5n")));

        assertThat(show(new ShowCardV1(Place.of(ADA), new CardId("u:1"), "1/done", picture)))
                .isEqualTo(Verdict.DONE);
        assertThat(telegram.calls).containsExactly("SendPhoto 7", "SendMessage 7");
    }

    @ParameterizedTest
    @ValueSource(strings = {"u:1", "a:errors.1"})
    void sendsWhatSomebodyWaitsForAnewWhereItsMessageIsGone(String card) {
        show(card);
        telegram.results.add(new CallResult.MessageGone());
        telegram.results.add(RecordingTelegram.done("{\"message_id\": 18}"));

        assertThat(show(card)).isEqualTo(Verdict.DONE);
        assertThat(show(card)).isEqualTo(Verdict.DONE);
        assertThat(telegram.calls)
                .containsExactly("SendMessage 7", "EditMessageText 7/17", "SendMessage 7", "EditMessageText 7/18");
    }

    @Test
    void doesNotSendAPageAnewWhoseMessageIsGone() {
        telegram.results.add(new CallResult.MessageGone());

        assertThat(show("m:99")).isEqualTo(Verdict.DONE);
        assertThat(telegram.calls).hasSize(1);
    }

    static Stream<RuntimeException> failuresOfANote() {
        return Stream.of(new IllegalStateException("the table is throttled"), deadlinePassed());
    }

    private static RuntimeException deadlinePassed() {
        ManualClock clock = new ManualClock();
        return catchThrowableOfType(
                DeadlinePassedException.class,
                () -> Deadline.within(
                        Duration.ZERO, clock, () -> Deadline.current().atMost(MINUTES_15)));
    }

    @ParameterizedTest
    @MethodSource("failuresOfANote")
    void whatWasSentIsNotSentAgainBecauseItCouldNotBeNoted(RuntimeException failure) {
        chats.failure = Optional.of(failure);

        assertThat(show("u:1")).isEqualTo(Verdict.DONE);
        assertThat(show("a:errors.1")).isEqualTo(Verdict.DONE);
        assertThat(telegram.calls).containsExactly("SendMessage 7", "SendMessage 7");
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "null", "[]", "{\"message_id\": \"x\"}", "[{\"message_id\": {}}]"})
    void whatWasSentIsNotSentAgainBecauseTelegramsAnswerIsOdd(String answer) {
        PostMedia picture = new PostMedia(PostMedia.Kind.PHOTO, "https://example.org/a.png", 10, 10);
        for (int i = 0; i < 4; i++) {
            telegram.results.add(RecordingTelegram.done(answer));
        }

        assertThat(show("u:1")).isEqualTo(Verdict.DONE);
        assertThat(show("a:errors.1")).isEqualTo(Verdict.DONE);
        assertThat(show("p:one")).isEqualTo(Verdict.DONE);
        clock.advance(Duration.ofMinutes(1));
        assertThat(show(new ShowAlbumV1(Place.of(ADA), new CardId("p:two"), List.of(picture, picture), false)))
                .isEqualTo(Verdict.DONE);
    }

    @Test
    void whatComesAgainAfterACrashIsEditedIfItWasNoted() {
        show("u:1");
        show("m:99");
        show("u:2");
        telegram.calls.clear();

        show("u:2");
        show("u:1");

        assertThat(telegram.calls).containsExactly("EditMessageText 7/17", "EditMessageText 7/17");
    }

    /// A database that was away when the update was handled first is there when it is handled again.
    @Test
    void anAnswerThatIsFollowedByAWaitIsEditedHoweverMuchTheChatWasSentMeanwhile() {
        CardId card = CardId.ofUpdate("1");
        show(new ShowCardV1(Place.of(ADA), card, "1/done", Card.of("not now")));
        Wait begins = Wait.begins("1", clock.instant().plusSeconds(600));
        show(new ShowCardV1(Place.of(ADA), card, "1/reading", Card.of("reading"), Optional.of(begins)));
        sendOthers();

        show(new ShowCardV1(Place.of(ADA), card, "1/done/run", Card.of("done")));

        assertThat(telegram.calls).last().isEqualTo("EditMessageText 7/17");
    }

    private void sendOthers() {
        for (int i = 2; i < 12; i++) {
            clock.advance(Duration.ofSeconds(10));
            telegram.results.add(RecordingTelegram.done("{\"message_id\": %d}".formatted(100 + i)));
            show("u:" + i);
        }
    }

    /// The chat's state remembers a few cards only.
    @ParameterizedTest
    @ValueSource(strings = {"u:1", "u:1.posts", "a:errors.1", "p:meadow.1", "p:brief.2900.0"})
    void aCardThatIsEditedLaterIsFoundHoweverMuchTheChatWasSentMeanwhile(String id) {
        CardId card = new CardId(id);
        Optional<Wait> begins = Optional.of(Wait.begins("1", clock.instant().plusSeconds(50)))
                .filter(_ -> Lane.of(card(id)) == Lane.ANSWER);
        show(new ShowCardV1(Place.of(ADA), card, "1/reading", Card.of("reading"), begins));
        sendOthers();

        show(new ShowCardV1(Place.of(ADA), card, "1/done/run", Card.of("done")));

        assertThat(telegram.calls).last().isEqualTo("EditMessageText 7/17");
    }

    @Test
    void deliveriesDoNotMakeAnAnswerForgotten() {
        show("u:1");
        for (int i = 2; i < 12; i++) {
            clock.advance(Duration.ofSeconds(10));
            show("p:meadow." + i);
        }
        telegram.calls.clear();

        show("u:1");

        assertThat(telegram.calls).containsExactly("EditMessageText 7/17");
    }

    @Test
    void beginsNoCallForWhichThereIsNoTimeToNoteWhatWasSent() {
        Duration enough = HttpTelegram.LONGEST.plusSeconds(2);

        assertThat(Deadline.within(enough.minusMillis(1), clock, () -> show("u:1")))
                .isInstanceOf(Verdict.Retry.class);
        assertThat(telegram.calls).isEmpty();
        assertThat(Deadline.within(enough, clock, () -> show("u:1"))).isEqualTo(Verdict.DONE);
    }

    @Test
    void followsAGroupThatMoved() {
        telegram.results.add(new CallResult.Moved(new ChatId(-100)));

        assertThat(show("u:1")).isEqualTo(Verdict.DONE);
        assertThat(telegram.calls).containsExactly("SendMessage 7", "SendMessage -100");

        assertThat(show("u:2")).isEqualTo(Verdict.DONE);
        assertThat(telegram.calls).hasSize(3).last().isEqualTo("SendMessage -100");
    }

    @Test
    void aMessageOfAGroupThatMovedIsNoneOfTheNewGroup() {
        chats.state(ADA).change(_ -> Change.to(ChatState.NEW.movedTo(new ChatId(-100), clock.instant()), true));

        show("m:99");
        show("m:99");

        assertThat(telegram.calls).containsExactly("SendMessage -100", "EditMessageText -100/17");
    }

    @Test
    void addsMediaToACardByAnEditAndEditsItsCaptionFromThenOn() {
        Card picture = new Card("text", List.of(), Optional.of(new Card.Media("cG5n")));
        show("u:1");
        show(new ShowCardV1(Place.of(ADA), new CardId("u:1"), "1/picture", picture));
        telegram.results.add(new CallResult.NoText());
        assertThat(show("u:1")).isEqualTo(Verdict.DONE);

        assertThat(telegram.calls)
                .containsExactly(
                        "SendMessage 7", "EditMessageMedia 7/17", "EditMessageText 7/17", "EditMessageCaption 7/17");
    }
}
