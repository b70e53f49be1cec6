package tidings.localstack.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ChannelTest {
    @AutoClose
    private final TelegramSandbox sandbox = TelegramSandbox.start(TelegramSettings.local());

    private final BotClient bot = new BotClient(sandbox);
    private final Person ada = sandbox.person("Ada");
    private final Person bob = sandbox.person("Bob");
    private final ChatId channel = sandbox.channel("Java, weekly", "java_weekly", ada, bob);
    private final Person owner = ada.in(channel);

    @Test
    void aPublicChannelIsFoundByItsNameInAnyCase() {
        JsonNode chat = bot.result("getChat", Json.object().put("chat_id", "@Java_Weekly"));

        assertThat(chat.get("id").asLong()).isEqualTo(channel.value());
        assertThat(chat.get("type").asText()).isEqualTo("channel");
        assertThat(chat.get("username").asText()).isEqualTo("java_weekly");
        assertThat(refusal("getChat", Json.object().put("chat_id", "@nobody")))
                .isEqualTo("Bad Request: chat not found");
        assertThatThrownBy(() -> sandbox.channel("Another", "JAVA_weekly", bob)).hasMessageContaining("there is a");
    }

    @Test
    void aBotThatIsNoAdministratorNeitherPostsNorSeesTheMembers() {
        assertThat(member(me()).get("status").asText()).isEqualTo("left");
        assertThat(refusal("getChatMember", asked(ada.id().value())))
                .isEqualTo("Bad Request: member list is inaccessible");
        assertThat(refusal("sendMessage", BotClient.message(channel, "a")))
                .isEqualTo("Forbidden: bot is not a member of the channel chat");
    }

    @Test
    void anAdministratorThatMayPostDoes() {
        owner.promotesTheBot();
        assertThat(bot.updates().getLast().at("/my_chat_member/chat/type").asText())
                .isEqualTo("channel");
        assertThat(member(me()).get("can_post_messages").asBoolean()).isTrue();
        assertThat(member(me()).has("can_manage_topics")).isFalse();
        assertThat(member(ada.id().value()).get("status").asText()).isEqualTo("creator");
        assertThat(member(bob.id().value()).get("status").asText()).isEqualTo("member");

        JsonNode post = bot.result("sendMessage", BotClient.message(channel, "Hello"));
        assertThat(post.has("from")).isFalse();
        assertThat(post.at("/sender_chat/id").asLong()).isEqualTo(channel.value());
        assertThat(bob.in(channel).hears()).extracting(SeenMessage::text).containsExactly("Hello");

        owner.mutesTheBot();
        assertThat(member(me()).get("can_post_messages").asBoolean()).isFalse();
        assertThat(refusal("sendMessage", BotClient.message(channel, "b")))
                .isEqualTo("Bad Request: need administrator rights in the channel chat");
    }

    @Test
    void aBotThatWasRemovedIsToldSo() {
        owner.promotesTheBot();
        owner.blocksTheBot();

        assertThat(bot.updates()
                        .getLast()
                        .at("/my_chat_member/new_chat_member/status")
                        .asText())
                .isEqualTo("kicked");
        assertThat(refusal("getChat", Json.object().put("chat_id", "@java_weekly")))
                .isEqualTo("Forbidden: bot was kicked from the channel chat");
    }

    @Test
    void administratorsAlonePostAndTheBotGetsThatAsAPostOfTheChannel() {
        owner.promotesTheBot();
        owner.says("/help");

        JsonNode post = bot.updates().getLast().get("channel_post");
        assertThat(post.get("text").asText()).isEqualTo("/help");
        assertThat(post.has("from")).isFalse();
        assertThatThrownBy(() -> bob.in(channel).says("a")).hasMessageContaining("only administrators write");
    }

    @Test
    void readersPressButtons() {
        owner.promotesTheBot();
        bot.result("sendMessage", BotClient.withButton(BotClient.message(channel, "Page 1"), "Next", "p2"));
        bob.in(channel).presses("Next");

        JsonNode press = bot.updates().getLast().get("callback_query");
        assertThat(press.at("/from/id").asLong()).isEqualTo(bob.id().value());
        assertThat(press.at("/message/chat/type").asText()).isEqualTo("channel");
    }

    private long me() {
        return bot.result("getMe", Json.object()).get("id").asLong();
    }

    private ObjectNode asked(long user) {
        return Json.object().put("chat_id", channel.value()).put("user_id", user);
    }

    private JsonNode member(long user) {
        return bot.result("getChatMember", asked(user));
    }

    private String refusal(String method, ObjectNode call) {
        return bot.call(method, call).get("description").asText();
    }
}
