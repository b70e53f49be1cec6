package tidings.sender;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.telegram.telegrambots.meta.api.methods.GetMe;
import tidings.aws.Breaker;
import tidings.botapi.CallResult;
import tidings.botapi.Telegram;
import tidings.testing.ManualClock;

import static org.assertj.core.api.Assertions.assertThat;

class GuardedTelegramTest {
    private final ManualClock clock = new ManualClock();
    private CallResult result = new CallResult.Unavailable("status 502");
    private int calls;
    private int tokenForgotten;
    private final Telegram telegram = new GuardedTelegram(
            _ -> {
                calls++;
                return result;
            },
            new Breaker("telegram", GuardedTelegram.BREAKER, clock),
            () -> tokenForgotten++);

    @Test
    void doesNotCallTelegramWhileItDoesNotAnswer() {
        call(10);
        assertThat(call(5)).isInstanceOf(CallResult.Unavailable.class);
        assertThat(calls).isEqualTo(10);

        clock.advance(Duration.ofSeconds(21));
        result = new CallResult.NotModified();
        assertThat(call(3)).isEqualTo(result);
        assertThat(calls).isEqualTo(13);
    }

    @Test
    void doesNotTakeARefusalForAnOutage() {
        for (CallResult refusal : new CallResult[] {
            new CallResult.SlowDown(Duration.ofSeconds(1)), new CallResult.Blocked(), new CallResult.Refused(400, "no")
        }) {
            result = refusal;
            assertThat(call(20)).isEqualTo(refusal);
        }
        assertThat(calls).isEqualTo(60);
    }

    @Test
    void forgetsATokenThatTelegramDoesNotKnow() {
        result = new CallResult.UnknownToken();

        assertThat(call(1)).isEqualTo(result);
        assertThat(tokenForgotten).isEqualTo(1);
    }

    private CallResult call(int times) {
        CallResult last = null;
        for (int i = 0; i < times; i++) {
            last = telegram.call(new GetMe());
        }
        return last;
    }
}
