package tidings.sender;

import java.time.Duration;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tidings.aws.Verdict;
import tidings.botapi.CallResult;
import tidings.chats.ChatState;
import tidings.domain.ChatId;
import tidings.domain.Place;
import tidings.ratelimit.SharedState.Change;

import static org.assertj.core.api.Assertions.assertThat;

/// Chats that do not let the bot write, or of which Telegram says so.
class ClosedChatsTest extends SenderFixture {
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
            chats.state(ADA)
                    .change(state -> Change.to(state.orElse(ChatState.NEW).welcome(), true));
            assertThat(show("u:" + i)).isEqualTo(Verdict.DONE);
            clock.advance(Duration.ofSeconds(2));
        }
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
}
