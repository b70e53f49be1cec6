package tidings.localstack.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ForumTest {
    @AutoClose
    private final TelegramSandbox sandbox = TelegramSandbox.start(TelegramSettings.local());

    private final BotClient bot = new BotClient(sandbox);
    private final Person ada = sandbox.person("Ada");
    private final Person there = ada.in(sandbox.group("Readers", ada)).migratesTheGroup();

    @BeforeEach
    void enableTopics() {
        there.enablesTopics();
    }

    @Test
    void aMessageInATopicNamesIt() {
        Person inJava = there.opensTopic("Java");
        MessageId asked = inJava.says("/top java");
        there.says("/help");

        List<JsonNode> told = bot.updates();
        JsonNode began = told.get(told.size() - 3).get("message");
        JsonNode question = told.get(told.size() - 2).get("message");
        assertThat(began.at("/forum_topic_created/name").asText()).isEqualTo("Java");
        assertThat(question.get("message_thread_id").asLong())
                .isEqualTo(began.get("message_id").asLong());
        assertThat(question.get("is_topic_message").asBoolean()).isTrue();
        assertThat(question.at("/chat/is_forum").asBoolean()).isTrue();
        assertThat(told.getLast().get("message").has("is_topic_message")).isFalse();

        ObjectNode inGeneral = BotClient.message(there.chat(), "In general");
        bot.result("sendMessage", inGeneral);
        ObjectNode inTopic = BotClient.message(there.chat(), "In the topic")
                .put("message_thread_id", began.get("message_id").asLong());
        assertThat(bot.result("sendMessage", inTopic).get("message_thread_id"))
                .isEqualTo(question.get("message_thread_id"));
        ObjectNode reply = BotClient.message(there.chat(), "A reply");
        reply.putObject("reply_parameters").put("message_id", asked.value());
        bot.result("sendMessage", reply);
        assertThat(inJava.hears()).extracting(SeenMessage::text).containsExactly("In the topic", "A reply");
    }

    @Test
    void pressesInATopicNameIt() {
        Person inJava = there.opensTopic("Java");
        ObjectNode card = BotClient.withButton(BotClient.message(there.chat(), "Page 1"), "Next", "p2")
                .put("message_thread_id", inJava.sees().getFirst().id().value());
        bot.result("sendMessage", card);
        inJava.presses("Next");
        assertThat(bot.updates()
                        .getLast()
                        .at("/callback_query/message/is_topic_message")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void theBotCreatesATopicAsAnAdministratorAlone() {
        ObjectNode call = Json.object().put("chat_id", there.chat().value()).put("name", "Releases");
        assertThat(bot.call("createForumTopic", call).get("description").asText())
                .isEqualTo("Bad Request: not enough rights to create a topic");
        there.promotesTheBot();
        assertThat(bot.updates()
                        .getLast()
                        .at("/my_chat_member/new_chat_member/can_manage_topics")
                        .asBoolean())
                .isTrue();
        JsonNode topic = bot.result("createForumTopic", call);
        assertThat(topic.get("name").asText()).isEqualTo("Releases");
        assertThat(topic.get("icon_color").asInt()).isEqualTo(0x6FB9F0);
        Person inTopic =
                there.inTopic(new MessageId(topic.get("message_thread_id").asLong()));
        inTopic.says("/top java");
        assertThat(inTopic.sees()).extracting(SeenMessage::text).containsExactly("", "/top java");
    }

    @Test
    void topicsExistInForumsAlone() {
        ChatId group = sandbox.group("Writers", ada);
        ObjectNode call = Json.object().put("chat_id", group.value()).put("name", "Releases");
        assertThat(bot.call("createForumTopic", call).get("description").asText())
                .isEqualTo("Bad Request: the chat is not a forum");
        assertThatThrownBy(() -> ada.in(group).enablesTopics()).hasMessageContaining("only a supergroup");
        assertThatThrownBy(() -> ada.in(group).opensTopic("Java")).hasMessageContaining("only a forum");
    }

    @Test
    void aThreadThatDoesNotExistIsNotFound() {
        ObjectNode message = BotClient.message(there.chat(), "a").put("message_thread_id", 77);
        assertThat(bot.call("sendMessage", message).get("description").asText())
                .isEqualTo("Bad Request: message thread not found");
        assertThatThrownBy(() -> there.inTopic(new MessageId(77)).says("a")).hasMessageContaining("no topic 77");
    }
}
