package tidings.sender;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.telegram.telegrambots.meta.api.methods.send.SendMessage;
import tidings.aws.Delivery;
import tidings.aws.QueueSource;
import tidings.aws.Verdict;
import tidings.aws.Wiring;
import tidings.botapi.CallResult;
import tidings.chats.Chats;
import tidings.domain.ChatId;
import tidings.domain.Place;
import tidings.messages.OutboxMessage;
import tidings.messages.OutboxMessage.AnswerCallbackV1;
import tidings.messages.OutboxMessage.AnswerInlineV1;
import tidings.messages.OutboxMessage.ShowCardV1;
import tidings.messages.Samples;
import tidings.messages.Wait;
import tidings.settings.Profile;
import tidings.telegram.Card;
import tidings.telegram.CardId;
import tidings.telegram.InlineResult;

import static org.assertj.core.api.Assertions.assertThat;

class SenderTest extends SenderFixture {
    @Test
    void sendsACardOnceAndEditsItFromThenOn() {
        assertThat(show("u:1")).isEqualTo(Verdict.DONE);
        assertThat(show("u:1")).isEqualTo(Verdict.DONE);

        assertThat(telegram.calls).containsExactly("SendMessage 7", "EditMessageText 7/17");
    }

    @ParameterizedTest
    @ValueSource(strings = {"u:1", "m:99"})
    void aMessageReadsAndWritesTheStateOfItsChatOnce(String card) {
        show(card);
        assertThat(chats.stateReads).isEqualTo(1);
        assertThat(chats.writes).isEqualTo(1);

        show(card);
        assertThat(chats.stateReads).isEqualTo(2);
        assertThat(chats.writes).isEqualTo(2);
    }

    /// An update that is handled twice may have waited at first.
    @Test
    void aReplyAfterAnInterimCardOfTheSameUpdateReplacesItAndEndsItsWait() {
        Optional<Wait> begins = Optional.of(Wait.begins("1", clock.instant().plusSeconds(50)));
        CardId card = CardId.ofUpdate("1");
        show(new ShowCardV1(Place.of(ADA), card, "1/reading", Card.of("reading"), begins));
        ShowCardV1 reply = new ShowCardV1(Place.of(ADA), card, "1/done", Card.of("done"));
        assertThat(reply.repliesAtOnce()).isTrue();
        show(reply);

        assertThat(telegram.calls).containsExactly("SendMessage 7", "EditMessageText 7/17");
        assertThat(chats.waiting(ADA, card)).contains(Chats.Waiting.NONE);
    }

    /// An update that fails in an outage is answered with that, and waits when it comes again.
    @Test
    void aCardThatWasAnAnswerBeforeItWaitedIsEditedHoweverManyOthersWereSentMeanwhile() {
        Instant until = clock.instant().plusSeconds(3_600);
        CardId card = CardId.ofUpdate("1");
        show(new ShowCardV1(Place.of(ADA), card, "1/done", Card.of("there is an outage")));
        show(new ShowCardV1(
                Place.of(ADA), card, "1/reading", Card.of("reading"), Optional.of(Wait.begins("1", until))));
        for (int other = 2; other < 30; other++) {
            clock.advance(Duration.ofSeconds(10));
            show("u:" + other);
        }
        clock.advance(Duration.ofSeconds(10));
        telegram.calls.clear();

        show(new ShowCardV1(Place.of(ADA), card, "1/delayed", Card.of("later"), Optional.of(Wait.goesOn("1"))));
        show(new ShowCardV1(Place.of(ADA), card, "1/done/1", Card.of("done")));

        assertThat(telegram.calls).containsExactly("EditMessageText 7/17", "EditMessageText 7/17");
    }

    /// While an update is handled again, those behind it wait. What comes meanwhile are steps of its chat's older
    /// cards, and alarms in the chat of the operators.
    @ParameterizedTest
    @CsvSource({"u:, false", "u:, true", "a:, false", "a:, true"})
    void anAnswerThatIsGivenAgainIsEditedWhateverElseWasShownMeanwhile(String others, boolean isAwaited) {
        Optional<Wait> begins = Optional.of(Wait.begins("1", clock.instant().plusSeconds(50)));
        IntStream.range(10, 20).forEach(other -> showIn(100 + other, new CardId(others + other), "0/reading", begins));
        showIn(200, CardId.ofUpdate("1"), "1/done", begins.filter(_ -> isAwaited));
        IntStream.range(10, 20).forEach(other -> showIn(100 + other, new CardId(others + other), "0/done/0"));
        IntStream.range(201, 210).forEach(alarm -> showIn(alarm, CardId.ofAlarm("" + alarm), "0/done"));
        telegram.calls.clear();

        showIn(200, CardId.ofUpdate("1"), "1/done");

        assertThat(telegram.calls).containsExactly("EditMessageText 7/200");
    }

    private void showIn(int message, CardId card, String id) {
        showIn(message, card, id, Optional.empty());
    }

    private void showIn(int message, CardId card, String id, Optional<Wait> wait) {
        clock.advance(Duration.ofSeconds(10));
        telegram.results.add(RecordingTelegram.done("{\"message_id\": " + message + "}"));
        show(new ShowCardV1(Place.of(ADA), card, id, Card.of("text"), wait));
    }

    @Test
    void aStepOfAWaitIsNotedOnce() {
        show("u:1");
        int before = chats.writes;

        showIn(17, CardId.ofUpdate("1"), "1/reading", Optional.of(Wait.begins("1", clock.instant())));

        assertThat(chats.writes - before)
                .as("the chat's state, the wait, the message")
                .isEqualTo(3);
    }

    @Test
    void theEndOfAWaitThatIsOverIsNotShownAndCostsNoTurn() {
        ShowCardV1 end = new ShowCardV1(
                Place.of(ADA),
                new CardId("m:99"),
                "1/over",
                Card.of("nothing came"),
                Optional.of(Wait.ends("1", clock.instant())));

        assertThat(sender.handle(new Delivery<>(end, "id", 1, 0))).isEqualTo(Verdict.DONE);

        assertThat(telegram.calls).isEmpty();
        assertThat(chats.state(ADA).get()).isEmpty();
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

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 6, 40, 900})
    void triesAgainWithinAMinuteHoweverLongAnOutageLasts(int attempt) {
        telegram.results.add(new CallResult.Unavailable("status 502"));

        Verdict.Retry retry = (Verdict.Retry) sender.handle(delivery(card("u:1"), attempt, 0));

        assertThat(retry.pause()).isBetween(Duration.ofSeconds(1), Duration.ofMinutes(1));
    }

    @Test
    void anAnswerWithoutWordsAndResultsForWhatIsTypedAreDoneWhenTheyComeTooLate() {
        InlineResult found = new InlineResult("p1", "A title", "r/java", "<b>A title</b>");
        OutboxMessage silent = AnswerCallbackV1.in(Place.of(ADA), "42", "1", "");
        OutboxMessage ofYesterday = new AnswerCallbackV1("1", "text");
        for (OutboxMessage answer : List.of(silent, ofYesterday, new AnswerInlineV1("1", List.of(found)))) {
            telegram.results.add(new CallResult.Refused(400, "Bad Request: query is too old"));

            assertThat(sender.handle(delivery(answer))).isEqualTo(Verdict.DONE);
        }
        assertThat(telegram.calls).as("and nothing is shown instead").hasSize(3);
    }

    static Stream<CallResult> tooLate() {
        String prefix = "Bad Request: ";
        return Stream.of(
                        "query is too old and response timeout expired or query ID is invalid",
                        "QUERY_ID_INVALID",
                        "query is too old")
                .map(why -> new CallResult.Refused(400, prefix + why));
    }

    @ParameterizedTest
    @MethodSource("tooLate")
    void wordsThatComeTooLateForAPressAreAMessageWhereItWasPressedHoweverOftenTheyCome(CallResult refusal) {
        Place topic = new Place(new ChatId(-4711), OptionalInt.of(3));
        OutboxMessage words = AnswerCallbackV1.in(topic, "42", "1", "Fish & chips?");
        for (int attempt = 1; attempt <= 2; attempt++) {
            telegram.results.add(refusal);

            assertThat(sender.handle(delivery(words, attempt, 0))).isEqualTo(Verdict.DONE);
        }

        assertThat(telegram.calls)
                .containsExactly(
                        "AnswerCallbackQuery 1",
                        "SendMessage -4711/3",
                        "AnswerCallbackQuery 1",
                        "EditMessageText -4711/17");
        assertThat(((SendMessage) telegram.methods.get(1)).getText()).isEqualTo("Fish &amp; chips?");
    }

    @Test
    void wordsForAPressOutlastAnOutageAndThenComeAsAMessage() {
        OutboxMessage words = AnswerCallbackV1.in(Place.of(ADA), "42", "1", "text");
        for (int attempt : List.of(1, 5, 6, 900)) {
            telegram.results.add(new CallResult.Unavailable("error 502"));

            assertThat(sender.handle(delivery(words, attempt, 0))).isEqualTo(Verdict.whileAway(attempt));
        }
        tooLate().limit(1).forEach(telegram.results::add);
        telegram.results.add(new CallResult.Unavailable("error 502"));

        assertThat(sender.handle(delivery(words, 901, 0)))
                .as("the message waits for Telegram, too")
                .isEqualTo(Verdict.whileAway(901));
    }

    @Test
    void anAnswerThatTelegramTakesIsNoMessage() {
        assertThat(show(AnswerCallbackV1.in(Place.of(ADA), "42", "1", "text"))).isEqualTo(Verdict.DONE);

        assertThat(telegram.calls).containsExactly("AnswerCallbackQuery 1");
    }

    @Test
    void theWordsForAPressThatCameBeforeItsChatWasErasedComeToNothing() {
        chats.bury(ADA, 43, clock.instant());
        chats.erase(ADA);
        tooLate().limit(1).forEach(telegram.results::add);

        assertThat(show(AnswerCallbackV1.in(Place.of(ADA), "42", "1", "text"))).isEqualTo(Verdict.DONE);

        assertThat(telegram.calls).containsExactly("AnswerCallbackQuery 1");
        assertThat(chats.state(ADA).get()).isEmpty();
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
    void takesAnUnknownTokenForAnOutage() {
        telegram.results.add(new CallResult.UnknownToken());

        assertThat(show("u:1")).isEqualTo(Verdict.whileAway(1));
    }

    @Test
    void isPrimedWithoutANetwork() {
        SenderConfig config = new SenderConfig(
                new QueueSource("test", List.of()),
                "https://sqs.example.org/updates.fifo",
                "chats",
                "sources",
                "tunables",
                Profile.all().values().iterator().next(),
                "arn",
                URI.create("https://telegram.example.org"),
                "bot:1");
        Sender silent = Sender.of(config, Wiring.silent());

        for (String sample : List.of("show-card.1", "show-picture.1", "answer-press.1")) {
            assertThat(silent.handle(delivery(Samples.read(sample, OutboxMessage.class))))
                    .isEqualTo(Verdict.DONE);
        }
    }
}
