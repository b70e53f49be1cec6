package tidings.sender;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.telegram.telegrambots.meta.api.methods.send.SendMessage;
import org.telegram.telegrambots.meta.api.methods.updatingmessages.EditMessageText;
import tidings.aws.Deadline;
import tidings.aws.DeadlinePassedException;
import tidings.aws.Delivery;
import tidings.aws.Meter;
import tidings.aws.QueueSource;
import tidings.aws.Verdict;
import tidings.aws.Wiring;
import tidings.botapi.CallResult;
import tidings.botapi.HttpTelegram;
import tidings.chats.ChatSettings;
import tidings.chats.ChatState;
import tidings.domain.ChatId;
import tidings.messages.OutboxMessage;
import tidings.messages.OutboxMessage.AnswerCallbackV1;
import tidings.messages.OutboxMessage.AnswerInlineV1;
import tidings.messages.OutboxMessage.ShowCardV1;
import tidings.messages.Samples;
import tidings.ratelimit.RateLimiter;
import tidings.ratelimit.SharedState.Change;
import tidings.settings.Profile;
import tidings.telegram.Card;
import tidings.telegram.CardId;
import tidings.telegram.InlineResult;
import tidings.telegram.Place;
import tidings.testing.ManualClock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class SenderTest {
    private static final ChatId ADA = new ChatId(7);
    private static final Duration MINUTES_15 = Duration.ofMinutes(15);

    private final RecordingTelegram telegram = new RecordingTelegram();
    private final ManualClock clock = new ManualClock();
    private final ForgetfulChats chats = new ForgetfulChats();
    private final Sender sender = new Sender(
            telegram,
            _ -> {},
            chats,
            new Pacer(chats, RateLimiter.inMemory(Pacer.INTERVAL), clock::advanceTo, clock),
            Meter.silent());

    @Test
    void sendsACardOnceAndEditsItFromThenOn() {
        assertThat(show("u:1")).isEqualTo(Verdict.DONE);
        assertThat(show("u:1")).isEqualTo(Verdict.DONE);

        assertThat(telegram.calls).containsExactly("SendMessage 7", "EditMessageText 7/17");
    }

    @Test
    void editsTheMessageOfAButtonPress() {
        show("m:99");

        assertThat(telegram.calls).containsExactly("EditMessageText 7/99");
    }

    @Test
    void takesAnUnchangedCardForDone() {
        telegram.results.add(new CallResult.NotModified());

        assertThat(show("m:99")).isEqualTo(Verdict.DONE);
    }

    @Test
    void waitsForThePauseThatTelegramAsksFor() {
        telegram.results.add(new CallResult.SlowDown(Duration.ofSeconds(7)));

        assertThat(show("u:1")).isEqualTo(new Verdict.Retry(Duration.ofSeconds(7)));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 6, 40, 900})
    void triesAgainWithinAMinuteHoweverLongAnOutageLasts(int attempt) {
        telegram.results.add(new CallResult.Unavailable("status 502"));

        Verdict.Retry retry = (Verdict.Retry) sender.handle(delivery(card("u:1"), attempt, 0));

        assertThat(retry.pause()).isBetween(Duration.ofSeconds(1), Duration.ofMinutes(1));
    }

    static Stream<CallResult> refusalsOfAChat() {
        return Stream.of(
                new CallResult.Blocked(),
                new CallResult.WriteForbidden("Bad Request: have no rights to send a message"));
    }

    @ParameterizedTest
    @MethodSource("refusalsOfAChat")
    void sendsNothingMoreToAChatThatDoesNotLetItWriteUntilSomebodyWritesThere(CallResult refusal) {
        telegram.results.add(refusal);
        assertThat(show("u:1")).isEqualTo(Verdict.DONE);

        assertThat(show("u:2")).isEqualTo(Verdict.DONE);
        assertThat(telegram.calls).hasSize(1);

        chats.state(ADA).change(state -> Change.to(state.orElseThrow().welcome(), true));
        assertThat(show("u:3")).isEqualTo(Verdict.DONE);
        assertThat(telegram.calls).hasSize(2);
    }

    @ParameterizedTest
    @MethodSource("refusalsOfAChat")
    void asksAChatThatDoesNotLetItWriteAgainAfterAnHour(CallResult refusal) {
        telegram.results.add(refusal);
        show("u:1");
        clock.advance(Duration.ofHours(1));

        show("u:2");

        assertThat(telegram.calls).hasSize(2);
    }

    @ParameterizedTest
    @MethodSource("refusalsOfAChat")
    void anAlarmThatIsNotShownIsADeadLetterAndTheNextIsTriedAtOnce(CallResult refusal) {
        telegram.results.add(refusal);
        assertThat(show("a:errors.1")).isInstanceOf(Verdict.DeadLetter.class);
        telegram.results.add(refusal);
        assertThat(show("a:errors.2")).isInstanceOf(Verdict.DeadLetter.class);

        assertThat(show("a:errors.3")).isEqualTo(Verdict.DONE);
        assertThat(telegram.calls).hasSize(3);
    }

    @Test
    void anAlarmForAClosedTopicIsADeadLetter() {
        telegram.results.add(new CallResult.TopicGone());

        assertThat(show("a:errors.1")).isInstanceOf(Verdict.DeadLetter.class);
    }

    @Test
    void whereTelegramRefusesManyChatsItIsTelegramThatIsIllAndNoAnswerIsLost() {
        for (int chat = 1; chat <= 5; chat++) {
            telegram.results.add(new CallResult.WriteForbidden("Bad Request: not enough rights to send text messages"));
            Verdict verdict = show(card(Place.of(new ChatId(chat)), "u:" + chat));
            assertThat(verdict).isEqualTo(chat < 3 ? Verdict.DONE : Verdict.whileAway(1));
        }
        clock.advance(Duration.ofSeconds(5));

        assertThat(show(card(Place.of(new ChatId(4)), "u:4"))).isEqualTo(Verdict.DONE);
        assertThat(telegram.calls).last().isEqualTo("SendMessage 4");
    }

    @Test
    void anAnswerThatAllChatsAreRefusedIsDroppedAfterAnHourAndNoDeadLetter() {
        for (int chat = 1; chat <= 3; chat++) {
            telegram.results.add(new CallResult.WriteForbidden("Bad Request: CHAT_WRITE_FORBIDDEN"));
            Verdict verdict = sender.handle(delivery(card(Place.of(new ChatId(chat)), "u:" + chat), 61, 0));
            assertThat(verdict).isEqualTo(Verdict.DONE);
        }
    }

    @Test
    void chatsThatRefuseAmongOthersThatDoNotAreNoWave() {
        for (int chat = 1; chat <= 10; chat++) {
            telegram.results.add(new CallResult.WriteForbidden("Bad Request: CHAT_RESTRICTED"));
            assertThat(show(card(Place.of(new ChatId(-chat)), "u:" + chat))).isEqualTo(Verdict.DONE);
            assertThat(show(card(Place.of(new ChatId(chat)), "u:" + chat))).isEqualTo(Verdict.DONE);
        }
    }

    @Test
    void oneChatThatRefusesOftenIsNoWave() {
        for (int i = 1; i <= 5; i++) {
            telegram.results.add(new CallResult.WriteForbidden("Bad Request: CHAT_RESTRICTED"));
            chats.state(ADA).change(state -> Change.to(state.orElse(ChatState.NEW).welcome(), true));
            assertThat(show("u:" + i)).isEqualTo(Verdict.DONE);
            clock.advance(Duration.ofSeconds(2));
        }
    }

    @Test
    void chatsThatAreSlowedDownAmongOthersThatAreNotSlowDownNobodyElse() {
        for (int chat = 1; chat <= 5; chat++) {
            telegram.results.add(new CallResult.SlowDown(Duration.ofSeconds(40)));
            assertThat(show(card(Place.of(new ChatId(-chat)), "u:" + chat))).isInstanceOf(Verdict.Retry.class);
            assertThat(show(card(Place.of(new ChatId(chat)), "u:" + chat))).isEqualTo(Verdict.DONE);
        }
    }

    @Test
    void slowsDownForAllWhenTelegramSaysSoToSeveralChatsAtATime() {
        for (int chat = 1; chat <= 3; chat++) {
            telegram.results.add(new CallResult.SlowDown(Duration.ofSeconds(40)));
            show(card(Place.of(new ChatId(chat)), "u:" + chat));
        }

        Verdict verdict = show(card(Place.of(new ChatId(8)), "u:8"));

        assertThat(verdict).isInstanceOfSatisfying(Verdict.Retry.class, retry -> {
            assertThat(retry.pause()).isBetween(Duration.ofSeconds(30), Duration.ofSeconds(40));
            clock.advance(retry.pause());
        });
        assertThat(show(card(Place.of(new ChatId(8)), "u:8"))).isEqualTo(Verdict.DONE);
        assertThat(telegram.calls).hasSize(4).last().isEqualTo("SendMessage 8");
    }

    @Test
    void sendsNothingToAChatForTheTimeThatTelegramAskedAndServesTheOthers() {
        telegram.results.add(new CallResult.SlowDown(Duration.ofSeconds(40)));
        show("u:1");
        clock.advance(Duration.ofSeconds(10));

        assertThat(show("u:1")).isEqualTo(new Verdict.Retry(Duration.ofSeconds(30)));
        assertThat(sender.handle(delivery(card(Place.of(new ChatId(8)), "u:2"))))
                .isEqualTo(Verdict.DONE);
        assertThat(telegram.calls).containsExactly("SendMessage 7", "SendMessage 8");
    }

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
        assertThat(telegram.methods).map(method -> ((SendMessage) method).getText()).containsExactly("<b>1 &lt; 2</b>", "1 &lt; 2");
    }

    @Test
    void showsACardWithoutItsPictureWhereNoneAreAllowed() {
        telegram.results.add(new CallResult.MediaForbidden("Bad Request: not enough rights to send photos to the chat"));
        Card picture = new Card("text", List.of(), Optional.of(new Card.Media("cG5n")));

        assertThat(show(new ShowCardV1(Place.of(ADA), new CardId("u:1"), "1/done", picture))).isEqualTo(Verdict.DONE);
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
                () -> Deadline.within(Duration.ZERO, clock, () -> Deadline.current().atMost(MINUTES_15)));
    }

    @ParameterizedTest
    @MethodSource("failuresOfANote")
    void whatWasSentIsNotSentAgainBecauseItCouldNotBeNoted(RuntimeException failure) {
        chats.failure = Optional.of(failure);

        assertThat(show("u:1")).isEqualTo(Verdict.DONE);
        assertThat(telegram.calls).hasSize(1);
    }

    @Test
    void beginsNoCallForWhichThereIsNoTimeToNoteWhatWasSent() {
        Duration enough = HttpTelegram.LONGEST.plusSeconds(2);

        assertThat(Deadline.within(enough.minusMillis(1), clock, () -> show("u:1"))).isInstanceOf(Verdict.Retry.class);
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
    void doesNotRetryAnAnswerThatComesTooLate() {
        for (OutboxMessage answer : List.of(new AnswerCallbackV1("1", ""), new AnswerInlineV1("1", List.of()))) {
            telegram.results.add(new CallResult.Refused(400, "Bad Request: query is too old"));

            assertThat(sender.handle(delivery(answer))).isEqualTo(Verdict.DONE);
        }
    }

    @Test
    void offersTheResultsOfAnInlineQuery() {
        InlineResult result = new InlineResult("p1", "A title", "r/java", "<b>A title</b>");

        assertThat(sender.handle(delivery(new AnswerInlineV1("q1", List.of(result)))))
                .isEqualTo(Verdict.DONE);
        assertThat(telegram.calls).containsExactly("AnswerInlineQuery q1 [A title]");
    }

    @Test
    void writesToTheForumTopicOfACard() {
        Place topic = new Place(new ChatId(-4711), OptionalInt.of(3));
        show(card(topic, "u:1"));
        show(new OutboxMessage.ShowPictureV1(topic, "1/picture", "html", "cG5n"));

        assertThat(telegram.calls).containsExactly("SendMessage -4711/3", "SendPhoto -4711/3");
    }

    @Test
    void aCardInAForumTopicThatIsGoneIsDoneAndTheOtherTopicsAreServed() {
        telegram.results.add(new CallResult.TopicGone());

        assertThat(show(card(new Place(new ChatId(-4711), OptionalInt.of(3)), "u:1")))
                .isEqualTo(Verdict.DONE);
        assertThat(show(card(new Place(new ChatId(-4711), OptionalInt.of(5)), "u:2")))
                .isEqualTo(Verdict.DONE);
        assertThat(telegram.calls).containsExactly("SendMessage -4711/3", "SendMessage -4711/5");
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

    @Test
    void takesAnUnknownTokenForAnOutage() {
        telegram.results.add(new CallResult.UnknownToken());

        assertThat(show("u:1")).isEqualTo(Verdict.whileAway(1));
    }

    @Test
    void isPrimedWithoutANetwork() {
        SenderConfig config = new SenderConfig(
                new QueueSource("test", "https://sqs.example.org/outbox.fifo", "https://sqs.example.org/outbox-dead"),
                "https://sqs.example.org/updates.fifo",
                "chats",
                "sources",
                "tunables",
                Profile.all().values().iterator().next(),
                "arn",
                URI.create("https://telegram.example.org"));
        Sender silent = Sender.of(config, Wiring.silent());

        for (String sample : List.of("show-card.1", "show-picture.1", "answer-press.1")) {
            assertThat(silent.handle(delivery(Samples.read(sample, OutboxMessage.class))))
                    .isEqualTo(Verdict.DONE);
        }
    }

    private Verdict show(String card) {
        return show(card(card));
    }

    private Verdict show(OutboxMessage message) {
        return sender.handle(delivery(message));
    }

    private static ShowCardV1 card(String card) {
        return card(Place.of(ADA), card);
    }

    private static ShowCardV1 card(Place place, String card) {
        return new ShowCardV1(place, new CardId(card), "1/done", Card.of("text"));
    }

    private static Delivery<OutboxMessage> delivery(OutboxMessage message) {
        return delivery(message, 1, 0);
    }

    private static Delivery<OutboxMessage> delivery(OutboxMessage message, int attempt, int behind) {
        return new Delivery<>(message, "id", attempt, behind);
    }
}
