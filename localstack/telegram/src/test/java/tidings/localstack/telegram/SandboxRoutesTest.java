package tidings.localstack.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SandboxRoutesTest {
    @AutoClose
    private final TelegramSandbox sandbox = TelegramSandbox.start(TelegramSettings.local());

    private final BotClient bot = new BotClient(sandbox);
    private final HttpClient http = HttpClient.newHttpClient();

    @AfterEach
    void stop() {
        http.shutdownNow();
    }

    @Test
    void aWholeConversationGoesOverHttp() throws IOException, InterruptedException {
        long chat = post("chats", Json.object().put("name", "Ada")).get("id").asLong();
        post("chats/" + chat + "/messages", Json.object().put("text", "/top java"));
        ObjectNode card = BotClient.withButton(BotClient.message(new ChatId(chat), "Page 1"), "Next", "p2");
        long message = bot.result("sendMessage", card).get("message_id").asLong();
        String query = post(
                        "chats/%d/messages/%d/press".formatted(chat, message),
                        Json.object().put("data", "p2"))
                .get("query")
                .asText();
        assertThat(get("queries/" + query).statusCode()).isEqualTo(404);
        bot.result(
                "answerCallbackQuery",
                Json.object().put("callback_query_id", query).put("text", "Here"));
        assertThat(json(get("queries/" + query)).get("text").asText()).isEqualTo("Here");
        JsonNode messages = json(get("chats/%d/messages?latest=1".formatted(chat)));
        assertThat(messages).hasSize(1);
        assertThat(messages.at("/0/message/text").asText()).isEqualTo("Page 1");
        JsonNode state = json(get("state"));
        assertThat(state.at("/bot/username").asText()).isEqualTo("tidings_bot");
        assertThat(state.at("/chats/0/latest/text").asText()).isEqualTo("Page 1");
    }

    @Test
    void changesAreWaitedForInOrder() throws IOException, InterruptedException {
        Person ada = sandbox.person("Ada");
        long last = json(get("state")).get("last").asLong();
        CompletableFuture<HttpResponse<byte[]>> waiting = http.sendAsync(
                HttpRequest.newBuilder(sandbox.page().resolve("/sandbox/changes?seconds=20&after=" + last))
                        .build(),
                BodyHandlers.ofByteArray());
        MessageId sent = bot.send(ada.chat(), "one");
        assertThat(json(waiting.join()).at("/changes/0/body/message/text").asText())
                .isEqualTo("one");
        bot.result(
                "deleteMessage",
                Json.object().put("chat_id", ada.chat().value()).put("message_id", sent.value()));
        JsonNode page = json(get("changes?after=" + last));
        assertThat(page.get("changes"))
                .extracting(change -> change.get("kind").asText())
                .containsExactly("message", "deleted");
        assertThat(page.get("behind").asBoolean()).isFalse();
    }

    @Test
    void anObserverThatIsTooFarBehindIsToldSo() throws InterruptedException {
        try (ChangeFeed changeFeed = new ChangeFeed(InstantSource.system())) {
            int added = ChangeFeed.KEPT + 1_000;
            for (int i = 0; i < added; i++) {
                changeFeed.add("action", Json.object());
            }
            assertThat(changeFeed.after(10, java.time.Duration.ZERO).behind()).isTrue();
            assertThat(changeFeed.after(added - 1, java.time.Duration.ZERO).behind())
                    .isFalse();
        }
    }

    @Test
    void impossibleActionsAreRejectedWithTheReason() throws IOException, InterruptedException {
        long ada = sandbox.person("Ada").chat().value();
        assertThat(refusal("chats", Json.object()))
                .isEqualTo("Bad Request: the field \"name\" is required and is text");
        assertThat(refusal("chats", Json.object().put("name", " ")))
                .startsWith("Bad Request: a name has 1-64 characters");
        assertThat(refusal("chats", Json.object().put("title", "Empty")))
                .isEqualTo("Bad Request: a group needs at least one member");
        assertThat(refusal("chats/" + ada + "/messages", Json.object().put("text", "x".repeat(4_097))))
                .startsWith("Bad Request: message is too long: 4097");
        assertThat(refusal("chats/" + ada + "/messages/7/press", Json.object().put("data", "n")))
                .isEqualTo("Bad Request: this chat has no message 7");
        assertThat(refusal("chats/1/messages", Json.object().put("text", "a"))).isEqualTo("Not Found: no such chat: 1");
        assertThat(refusal("chats/one/messages", Json.object().put("text", "a")))
                .isEqualTo("Not Found: one is no number");
    }

    @Test
    void aPageFromElsewhereCanNeitherReadNorWrite() throws IOException, InterruptedException {
        HttpResponse<byte[]> formPost = http.send(
                HttpRequest.newBuilder(sandbox.page().resolve("/sandbox/chats"))
                        .header("Content-Type", "text/plain")
                        .POST(BodyPublishers.ofString("{\"name\":\"Eve\"}"))
                        .build(),
                BodyHandlers.ofByteArray());
        assertThat(formPost.statusCode()).isEqualTo(400);
        assertThat(json(get("state")).get("chats")).isEmpty();
        HttpResponse<byte[]> home =
                http.send(HttpRequest.newBuilder(sandbox.page()).build(), BodyHandlers.ofByteArray());
        assertThat(home.headers().firstValue("Content-Security-Policy").orElseThrow())
                .startsWith("default-src 'none'");
        assertThat(home.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
    }

    private JsonNode post(String path, ObjectNode body) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = http.send(
                HttpRequest.newBuilder(sandbox.page().resolve("/sandbox/" + path))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofByteArray(Json.bytes(body)))
                        .build(),
                BodyHandlers.ofByteArray());
        return json(answer);
    }

    private String refusal(String path, ObjectNode body) throws IOException, InterruptedException {
        return post(path, body).get("description").asText();
    }

    private HttpResponse<byte[]> get(String path) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(sandbox.page().resolve("/sandbox/" + path))
                        .build(),
                BodyHandlers.ofByteArray());
    }

    private static JsonNode json(HttpResponse<byte[]> answer) throws IOException {
        return Json.parse(answer.body());
    }
}
