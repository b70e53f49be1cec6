package tidings.sender;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import tidings.ratelimit.ChatStates;
import tidings.ratelimit.SharedState.Change;
import tidings.ratelimit.RateLimiter;
import tidings.messages.OutboxMessage.AnswerCallbackV1;
import tidings.telegram.CardId;
import tidings.messages.OutboxMessage;
import tidings.messages.OutboxMessage.ShowCardV1;
import tidings.domain.ChatId;
import tidings.aws.Delivery;
import tidings.aws.Json;
import tidings.aws.Meter;
import tidings.aws.Verdict;
import tidings.sender.Telegram.Reply;
import tidings.testing.ManualClock;

import static org.assertj.core.api.Assertions.assertThat;

class SenderTest {
    private static final ChatId ADA = new ChatId(7);

    private final List<String> calls = new ArrayList<>();
    private final Deque<Reply> replies = new ArrayDeque<>();
    private final Map<String, Integer> messages = new HashMap<>();
    private final ManualClock clock = new ManualClock();
    private final ChatStates states = ChatStates.inMemory();
    private final Sender sender = new Sender(
            (method, arguments) -> {
                calls.add(method + " " + arguments.path("chat_id").asText() + " "
                        + arguments.path("message_id").asText());
                return replies.isEmpty() ? sent(17) : replies.removeFirst();
            },
            new ShownCards() {
                @Override
                public OptionalInt message(ChatId chat, CardId card) {
                    Integer message = messages.get(chat.value() + "/" + card);
                    return message == null ? OptionalInt.empty() : OptionalInt.of(message);
                }

                @Override
                public void shown(ChatId chat, CardId card, int message) {
                    messages.put(chat.value() + "/" + card, message);
                }
            },
            new Pacer(states, RateLimiter.inMemory(Pacer.INTERVAL), clock::advanceTo, clock),
            Meter.silent());

    @Test
    void sendsACardOnceAndEditsItFromThenOn() {
        assertThat(show("u:1")).isEqualTo(Verdict.DONE);
        assertThat(show("u:1")).isEqualTo(Verdict.DONE);

        assertThat(calls).containsExactly("sendMessage 7 ", "editMessageText 7 17");
    }

    @Test
    void editsTheMessageThatAPressCameFrom() {
        show("m:99");

        assertThat(calls).containsExactly("editMessageText 7 99");
    }

    @Test
    void takesWhatLooksLikeThatAlreadyForDone() {
        replies.add(new Reply.NotModified());

        assertThat(show("m:99")).isEqualTo(Verdict.DONE);
    }

    @Test
    void waitsAsLongAsTelegramAsks() {
        replies.add(new Reply.SlowDown(Duration.ofSeconds(7)));

        assertThat(show("u:1")).isEqualTo(new Verdict.Retry(Duration.ofSeconds(7)));
    }

    @Test
    void triesAgainWhenTelegramIsAway() {
        replies.add(new Reply.Unavailable("status 502"));

        assertThat(show("u:1")).isEqualTo(new Verdict.Retry(Duration.ofSeconds(5)));
    }

    @Test
    void outlastsAnOutageOfTwentyMinutesBeforeTheQueueGivesUp() {
        Duration waited = Duration.ZERO;
        for (int attempt = 1; attempt < 6; attempt++) {
            replies.add(new Reply.Unavailable("status 502"));
            Verdict.Retry retry = (Verdict.Retry) sender.handle(delivery(card("u:1"), attempt, 0));
            waited = waited.plus(retry.pause());
        }

        assertThat(waited).isGreaterThan(Duration.ofMinutes(20));
    }

    @Test
    void givesUpOnWhoBlockedIt() {
        replies.add(new Reply.Blocked());

        assertThat(show("u:1")).isEqualTo(Verdict.DONE);
    }

    @Test
    void sendsNothingMoreToWhoBlockedItUntilTheyWrite() {
        replies.add(new Reply.Blocked());
        show("u:1");

        assertThat(show("u:2")).isEqualTo(Verdict.DONE);
        assertThat(calls).hasSize(1);

        states.of(ADA).change(state -> Change.to(state.orElseThrow().welcome(), true));
        assertThat(show("u:3")).isEqualTo(Verdict.DONE);
        assertThat(calls).hasSize(2);
    }

    @Test
    void leavesAChatAloneAsLongAsTelegramAskedAndServesTheOthers() {
        replies.add(new Reply.SlowDown(Duration.ofSeconds(40)));
        show("u:1");
        clock.advance(Duration.ofSeconds(10));

        assertThat(show("u:1")).isEqualTo(new Verdict.Retry(Duration.ofSeconds(30)));
        assertThat(sender.handle(
                        delivery(new ShowCardV1(new ChatId(8), new CardId("u:2"), "2/done", "text", List.of()))))
                .isEqualTo(Verdict.DONE);
        assertThat(calls).containsExactly("sendMessage 7 ", "sendMessage 8 ");
    }

    @Test
    void buriesWhatTelegramWillNeverTakeAndNamesTheCause() {
        replies.add(new Reply.Refused(400, "Bad Request: message is too long"));

        assertThat(show("u:1"))
                .isInstanceOfSatisfying(
                        Verdict.Bury.class, bury -> assertThat(bury.because()).contains("message is too long"));
    }

    @Test
    void followsAGroupThatMoved() {
        replies.add(new Reply.Moved(new ChatId(-100)));

        assertThat(show("u:1")).isEqualTo(Verdict.DONE);
        assertThat(calls).containsExactly("sendMessage 7 ", "sendMessage -100 ");

        assertThat(show("u:2")).isEqualTo(Verdict.DONE);
        assertThat(calls).hasSize(3).last().isEqualTo("sendMessage -100 ");
    }

    @Test
    void doesNotInsistOnAnAnswerThatComesTooLate() {
        replies.add(new Reply.Refused(400, "Bad Request: query is too old"));

        assertThat(sender.handle(delivery(new AnswerCallbackV1("1", "")))).isEqualTo(Verdict.DONE);
    }

    private Verdict show(String card) {
        return sender.handle(delivery(card(card)));
    }

    private static ShowCardV1 card(String card) {
        return new ShowCardV1(ADA, new CardId(card), "1/done", "text", List.of());
    }

    private static Delivery<OutboxMessage> delivery(OutboxMessage message) {
        return delivery(message, 1, 0);
    }

    private static Delivery<OutboxMessage> delivery(OutboxMessage message, int attempt, int behind) {
        return new Delivery<>(message, "id", attempt, behind);
    }

    private static Reply sent(int messageId) {
        JsonNode result = Json.mapper().createObjectNode().put("message_id", messageId);
        return new Reply.Done(result);
    }
}
