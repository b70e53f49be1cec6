package tidings.localstack.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// Where the bot may not write, or what it wrote is gone.
class ClosedDoorsTest {
    @AutoClose
    private final TelegramSandbox sandbox = TelegramSandbox.start(TelegramSettings.local());

    private final BotClient bot = new BotClient(sandbox);
    private final Person ada = sandbox.person("Ada");
    private final Person bob = sandbox.person("Bob");
    private final ChatId group = sandbox.group("Readers", ada, bob);

    @Test
    void aMutedBotReadsAndEditsAndDoesNotWrite() {
        MessageId card = bot.send(group, "Page 1");
        ada.in(group).mutesTheBot();
        bob.in(group).says("/top java");

        assertThat(refusal("sendMessage", BotClient.message(group, "Page 1")))
                .isEqualTo("Bad Request: not enough rights to send text messages to the chat");
        assertThat(bot.photo(Json.object().put("chat_id", group.value()), Pictures.png(40, 30))
                        .get("description")
                        .asText())
                .isEqualTo("Bad Request: not enough rights to send photos to the chat");
        bot.result("editMessageText", BotClient.message(group, "Page 2").put("message_id", card.value()));
        List<JsonNode> updates = bot.updates();
        JsonNode muted = updates.get(updates.size() - 2).at("/my_chat_member/new_chat_member");
        assertThat(muted.path("status").asText()).isEqualTo("restricted");
        assertThat(muted.path("can_send_messages").asBoolean(true)).isFalse();
        assertThat(updates.getLast().at("/message/text").asText()).isEqualTo("/top java");

        ada.in(group).unmutesTheBot();
        bot.send(group, "Page 1");
    }

    @Test
    void onlyAdministratorsMuteTheBotCloseTopicsAndDeleteWhatOthersWrote() {
        MessageId card = bot.send(group, "Page 1");

        assertThatThrownBy(() -> bob.in(group).mutesTheBot()).hasMessageContaining("only administrators");
        assertThatThrownBy(() -> bob.in(group).closesTheTopic()).hasMessageContaining("only administrators");
        assertThatThrownBy(() -> bob.in(group).deletes(card)).hasMessageContaining("only administrators");
        assertThatThrownBy(ada::mutesTheBot).hasMessageContaining("only in a group");
    }

    @Test
    void aClosedTopicTakesNothingAndTheOthersDo() {
        Person there = ada.in(group).migratesTheGroup();
        there.enablesTopics();
        Person java = there.opensTopic("Java");
        Person books = there.opensTopic("Books");

        java.closesTheTopic();
        assertThat(refusal("sendMessage", in(java))).isEqualTo("Bad Request: TOPIC_CLOSED");
        bot.result("sendMessage", in(books));
        assertThatThrownBy(() -> bob.in(there.chat()).inTopic(thread(java)).says("/top java"))
                .hasMessageContaining("this topic is closed");
        java.says("administrators write anyway");

        java.opensTheTopicAgain();
        bot.result("sendMessage", in(java));
        there.closesTheTopic();
        assertThat(refusal("sendMessage", BotClient.message(there.chat(), "a"))).isEqualTo("Bad Request: TOPIC_CLOSED");
    }

    @Test
    void aTopicWhoseFirstMessageIsDeletedIsGone() {
        Person there = ada.in(group).migratesTheGroup();
        there.enablesTopics();
        Person java = there.opensTopic("Java");
        ObjectNode message = in(java);

        there.deletes(new MessageId(message.get("message_thread_id").asLong()));

        assertThat(refusal("sendMessage", message)).isEqualTo("Bad Request: message thread not found");
    }

    @Test
    void aDeletedMessageCannotBeEditedAndItsButtonsAreThoseOfAnInaccessibleMessage() {
        ObjectNode card = BotClient.withButton(BotClient.message(ada.chat(), "Page 1"), "Next", "p2");
        MessageId sent =
                new MessageId(bot.result("sendMessage", card).get("message_id").asLong());
        ada.deletes(sent);

        assertThat(ada.hears()).isEmpty();
        assertThat(refusal("editMessageText", BotClient.message(ada.chat(), "b").put("message_id", sent.value())))
                .isEqualTo("Bad Request: message to edit not found");
        post(
                "chats/%d/messages/%d/press".formatted(ada.chat().value(), sent.value()),
                Json.object().put("data", "p2"));
        JsonNode under = bot.updates().getLast().at("/callback_query/message");
        assertThat(under.path("date").asInt(-1)).isZero();
        assertThat(under.path("message_id").asLong()).isEqualTo(sent.value());
        assertThat(under.at("/chat/id").asLong()).isEqualTo(ada.chat().value());
        assertThat(under.has("text")).isFalse();
    }

    @Test
    void aBotThatComesBackJoins() {
        ada.in(group).blocksTheBot();
        ada.in(group).unblocksTheBot();

        assertThat(bot.updates()
                        .getLast()
                        .at("/message/new_chat_members/0/username")
                        .asText())
                .isEqualTo("tidings_bot");
    }

    @Test
    void allOfItGoesOverHttp() {
        long chat = group.value();
        assertThat(post("chats/%d/mute".formatted(chat), Json.object().put("muted", true))
                        .get("muted")
                        .asBoolean())
                .isTrue();
        long forum = post("chats/%d/migrate".formatted(chat), Json.object())
                .get("id")
                .asLong();
        post("chats/%d/forum".formatted(forum), Json.object());
        long topic = post("chats/%d/topics".formatted(forum), Json.object().put("name", "Java"))
                .at("/message/message_id")
                .asLong();
        post("chats/%d/topics/%d".formatted(forum, topic), Json.object().put("closed", true));
        post("chats/%d/topics/1".formatted(forum), Json.object().put("closed", true));
        ObjectNode message = BotClient.message(new ChatId(forum), "a");
        assertThat(refusal("sendMessage", message)).isEqualTo("Bad Request: TOPIC_CLOSED");
        assertThat(refusal("sendMessage", message.put("message_thread_id", topic)))
                .isEqualTo("Bad Request: TOPIC_CLOSED");
        post("chats/%d/messages/%d/delete".formatted(forum, topic), Json.object());
        assertThat(refusal("sendMessage", message)).isEqualTo("Bad Request: message thread not found");
    }

    private static ObjectNode in(Person topic) {
        return BotClient.message(topic.chat(), "a")
                .put("message_thread_id", thread(topic).value());
    }

    private static MessageId thread(Person topic) {
        return topic.sees().getFirst().id();
    }

    private String refusal(String method, ObjectNode arguments) {
        return bot.call(method, arguments).path("description").asText();
    }

    private JsonNode post(String path, ObjectNode body) {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return Json.parse(http.send(
                            HttpRequest.newBuilder(sandbox.page().resolve("/sandbox/" + path))
                                    .header("Content-Type", "application/json")
                                    .POST(BodyPublishers.ofByteArray(Json.bytes(body)))
                                    .build(),
                            BodyHandlers.ofByteArray())
                    .body());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
