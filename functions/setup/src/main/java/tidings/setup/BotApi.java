package tidings.setup;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.resilience4j.core.functions.Either;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import tidings.aws.Deadline;
import tidings.aws.Json;

/// The Bot API as one bot calls it. What may pass is tried again. No exception of it holds the token. Thread-safe.
final class BotApi {
    private static final Duration TRY = Duration.ofSeconds(5);
    private static final int TRIES = 4;
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);

    private final HttpClient http = HttpClient.newBuilder().connectTimeout(TRY).build();
    private final String base;

    /// What another try may get by.
    private static final class PassingException extends IOException {
        private static final long serialVersionUID = 1;
        private final transient Duration pause;

        PassingException(String message, Duration pause) {
            super(message);
            this.pause = pause;
        }
    }

    /// Telegram has no bot with this token.
    static final class UnknownTokenException extends SetupException {
        private static final long serialVersionUID = 1;

        UnknownTokenException() {
            super("Telegram does not know this bot token: ask @BotFather for the right one and deploy again with it as"
                    + " BotToken.");
        }
    }

    BotApi(URI api, String token) {
        String address = api.toString();
        this.base = (address.endsWith("/") ? address : address + "/") + "bot" + token + "/";
    }

    JsonNode call(String method) {
        return call(method, Json.mapper().createObjectNode());
    }

    /// @return Telegram's `result`
    /// @throws UnknownTokenException if there is no bot with this token
    /// @throws SetupException if Telegram refuses the call or does not answer
    JsonNode call(String method, ObjectNode arguments) {
        Retry retry = Retry.of(
                method,
                RetryConfig.<JsonNode>custom()
                        .maxAttempts(TRIES)
                        .retryExceptions(IOException.class)
                        .intervalBiFunction((_, outcome) -> pause(outcome).toMillis())
                        .build());
        try {
            return retry.executeCallable(() -> once(method, arguments));
        } catch (SetupException e) {
            throw e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SetupException(method + " was given up.", e);
        } catch (Exception e) {
            throw new SetupException(
                    "Telegram did not carry out " + method + " (" + told(e) + "): deploy again when it does.");
        }
    }

    private JsonNode once(String method, ObjectNode arguments) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(base + method))
                .timeout(Deadline.current().atMost(TRY))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(Json.mapper().writeValueAsBytes(arguments)))
                .build();
        HttpResponse<byte[]> response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
        int status = response.statusCode();
        if (status >= 500) {
            throw new PassingException("status " + status, PAUSE);
        }
        JsonNode answer = Json.mapper().readTree(response.body());
        if (answer.path("ok").asBoolean()) {
            return answer.path("result");
        }
        int code = answer.path("error_code").asInt(status);
        switch (code) {
            // A token that is none at all makes an address that there is not.
            case 401, 404 -> throw new UnknownTokenException();
            case 429 ->
                throw new PassingException(
                        "too many calls",
                        Duration.ofSeconds(answer.at("/parameters/retry_after").asInt(1)));
            default ->
                throw new SetupException("Telegram refuses " + method + ": "
                        + answer.path("description").asText("error " + code));
        }
    }

    private static Duration pause(Either<Throwable, JsonNode> outcome) {
        Duration asked =
                outcome.isLeft() && outcome.getLeft() instanceof PassingException passing ? passing.pause : PAUSE;
        return asked.compareTo(LONGEST_PAUSE) < 0 ? asked : LONGEST_PAUSE;
    }

    /// What an exception of the HTTP client says may hold the address, and so the token.
    private static String told(Exception e) {
        return e instanceof PassingException ? e.getMessage() : e.getClass().getSimpleName();
    }
}
