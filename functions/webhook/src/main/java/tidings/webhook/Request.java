package tidings.webhook;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;

/// What the webhook reads of a function URL's event, which has many more fields:
/// `{"headers": {…}, "requestContext": {"http": {"method": …, "sourceIp": …}}, "body": …, "isBase64Encoded": …}`
/// (https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html#urls-payloads).
///
/// @param method empty where the event names none
/// @param secret the header that only Telegram knows
/// @param sourceIp null where the event names none
/// @param event all of it, of which the body is read when it is asked for
record Request(String method, Optional<String> secret, String sourceIp, byte[] event) {
    /// https://core.telegram.org/bots/api#setwebhook; a function URL passes header names in lower case.
    static final String SECRET_HEADER = "x-telegram-bot-api-secret-token";

    private static final JsonFactory JSON = new JsonFactory();

    /// @throws IOException if the event is no JSON
    static Request of(byte[] event) throws IOException {
        String method = "";
        String secret = null;
        String sourceIp = null;
        try (JsonParser in = JSON.createParser(event)) {
            for (String field = enter(in); field != null; field = in.nextFieldName()) {
                switch (field) {
                    case "headers" -> secret = member(in, SECRET_HEADER);
                    case "requestContext" -> {
                        for (String part = enter(in); part != null; part = in.nextFieldName()) {
                            if (!part.equals("http")) {
                                skip(in);
                                continue;
                            }
                            for (String detail = enter(in); detail != null; detail = in.nextFieldName()) {
                                switch (detail) {
                                    case "method" -> method = Objects.requireNonNullElse(text(in), "");
                                    case "sourceIp" -> sourceIp = text(in);
                                    default -> skip(in);
                                }
                            }
                        }
                    }
                    default -> skip(in);
                }
            }
        }
        return new Request(method, Optional.ofNullable(secret), sourceIp, event);
    }

    /// Empty for one that is not in Base64 though the event says so.
    String body() {
        String body = "";
        boolean isBase64 = false;
        try (JsonParser in = JSON.createParser(event)) {
            for (String field = enter(in); field != null; field = in.nextFieldName()) {
                switch (field) {
                    case "body" -> body = Objects.requireNonNullElse(text(in), "");
                    case "isBase64Encoded" -> isBase64 = in.nextToken() == JsonToken.VALUE_TRUE;
                    default -> skip(in);
                }
            }
            return isBase64 ? new String(Base64.getDecoder().decode(body), StandardCharsets.UTF_8) : body;
        } catch (IllegalArgumentException _) {
            return "";
        } catch (IOException e) {
            throw new UncheckedIOException("the event was read before", e);
        }
    }

    /// Enters the object that comes next, and returns the name of its first field; null if it has none, or if
    /// something else comes.
    private static String enter(JsonParser in) throws IOException {
        if (in.nextToken() == JsonToken.START_OBJECT) {
            return in.nextFieldName();
        }
        in.skipChildren();
        return null;
    }

    /// The value of one field of the object that comes next; null if it has no such field.
    private static String member(JsonParser in, String name) throws IOException {
        String value = null;
        for (String field = enter(in); field != null; field = in.nextFieldName()) {
            if (field.equals(name)) {
                value = text(in);
            } else {
                skip(in);
            }
        }
        return value;
    }

    /// The text that comes next; null if something else comes.
    private static String text(JsonParser in) throws IOException {
        boolean isText = in.nextToken() == JsonToken.VALUE_STRING;
        in.skipChildren();
        return isText ? in.getText() : null;
    }

    private static void skip(JsonParser in) throws IOException {
        in.nextToken();
        in.skipChildren();
    }
}
