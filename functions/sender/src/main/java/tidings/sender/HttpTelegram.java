package tidings.sender;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Supplier;
import tidings.domain.ChatId;
import tidings.aws.Deadline;
import tidings.aws.Json;

/// The Bot API over HTTP. Thread-safe.
///
/// Built on HttpURLConnection, the lightest client to start; its failures never name the URL, which holds the token.
final class HttpTelegram implements Telegram {
    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration ANSWER = Duration.ofSeconds(6);
    private static final int UNAUTHORIZED = 401;

    private final URI api;
    private final Supplier<String> token;
    private final Runnable tokenRefused;

    /// @param tokenRefused called whenever Telegram does not know the token: there may be another one by now
    HttpTelegram(URI api, Supplier<String> token, Runnable tokenRefused) {
        this.api = api;
        this.token = token;
        this.tokenRefused = tokenRefused;
    }

    @Override
    public Reply call(String method, JsonNode arguments) {
        try {
            HttpURLConnection connection = (HttpURLConnection) URI.create(api + "/bot" + token.get() + "/" + method)
                    .toURL()
                    .openConnection();
            connection.setConnectTimeout(
                    Math.toIntExact(Deadline.current().atMost(CONNECT).toMillis()));
            connection.setReadTimeout(
                    Math.toIntExact(Deadline.current().atMost(ANSWER).toMillis()));
            connection.setRequestMethod("POST");
            CallBody body = CallBody.of(arguments, "tidings-" + UUID.randomUUID());
            connection.setRequestProperty("Content-Type", body.contentType());
            connection.setDoOutput(true);
            try (OutputStream out = connection.getOutputStream()) {
                out.write(body.bytes());
            }
            int status = connection.getResponseCode();
            if (status == UNAUTHORIZED) {
                tokenRefused.run();
            }
            try (InputStream in = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
                return in == null ? new Reply.Unavailable("status " + status) : reply(status, in.readAllBytes());
            }
        } catch (IOException e) {
            return new Reply.Unavailable(e.getClass().getSimpleName());
        }
    }

    private static Reply reply(int status, byte[] body) {
        JsonNode answer;
        try {
            answer = Json.mapper().readTree(body);
        } catch (IOException _) {
            return new Reply.Unavailable("status " + status + " and no JSON");
        }
        if (answer.path("ok").asBoolean()) {
            return new Reply.Done(answer.path("result"));
        }
        return refusal(
                answer.path("error_code").asInt(status),
                answer.path("description").asText(),
                answer);
    }

    /// Telegram tells some cases apart by their wording alone.
    private static Reply refusal(int code, String description, JsonNode answer) {
        JsonNode parameters = answer.path("parameters");
        if (parameters.has("migrate_to_chat_id")) {
            return new Reply.Moved(
                    new ChatId(parameters.get("migrate_to_chat_id").asLong()));
        }
        return switch (code) {
            case 429 ->
                new Reply.SlowDown(Duration.ofSeconds(
                        Math.max(1, parameters.path("retry_after").asInt(1))));
            case 403 -> new Reply.Blocked();
            case 400 -> badRequest(description);
            case UNAUTHORIZED, 404 -> new Reply.Unavailable("error " + code + ", is the token right?");
            default -> code >= 500 ? new Reply.Unavailable("error " + code) : new Reply.Refused(code, description);
        };
    }

    private static Reply badRequest(String description) {
        if (description.contains("message is not modified")) {
            return new Reply.NotModified();
        }
        return description.contains("message to edit not found") || description.contains("message can't be edited")
                ? new Reply.MessageGone()
                : new Reply.Refused(400, description);
    }
}
