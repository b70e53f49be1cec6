package tidings.localstack.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class BotApiTest {
    @AutoClose
    private final TelegramSandbox sandbox = TelegramSandbox.start(TelegramSettings.local());

    private final BotClient bot = new BotClient(sandbox);
    private final Person ada = sandbox.person("Ada");

    @Test
    void theFactsHoldEveryMethodAndDescribeEveryTypeTheyName() {
        BotApiFacts facts = BotApiFacts.load();
        assertThat(facts.methodNames()).hasSizeGreaterThan(150).contains("sendMessage", "getUpdates");
        facts.methodNames().stream()
                .flatMap(name -> facts.method(name).orElseThrow().fields().values().stream())
                .flatMap(field -> facts.alternatives(field.types()).stream())
                .map(type -> type.replace("Array of ", ""))
                .filter(type -> !ShapeCheck.SCALARS.contains(type))
                .forEach(type ->
                        assertThat(facts.alternatives(java.util.List.of(type))).allSatisfy(facts::fields));
    }

    @Test
    void argumentsAreAcceptedInEveryFormThatTelegramAccepts() {
        String text = "fish & chips + 🌍";
        String form = "chat_id=%d&text=%s&disable_notification=true&reply_markup=%s"
                .formatted(
                        ada.chat().value(),
                        encoded(text),
                        encoded("{\"inline_keyboard\":[[{\"text\":\"Next\",\"callback_data\":\"n\"}]]}"));
        assertThat(bot.get("SENDMESSAGE?" + form).at("/result/text").asText()).isEqualTo(text);
        JsonNode posted = bot.call("sendmessage", "application/x-www-form-urlencoded", BodyPublishers.ofString(form));
        assertThat(posted.at("/result/reply_markup/inline_keyboard/0/0/text").asText())
                .isEqualTo("Next");
        ObjectNode json = BotClient.message(ada.chat(), text).put("parse_mode", (String) null);
        assertThat(bot.result("sendMessage", json).get("text").asText()).isEqualTo(text);
        assertThat(ada.hears()).extracting(SeenMessage::text).containsOnly(text).hasSize(3);
    }

    @Test
    void aSentMessageComesBackAsTelegramShowsIt() {
        MessageId asked = ada.says("/top");
        ObjectNode message = BotClient.message(ada.chat(), "<b>Top</b>").put("parse_mode", "HTML");
        message.putObject("reply_parameters").put("message_id", asked.value());
        JsonNode sent = bot.result("sendMessage", message);
        assertThat(sent.at("/from/is_bot").asBoolean()).isTrue();
        assertThat(sent.at("/chat/first_name").asText()).isEqualTo("Ada");
        assertThat(sent.at("/entities/0/type").asText()).isEqualTo("bold");
        assertThat(sent.at("/reply_to_message/text").asText()).isEqualTo("/top");
        assertThat(sent.get("message_id").asLong()).isGreaterThan(asked.value());
    }

    @Test
    void aPhotoIsKeptAndCanBeFetched() throws IOException, InterruptedException {
        byte[] picture = Pictures.png(64, 48);
        JsonNode sent = bot.photo(Json.object().put("chat_id", ada.chat().value()), picture)
                .get("result");
        JsonNode size = sent.at("/photo/0");
        assertThat(size.get("width").asInt()).isEqualTo(64);
        String id = size.get("file_id").asText();
        JsonNode file = bot.result("getFile", Json.object().put("file_id", id));
        URI address = sandbox.apiAddress()
                .resolve("/file/bot" + TelegramSettings.local().token() + "/"
                        + file.get("file_path").asText());
        try (HttpClient http = HttpClient.newHttpClient()) {
            assertThat(http.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofByteArray())
                            .body())
                    .isEqualTo(picture);
        }
        ObjectNode again = Json.object().put("chat_id", ada.chat().value()).put("photo", id);
        assertThat(bot.result("sendPhoto", again).at("/photo/0/file_id").asText())
                .isEqualTo(id);
        assertThat(bot.photo(
                                Json.object().put("chat_id", ada.chat().value()),
                                "no picture".getBytes(StandardCharsets.UTF_8))
                        .get("description")
                        .asText())
                .isEqualTo("Bad Request: IMAGE_PROCESS_FAILED");
        assertThat(bot.photo(Json.object().put("chat_id", ada.chat().value()), Pictures.png(420, 20))
                        .get("description")
                        .asText())
                .isEqualTo("Bad Request: PHOTO_INVALID_DIMENSIONS");
    }

    @Test
    void anAlbumHasTwoToTenPhotosAndNoKeyboard() {
        ObjectNode album = Json.object().put("chat_id", ada.chat().value());
        album.withArray("media").addObject().put("type", "photo").put("media", "https://example.org/1.jpg");
        assertThat(bot.call("sendMediaGroup", album).get("description").asText())
                .isEqualTo("Bad Request: an album has 2-10 items, not 1");
        album.withArray("media").addObject().put("type", "photo").put("media", "https://example.org/2.jpg");
        JsonNode sent = bot.result("sendMediaGroup", album);
        assertThat(sent).hasSize(2);
        assertThat(sent.at("/0/media_group_id")).isEqualTo(sent.at("/1/media_group_id"));
        album.putObject("reply_markup");
        assertThat(bot.call("sendMediaGroup", album).get("description").asText())
                .startsWith("Bad Request: sendMediaGroup has no field \"reply_markup\"");
    }

    @Test
    void commandsAreKeptByScopeAndLanguage() {
        ObjectNode everywhere = commands("top");
        bot.result("setMyCommands", everywhere);
        ObjectNode groups = commands("mute");
        groups.putObject("scope").put("type", "all_group_chats");
        bot.result("setMyCommands", groups);
        ObjectNode inGroups = Json.object();
        inGroups.putObject("scope").put("type", "all_group_chats");
        assertThat(bot.result("getMyCommands", Json.object()).at("/0/command").asText())
                .isEqualTo("top");
        assertThat(bot.result("getMyCommands", inGroups).at("/0/command").asText())
                .isEqualTo("mute");
        bot.result("deleteMyCommands", inGroups);
        assertThat(bot.result("getMyCommands", inGroups)).isEmpty();
        assertThat(bot.call("setMyCommands", commands("Top!"))
                        .get("description")
                        .asText())
                .isEqualTo("Bad Request: BOT_COMMAND_INVALID");
        ObjectNode odd = commands("top");
        odd.putObject("scope").put("type", "everybody");
        assertThat(bot.call("setMyCommands", odd).get("description").asText())
                .startsWith("Bad Request: field \"scope\": type \"everybody\" is none of BotCommandScopeDefault,");
    }

    @Test
    void longPollsWaitConfirmAndEndWhenAWebhookIsSet() {
        CompletableFuture<JsonNode> poll = CompletableFuture.supplyAsync(
                () -> bot.result("getUpdates", Json.object().put("timeout", 20)));
        ada.says("one");
        JsonNode first = poll.join();
        assertThat(first.at("/0/message/text").asText()).isEqualTo("one");
        assertThat(bot.result("getUpdates", Json.object())).hasSize(1);
        ada.says("two");
        long next = first.at("/0/update_id").asLong() + 1;
        assertThat(bot.result("getUpdates", Json.object().put("offset", next))
                        .at("/0/message/text")
                        .asText())
                .isEqualTo("two");
        assertThat(bot.result("getUpdates", Json.object().put("offset", next + 1)))
                .isEmpty();

        bot.result("setWebhook", Json.object().put("url", "https://example.org/hook"));
        JsonNode conflict = bot.call("getUpdates", Json.object());
        assertThat(conflict.get("error_code").asInt()).isEqualTo(409);
        assertThat(conflict.get("description").asText())
                .isEqualTo("Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete"
                        + " the webhook first");
        assertThat(bot.call("deleteWebhook", Json.object()).get("description").asText())
                .isEqualTo("Webhook was deleted");
    }

    @Test
    void aSecondPollEndsTheFirst() {
        CompletableFuture<JsonNode> first = CompletableFuture.supplyAsync(
                () -> bot.call("getUpdates", Json.object().put("timeout", 30)));
        await().atMost(Duration.ofSeconds(90)).until(() -> {
            bot.call("getUpdates", Json.object());
            return first.isDone();
        });
        assertThat(first.join().get("error_code").asInt()).isEqualTo(409);
    }

    @Test
    void onlyAllowedUpdatesCome() {
        bot.result("getUpdates", allowing("callback_query"));
        ada.says("not asked for");
        bot.result("sendMessage", BotClient.withButton(BotClient.message(ada.chat(), "a"), "Next", "n"));
        ada.presses("Next");
        JsonNode updates = bot.result("getUpdates", Json.object());
        assertThat(updates).hasSize(1);
        assertThat(updates.get(0).has("callback_query")).isTrue();
    }

    @Test
    void inlineQueriesAreAnsweredAndChosen() {
        Person.PendingAnswer asked = ada.asks("java");
        JsonNode query = bot.result("getUpdates", Json.object()).at("/0/inline_query");
        assertThat(query.get("query").asText()).isEqualTo("java");
        ObjectNode answer = Json.object().put("inline_query_id", query.get("id").asText());
        ObjectNode result = answer.withArray("results")
                .addObject()
                .put("type", "article")
                .put("id", "1")
                .put("title", "Records");
        assertThat(bot.call("answerInlineQuery", answer).get("description").asText())
                .contains("InlineQueryResultArticle needs the field \"input_message_content\"");
        result.putObject("input_message_content")
                .put("message_text", "<b>Records</b>")
                .put("parse_mode", "HTML");
        bot.result("answerInlineQuery", answer);
        assertThat(asked.results()).containsExactly("Records");
        asked.chooses("Records");
        assertThat(ada.sees().getLast().text()).isEqualTo("Records");
    }

    @Test
    void theBotAndItsChatsDescribeThemselves() {
        JsonNode me = bot.result("getMe", Json.object());
        assertThat(me.get("username").asText()).isEqualTo("tidings_bot");
        assertThat(me.get("is_bot").asBoolean()).isTrue();
        ObjectNode chat = Json.object().put("chat_id", Long.toString(ada.chat().value()));
        assertThat(bot.result("getChat", chat).get("type").asText()).isEqualTo("private");
        assertThat(bot.result("sendChatAction", chat.put("action", "typing")).asBoolean())
                .isTrue();
        assertThat(bot.call("sendChatAction", chat.put("action", "typng"))
                        .get("description")
                        .asText())
                .isEqualTo("Bad Request: wrong parameter action in request; nearest is typing");
    }

    private static ObjectNode allowing(String kind) {
        ObjectNode arguments = Json.object();
        arguments.withArray("allowed_updates").add(kind);
        return arguments;
    }

    private static ObjectNode commands(String name) {
        ObjectNode arguments = Json.object();
        arguments.withArray("commands").addObject().put("command", name).put("description", "What it does");
        return arguments;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
