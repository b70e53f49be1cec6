package tidings.botapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BinaryNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.telegram.telegrambots.meta.api.methods.botapimethods.PartialBotApiMethod;
import tidings.aws.Deadline;
import tidings.aws.Json;
import tidings.botapi.CallResult.Blocked;
import tidings.botapi.CallResult.Done;
import tidings.botapi.CallResult.Moved;
import tidings.botapi.CallResult.Refused;
import tidings.botapi.CallResult.SlowDown;
import tidings.botapi.CallResult.Unavailable;
import tidings.botapi.CallResult.UnknownToken;
import tidings.domain.ChatId;

/// The Bot API over HTTP, with HttpURLConnection, which starts faster than any other client and reuses connections. No
/// exception, result or log line holds the URL, for it contains the token. Telegram's name is looked up again after 30
/// seconds, the JVM's default (`networkaddress.cache.ttl`). Thread-safe.
public final class HttpTelegram implements Telegram {
    private static final Logger LOG = LoggerFactory.getLogger(HttpTelegram.class);
    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration ANSWER = Duration.ofSeconds(6);

    /// The longest that a call takes.
    public static final Duration LONGEST = CONNECT.plus(ANSWER);

    /// What a token looks like; it needs no escaping in a URL
    /// (https://core.telegram.org/bots/api#authorizing-your-bot).
    private static final Pattern TOKEN = Pattern.compile("[0-9]+:[A-Za-z0-9_-]+");

    /// Telegram's own file names; nothing that leads elsewhere.
    private static final Pattern PATH = Pattern.compile("(?:[A-Za-z0-9_-]+/)*[A-Za-z0-9_-]+(?:\\.[A-Za-z0-9]+)?");

    private final String api;
    private final Supplier<String> token;

    public HttpTelegram(URI api, Supplier<String> token) {
        this.api = api.toString().replaceFirst("/$", "");
        this.token = token;
    }

    @Override
    public CallResult call(PartialBotApiMethod<?> method) {
        Optional<String> known = token();
        if (known.isEmpty()) {
            return new UnknownToken();
        }
        CallBody body = CallBody.of(method);
        try {
            HttpURLConnection connection = open("/bot" + known.get() + "/" + method.getMethod());
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

    @Override
    public CallResult file(String path, int max) {
        Optional<String> known = token();
        if (known.isEmpty()) {
            return new UnknownToken();
        } else if (!PATH.matcher(path).matches()) {
            return new Refused(400, "a path that is none of Telegram's files");
        }
        try {
            HttpURLConnection connection = open("/file/bot" + known.get() + "/" + path);
            int status = connection.getResponseCode();
            if (status != 200) {
                return status >= 500 || status == 429
                        ? new Unavailable("status " + status)
                        : new Refused(status, "no such file");
            }
            try (InputStream in = connection.getInputStream()) {
                byte[] content = in.readNBytes(max + 1);
                return content.length > max
                        ? new Refused(413, "more than " + max + " bytes")
                        : new Done(BinaryNode.valueOf(content));
            }
        } catch (IOException e) {
            return new Unavailable(e.getClass().getSimpleName());
        }
    }

    private Optional<String> token() {
        String known = token.get().strip();
        if (!TOKEN.matcher(known).matches()) {
            LOG.error("the bot's token is not of the form 123456:ABC..., as @BotFather issues it");
            return Optional.empty();
        }
        return Optional.of(known);
    }

    private HttpURLConnection open(String path) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create(api + path).toURL().openConnection();
        connection.setConnectTimeout(millis(CONNECT));
        connection.setReadTimeout(millis(ANSWER));
        connection.setInstanceFollowRedirects(false);
        return connection;
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
        if (!answer.path("ok").isBoolean()) {
            return new Unavailable("status " + status + " and JSON that is not Telegram's");
        }
        return answer.get("ok").booleanValue()
                ? new Done(answer.path("result"))
                : error(answer, answer.path("error_code").asInt(status));
    }

    private static CallResult error(JsonNode answer, int code) {
        JsonNode parameters = answer.path("parameters");
        String description = answer.path("description").asText();
        long movedTo = parameters.path("migrate_to_chat_id").asLong();
        if (movedTo != 0) {
            return new Moved(new ChatId(movedTo));
        }
        return switch (code) {
            // A string that is no token at all makes a URL that does not exist.
            case 401, 404 -> new UnknownToken();
            case 429 -> SlowDown.of(parameters.path("retry_after").asLong(1));
            case 403 -> new Blocked();
            case 400 -> Wording.of(description);
            default -> code >= 500 ? new Unavailable("error " + code) : new Refused(code, description);
        };
    }
}
