package tidings.sender;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import tidings.aws.Breaker;
import tidings.aws.BreakerOpenException;

/// Leaves Telegram alone while it does not answer. What it refuses is an answer. Thread-safe.
record GuardedTelegram(Telegram telegram, Breaker breaker) implements Telegram {
    static final Breaker.Settings BREAKER = new Breaker.Settings(
            20,
            10,
            Duration.ofSeconds(6),
            Duration.ofSeconds(20),
            reply -> reply instanceof Reply.Unavailable,
            _ -> false);

    @Override
    public Reply call(String method, JsonNode arguments) {
        try {
            return breaker.call(() -> telegram.call(method, arguments));
        } catch (BreakerOpenException e) {
            return new Reply.Unavailable(e.getMessage());
        }
    }
}
