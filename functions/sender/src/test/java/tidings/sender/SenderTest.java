package tidings.sender;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import tidings.aws.Delivery;
import tidings.aws.Meter;
import tidings.aws.QueueSource;
import tidings.aws.Verdict;
import tidings.aws.Wiring;
import tidings.botapi.CallResult;
import tidings.chats.InMemoryChats;
import tidings.domain.ChatId;
import tidings.messages.OutboxMessage;
import tidings.messages.OutboxMessage.AnswerCallbackV1;
import tidings.messages.OutboxMessage.ShowCardV1;
import tidings.messages.Samples;
import tidings.messages.Wait;
import tidings.ratelimit.RateLimiter;
import tidings.ratelimit.SharedState.Change;
import tidings.settings.Profile;
import tidings.telegram.Card;
import tidings.telegram.CardId;
import tidings.telegram.Place;
import tidings.testing.ManualClock;

import static org.assertj.core.api.Assertions.assertThat;

class SenderTest {
    private static final ChatId ADA = new ChatId(7);

    private final RecordingTelegram telegram = new RecordingTelegram();
    private final ManualClock clock = new ManualClock();
    private final InMemoryChats chats = new InMemoryChats();
    private final Sender sender = new Sender(
            telegram,
            new Exchange(telegram, _ -> {}),
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

    @Test
    void waitsForThePauseThatTelegramAsksFor() {
        telegram.results.add(new CallResult.SlowDown(Duration.ofSeconds(7)));

        assertThat(show("u:1")).isEqualTo(new Verdict.Retry(Duration.ofSeconds(7)));
    }

    @Test
    void retriesDuringAnOutage() {
        telegram.results.add(new CallResult.Unavailable("status 502"));

        assertThat(show("u:1")).isEqualTo(new Verdict.Retry(Duration.ofSeconds(5)));
    }

    @Test
    void outlastsAnOutageOfTwentyMinutesBeforeTheQueueGivesUp() {
        Duration waited = Duration.ZERO;
        for (int attempt = 1; attempt < 6; attempt++) {
            telegram.results.add(new CallResult.Unavailable("status 502"));
            Verdict.Retry retry = (Verdict.Retry) sender.handle(delivery(card("u:1"), attempt, 0));
            waited = waited.plus(retry.pause());
        }

        assertThat(waited).isGreaterThan(Duration.ofMinutes(20));
    }

    @Test
    void sendsNothingToAChatThatBlockedIt() {
        telegram.results.add(new CallResult.Blocked());

        assertThat(show("u:1")).isEqualTo(Verdict.DONE);
    }

    @Test
    void sendsNothingMoreToAChatThatBlockedItUntilSomebodyWritesThere() {
        telegram.results.add(new CallResult.Blocked());
        show("u:1");

        assertThat(show("u:2")).isEqualTo(Verdict.DONE);
        assertThat(telegram.calls).hasSize(1);

        chats.state(ADA).change(state -> Change.to(state.orElseThrow().welcome(), true));
        assertThat(show("u:3")).isEqualTo(Verdict.DONE);
        assertThat(telegram.calls).hasSize(2);
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
    void movesWhatTelegramRefusesToTheDeadLetterQueueWithTheCause() {
        telegram.results.add(new CallResult.Refused(400, "Bad Request: message is too long"));

        assertThat(show("u:1"))
                .isInstanceOfSatisfying(
                        Verdict.DeadLetter.class,
                        letter -> assertThat(letter.because()).contains("message is too long"));
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
    void doesNotRetryAnAnswerThatComesTooLate() {
        telegram.results.add(new CallResult.Refused(400, "Bad Request: query is too old"));

        assertThat(sender.handle(delivery(new AnswerCallbackV1("1", "")))).isEqualTo(Verdict.DONE);
    }

    @Test
    void writesToTheForumTopicOfACard() {
        Place topic = new Place(new ChatId(-4711), OptionalInt.of(3));
        show(card(topic, "u:1"));
        show(new OutboxMessage.ShowPictureV1(topic, "1/picture", "html", "cG5n"));

        assertThat(telegram.calls).containsExactly("SendMessage -4711/3", "SendPhoto -4711/3");
    }

    @Test
    void aCardInAForumTopicThatIsGoneIsDone() {
        telegram.results.add(new CallResult.MessageGone());

        assertThat(show(card(new Place(new ChatId(-4711), OptionalInt.of(3)), "u:1")))
                .isEqualTo(Verdict.DONE);
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

        assertThat(show("u:1")).isEqualTo(new Verdict.Retry(Duration.ofSeconds(5)));
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
