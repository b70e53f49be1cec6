package tidings.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import tidings.aws.Json;
import tidings.localstack.Tidings;
import tidings.localstack.telegram.Person;

/// The sandbox Telegram over HTTP: the history of its chats, and calls in the bot's name. Someone who watches a chat
/// may miss a card that is replaced quickly; its change feed has every one.
record Sandbox(URI address, String token) {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    static Sandbox of(Tidings tidings) {
        return new Sandbox(
                tidings.telegram().orElseThrow().page(),
                tidings.stack().secrets().text("BotTokenSecret"));
    }

    /// The number of the last change so far.
    long now() {
        return changes(0).path("last").asLong();
    }

    /// Each state that the bot's messages in this chat have had since a change, in order.
    List<String> history(Person person, long since) {
        List<String> texts = new ArrayList<>();
        for (JsonNode message : messages(person, since)) {
            texts.add(message.path("text").asText(message.path("caption").asText()));
        }
        return texts;
    }

    /// The inline keyboard under the bot's latest message that has one.
    JsonNode latestKeyboard(Person person) {
        return messages(person, 0).reversed().stream()
                .map(message -> message.path("reply_markup"))
                .filter(markup -> !markup.path("inline_keyboard").isEmpty())
                .findFirst()
                .orElseThrow();
    }

    /// The files that the bot sent to a person, in order.
    List<byte[]> documents(Person person) throws IOException, InterruptedException {
        List<byte[]> contents = new ArrayList<>();
        for (JsonNode message : messages(person, 0)) {
            String file = message.at("/document/file_id").asText();
            if (!file.isEmpty()) {
                contents.add(HTTP.send(
                                HttpRequest.newBuilder(address.resolve("/sandbox/photos/" + file))
                                        .build(),
                                BodyHandlers.ofByteArray())
                        .body());
            }
        }
        return contents;
    }

    private List<JsonNode> messages(Person person, long since) {
        List<JsonNode> messages = new ArrayList<>();
        for (JsonNode change : changes(since).path("changes")) {
            JsonNode body = change.path("body");
            boolean isShown =
                    List.of("message", "edited").contains(change.path("kind").asText());
            if (isShown
                    && body.path("chat").asLong() == person.chat().value()
                    && body.at("/message/from/is_bot").asBoolean()) {
                messages.add(body.path("message"));
            }
        }
        return messages;
    }

    private JsonNode changes(long since) {
        return send(HttpRequest.newBuilder(address.resolve("/sandbox/changes?after=" + since)));
    }

    /// Has the bot send a message with a keyboard to a person.
    void sendKeyboard(Person person, String text, JsonNode keyboard) {
        JsonNode message = Json.mapper()
                .createObjectNode()
                .put("chat_id", person.chat().value())
                .put("text", text)
                .set("reply_markup", keyboard);
        call("sendMessage", message);
    }

    /// Calls a method of the Bot API; returns its result.
    JsonNode call(String method, JsonNode arguments) {
        return send(HttpRequest.newBuilder(address.resolve("/bot" + token + "/" + method))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(arguments.toString())))
                .path("result");
    }

    private static JsonNode send(HttpRequest.Builder request) {
        try {
            return Json.mapper()
                    .readTree(HTTP.send(request.build(), BodyHandlers.ofByteArray())
                            .body());
        } catch (IOException e) {
            throw new IllegalStateException("the sandbox does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
