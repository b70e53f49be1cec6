package tidings.sender;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import tidings.aws.Breaker;
import tidings.aws.Json;
import tidings.aws.Meter;
import tidings.sender.Telegram.Reply;
import tidings.testing.ManualClock;

import static org.assertj.core.api.Assertions.assertThat;

class GuardedTelegramTest {
    private final ManualClock clock = new ManualClock();
    private Reply reply = new Reply.Unavailable("status 502");
    private int calls;
    private final Telegram telegram = new GuardedTelegram(
            (_, _) -> {
                calls++;
                return reply;
            },
            new Breaker("telegram", GuardedTelegram.BREAKER, Meter.silent(), clock));

    @Test
    void leavesTelegramAloneWhileItDoesNotAnswer() {
        call(10);
        assertThat(call(5)).isInstanceOf(Reply.Unavailable.class);
        assertThat(calls).isEqualTo(10);

        clock.advance(Duration.ofSeconds(21));
        reply = new Reply.NotModified();
        assertThat(call(3)).isEqualTo(reply);
        assertThat(calls).isEqualTo(13);
    }

    @Test
    void takesEveryRefusalForAnAnswer() {
        for (Reply refusal : new Reply[] {
            new Reply.SlowDown(Duration.ofSeconds(1)), new Reply.Blocked(), new Reply.Refused(400, "no")
        }) {
            reply = refusal;
            assertThat(call(20)).isEqualTo(refusal);
        }
        assertThat(calls).isEqualTo(60);
    }

    private Reply call(int times) {
        Reply last = null;
        for (int i = 0; i < times; i++) {
            last = telegram.call("getMe", Json.mapper().createObjectNode());
        }
        return last;
    }
}
