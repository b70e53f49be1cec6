package tidings.botapi;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.function.Supplier;
import org.telegram.telegrambots.meta.api.methods.botapimethods.PartialBotApiMethod;
import tidings.aws.Deadline;
import tidings.aws.Json;
import tidings.botapi.CallResult.Blocked;
import tidings.botapi.CallResult.Done;
import tidings.botapi.CallResult.MessageGone;
import tidings.botapi.CallResult.Moved;
import tidings.botapi.CallResult.NoText;
import tidings.botapi.CallResult.NotModified;
import tidings.botapi.CallResult.Refused;
import tidings.botapi.CallResult.SlowDown;
import tidings.botapi.CallResult.Unavailable;
import tidings.botapi.CallResult.UnknownToken;
import tidings.domain.ChatId;

/// The Bot API over HTTP, with HttpURLConnection, which starts faster than any other client. No exception or result
/// holds the URL, for it contains the token. Thread-safe.
public final class HttpTelegram implements Telegram {
    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration ANSWER = Duration.ofSeconds(6);

    private final String api;
    private final Supplier<String> token;

    public HttpTelegram(URI api, Supplier<String> token) {
        this.api = api.toString().replaceFirst("/$", "");
        this.token = token;
    }

    @Override
    public CallResult call(PartialBotApiMethod<?> method) {
        CallBody body = CallBody.of(method);
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) URI.create(api + "/bot" + token.get() + "/" + method.getMethod())
                            .toURL()
                            .openConnection();
            connection.setConnectTimeout(millis(CONNECT));
            connection.setReadTimeout(millis(ANSWER));
            connection.setRequestMethod("POST");
            connection.setRequestProperty("Content-Type", body.contentType());
            connection.setDoOutput(true);
            try (OutputStream out = connection.getOutputStream()) {
                out.write(body.bytes());
            }
            int status = connection.getResponseCode();
            try (InputStream in = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
                return in == null ? new Unavailable("status " + status) : result(status, in.readAllBytes());
            }
        } catch (IOException e) {
            return new Unavailable(e.getClass().getSimpleName());
        }
    }

    private static int millis(Duration limit) {
        return Math.toIntExact(Deadline.current().atMost(limit).toMillis());
    }

    private static CallResult result(int status, byte[] body) {
        JsonNode answer;
        try {
            answer = Json.mapper().readTree(body);
        } catch (IOException _) {
            return new Unavailable("status " + status + " and no JSON");
        }
        return answer.path("ok").asBoolean()
                ? new Done(answer.path("result"))
                : error(answer, answer.path("error_code").asInt(status));
    }

    private static CallResult error(JsonNode answer, int code) {
        JsonNode parameters = answer.path("parameters");
        String description = answer.path("description").asText();
        if (parameters.has("migrate_to_chat_id")) {
            return new Moved(new ChatId(parameters.get("migrate_to_chat_id").asLong()));
        }
        return switch (code) {
            // A string that is no token at all makes a URL that does not exist.
            case 401, 404 -> new UnknownToken();
            case 429 -> {
                int seconds = Math.max(1, parameters.path("retry_after").asInt(1));
                yield new SlowDown(Duration.ofSeconds(seconds));
            }
            case 403 -> new Blocked();
            case 400 -> badRequest(description);
            default -> code >= 500 ? new Unavailable("error " + code) : new Refused(code, description);
        };
    }

    /// Telegram tells these apart by their wording alone.
    private static CallResult badRequest(String description) {
        if (description.contains("message is not modified")) {
            return new NotModified();
        } else if (contains(
                description,
                "message to edit not found",
                "message can't be edited",
                "message thread not found",
                "TOPIC_CLOSED",
                "TOPIC_DELETED")) {
            return new MessageGone();
        } else if (description.contains("there is no text in the message to edit")) {
            return new NoText();
        } else if (contains(
                description,
                "not enough rights to send text messages",
                "have no rights to send a message",
                "CHAT_WRITE_FORBIDDEN")) {
            return new Blocked();
        }
        return new Refused(400, description);
    }

    private static boolean contains(String description, String... wordings) {
        for (String wording : wordings) {
            if (description.contains(wording)) {
                return true;
            }
        }
        return false;
    }
}
