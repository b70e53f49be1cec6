package tidings.localstack.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;

/// A bot's side of the Bot API, over HTTP.
final class BotClient {
    private final HttpClient http = HttpClient.newHttpClient();
    private final URI api;
    private final String token;

    BotClient(URI api, String token) {
        this.api = api;
        this.token = token;
    }

    BotClient(TelegramSandbox sandbox) {
        this(sandbox.apiAddress(), TelegramSettings.local().token());
    }

    JsonNode call(String method, ObjectNode arguments) {
        return call(method, "application/json", BodyPublishers.ofByteArray(Json.bytes(arguments)));
    }

    JsonNode call(String method, String contentType, BodyPublisher body) {
        return send(HttpRequest.newBuilder(api.resolve("/bot" + token + "/" + method))
                .header("Content-Type", contentType)
                .POST(body));
    }

    JsonNode get(String methodAndQuery) {
        return send(HttpRequest.newBuilder(api.resolve("/bot" + token + "/" + methodAndQuery)));
    }

    JsonNode result(String method, ObjectNode arguments) {
        JsonNode answer = call(method, arguments);
        if (!answer.path("ok").asBoolean()) {
            throw new AssertionError(method + " was refused: " + answer);
        }
        return answer.get("result");
    }

    List<JsonNode> updates() {
        return StreamSupport.stream(result("getUpdates", Json.object()).spliterator(), false)
                .toList();
    }

    MessageId send(ChatId chat, String text) {
        return new MessageId(
                result("sendMessage", message(chat, text)).get("message_id").asLong());
    }

    /// Sends a photo as a multipart form, other fields as they are.
    JsonNode photo(ObjectNode fields, byte[] picture) {
        return upload("sendPhoto", fields, "photo", "a.png", "image/png", picture);
    }

    /// Calls a method with one file in a multipart form, other fields as they are.
    JsonNode upload(String method, ObjectNode fields, String part, String fileName, String type, byte[] content) {
        String boundary = "----a-boundary-of-the-test";
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        fields.properties()
                .forEach(field -> body.writeBytes("--%s\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n"
                        .formatted(
                                boundary,
                                field.getKey(),
                                field.getValue().isValueNode()
                                        ? field.getValue().asText()
                                        : field.getValue())
                        .getBytes(StandardCharsets.UTF_8)));
        body.writeBytes(
                "--%s\r\nContent-Disposition: form-data; name=\"%s\"; filename=\"%s\"\r\nContent-Type: %s\r\n\r\n"
                        .formatted(boundary, part, fileName, type)
                        .getBytes(StandardCharsets.UTF_8));
        body.writeBytes(content);
        body.writeBytes("\r\n--%s--\r\n".formatted(boundary).getBytes(StandardCharsets.UTF_8));
        return call(
                method, "multipart/form-data; boundary=" + boundary, BodyPublishers.ofByteArray(body.toByteArray()));
    }

    static ObjectNode message(ChatId chat, String text) {
        return Json.object().put("chat_id", chat.value()).put("text", text);
    }

    static ObjectNode withButton(ObjectNode message, String label, String data) {
        message.withObject("/reply_markup")
                .withArray("inline_keyboard")
                .addArray()
                .addObject()
                .put("text", label)
                .put("callback_data", data);
        return message;
    }

    private JsonNode send(HttpRequest.Builder request) {
        try {
            var answer = http.send(request.timeout(Duration.ofSeconds(30)).build(), BodyHandlers.ofByteArray());
            JsonNode json = Json.parse(answer.body());
            if (!json.path("ok").asBoolean() && json.path("error_code").asInt() != answer.statusCode()) {
                throw new AssertionError("status %d, but %s".formatted(answer.statusCode(), json));
            }
            return json;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
