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
            for (String field = JsonObject.enter(in); field != null; field = in.nextFieldName()) {
                switch (field) {
                    case "headers" -> secret = JsonObject.member(in, SECRET_HEADER);
                    case "requestContext" -> {
                        for (String part = JsonObject.enter(in); part != null; part = in.nextFieldName()) {
                            if (!part.equals("http")) {
                                JsonObject.skip(in);
                                continue;
                            }
                            for (String detail = JsonObject.enter(in); detail != null; detail = in.nextFieldName()) {
                                switch (detail) {
                                    case "method" -> method = Objects.requireNonNullElse(JsonObject.text(in), "");
                                    case "sourceIp" -> sourceIp = JsonObject.text(in);
                                    default -> JsonObject.skip(in);
                                }
                            }
                        }
                    }
                    default -> JsonObject.skip(in);
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
            for (String field = JsonObject.enter(in); field != null; field = in.nextFieldName()) {
                switch (field) {
                    case "body" -> body = Objects.requireNonNullElse(JsonObject.text(in), "");
                    case "isBase64Encoded" -> isBase64 = in.nextToken() == JsonToken.VALUE_TRUE;
                    default -> JsonObject.skip(in);
                }
            }
            return isBase64 ? new String(Base64.getDecoder().decode(body), StandardCharsets.UTF_8) : body;
        } catch (IllegalArgumentException _) {
            return "";
        } catch (IOException e) {
            throw new UncheckedIOException("the event was read before", e);
        }
    }
}
