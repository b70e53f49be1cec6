package tidings.sender;

import java.time.Duration;
import java.util.function.Supplier;
import org.telegram.telegrambots.meta.api.methods.botapimethods.PartialBotApiMethod;
import tidings.aws.Breaker;
import tidings.aws.BreakerOpenException;
import tidings.aws.Segment;
import tidings.botapi.CallResult;
import tidings.botapi.Telegram;

/// Calls Telegram through a circuit breaker, which an outage opens and a refusal does not. Thread-safe.
///
/// @param unknownToken called whenever Telegram does not know the token, for it may have been rotated
record GuardedTelegram(Telegram telegram, Breaker breaker, Runnable unknownToken) implements Telegram {
    static final Breaker.Settings BREAKER = new Breaker.Settings(
            20, 10, Duration.ofSeconds(6), Duration.ofSeconds(20), GuardedTelegram::isOutage, _ -> false);

    @Override
    public CallResult call(PartialBotApiMethod<?> method) {
        return guarded(() -> telegram.call(method));
    }

    @Override
    public CallResult file(String path, int max) {
        return guarded(() -> telegram.file(path, max));
    }

    private CallResult guarded(Supplier<CallResult> call) {
        try {
            CallResult result = breaker.call(() -> Segment.remote("Telegram", call::get));
            if (result instanceof CallResult.UnknownToken) {
                unknownToken.run();
            }
            return result;
        } catch (BreakerOpenException e) {
            return new CallResult.Unavailable(e.getMessage());
        }
    }

    private static boolean isOutage(Object result) {
        return result instanceof CallResult.Unavailable || result instanceof CallResult.UnknownToken;
    }
}
