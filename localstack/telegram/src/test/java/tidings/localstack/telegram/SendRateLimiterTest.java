package tidings.localstack.telegram;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tidings.localstack.telegram.SendLimits.Limit;
import tidings.testing.ManualClock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class SendRateLimiterTest {
    private static final ChatId CHAT = new ChatId(1);
    private final ManualClock clock = new ManualClock();
    private final SendRateLimiter gate = new SendRateLimiter(SendLimits.asTelegram(), clock);

    @Test
    void aChatTakesABurstOfFiveAndThenOneASecond() {
        for (int i = 0; i < 5; i++) {
            gate.pass(CHAT, false, 1);
            clock.advance(Duration.ofMillis(100));
        }
        assertThat(retryAfter(CHAT, false)).isEqualTo(5);
        clock.advance(Duration.ofMillis(4_499));
        assertThat(retryAfter(CHAT, false)).isEqualTo(1);
        clock.advance(Duration.ofMillis(1));
        gate.pass(CHAT, false, 1);
    }

    @Test
    void waitingForTheRetryAfterIsAlwaysEnough() {
        Random random = new Random(7);
        for (int i = 0; i < 2_000; i++) {
            clock.advance(Duration.ofMillis(random.nextInt(900)));
            ChatId chat = new ChatId(random.nextInt(3));
            try {
                gate.pass(chat, chat.value() == 0, 1);
            } catch (ApiError refusal) {
                clock.advance(Duration.ofSeconds(seconds(refusal)));
                gate.pass(chat, chat.value() == 0, 1);
            }
        }
    }

    @Test
    void allChatsTogetherStayBelowThirtyASecond() {
        for (int chat = 0; chat < 30; chat++) {
            gate.pass(new ChatId(chat), false, 1);
        }
        assertThat(retryAfter(new ChatId(99), false)).isEqualTo(1);
        clock.advance(Duration.ofSeconds(1));
        gate.pass(new ChatId(99), false, 1);
    }

    @Test
    void aGroupTakesTwentyAMinute() {
        for (int i = 0; i < 20; i++) {
            gate.pass(CHAT, true, 1);
            clock.advance(Duration.ofSeconds(1));
        }
        assertThat(retryAfter(CHAT, true)).isEqualTo(40);
    }

    @Test
    void aRejectedMessageDoesNotCount() {
        SendRateLimiter one = new SendRateLimiter(
                new SendLimits(
                        new Limit(1_000, Duration.ofSeconds(1)),
                        new Limit(1, Duration.ofSeconds(1)),
                        new Limit(20, Duration.ofMinutes(1))),
                clock);
        one.pass(CHAT, false, 1);
        for (int i = 0; i < 50; i++) {
            assertThatThrownBy(() -> one.pass(CHAT, false, 1)).hasMessage("Too Many Requests: retry after 1");
        }
        clock.advance(Duration.ofSeconds(1));
        one.pass(CHAT, false, 1);
    }

    private long retryAfter(ChatId chat, boolean group) {
        return seconds(catchThrowableOfType(ApiError.class, () -> gate.pass(chat, group, 1)));
    }

    private static long seconds(ApiError refusal) {
        return refusal.envelope().at("/parameters/retry_after").asLong();
    }
}
