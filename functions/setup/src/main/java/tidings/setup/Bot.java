package tidings.setup;

import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import java.net.URI;
import java.time.Duration;
import org.telegram.telegrambots.meta.api.methods.botapimethods.PartialBotApiMethod;
import tidings.botapi.CallResult;
import tidings.botapi.CallResult.Done;
import tidings.botapi.CallResult.SlowDown;
import tidings.botapi.CallResult.Unavailable;
import tidings.botapi.HttpTelegram;

/// A bot at Telegram, as a deployment calls it: transient errors are retried, all others are exceptions. Thread-safe.
final class Bot {
    private static final int ATTEMPTS = 4;
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);

    private final HttpTelegram telegram;
    private final Retry retry = Retry.of(
            "telegram",
            RetryConfig.<CallResult>custom()
                    .maxAttempts(ATTEMPTS)
                    .retryOnResult(result -> result instanceof Unavailable || result instanceof SlowDown)
                    .intervalBiFunction((_, result) -> pause(result.get()).toMillis())
                    .build());

    Bot(URI api, String token) {
        this.telegram = new HttpTelegram(api, () -> token);
    }

    /// Telegram has no bot with this token.
    static final class UnknownTokenException extends SetupException {
        private static final long serialVersionUID = 1;

        UnknownTokenException() {
            super("Telegram does not know this bot token: ask @BotFather for the right one and deploy again with it as"
                    + " BotToken.");
        }
    }

    /// @throws UnknownTokenException if there is no bot with this token
    /// @throws SetupException if Telegram refuses the call or does not answer
    Done call(PartialBotApiMethod<?> method) {
        // Telegrambots writes some methods' names in lower case.
        String name = method.getClass().getSimpleName();
        return switch (retry.executeSupplier(() -> telegram.call(method))) {
            case Done done -> done;
            case CallResult.UnknownToken _ -> throw new UnknownTokenException();
            case CallResult.Refused refused ->
                throw new SetupException("Telegram refuses " + name + ": " + refused.description());
            case SlowDown _ -> throw failed(name, "too many calls");
            case Unavailable(String what) -> throw failed(name, what);
            case CallResult _ ->
                throw new SetupException("Telegram answers " + name + " with an error that concerns chats only.");
        };
    }

    private static SetupException failed(String method, String because) {
        return new SetupException("Telegram did not carry out " + method + " (" + because + "): deploy again later.");
    }

    private static Duration pause(CallResult result) {
        Duration wanted = result instanceof SlowDown(Duration pause) ? pause : PAUSE;
        return wanted.compareTo(LONGEST_PAUSE) < 0 ? wanted : LONGEST_PAUSE;
    }
}
