package tidings.localstack.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class GroupTest {
    @AutoClose
    private final TelegramSandbox sandbox = TelegramSandbox.start(TelegramSettings.local());

    private final BotClient bot = new BotClient(sandbox);
    private final Person ada = sandbox.person("Ada");
    private final Person bob = sandbox.person("Bob");
    private final Person eve = sandbox.person("Eve");
    private final ChatId group = sandbox.group("Readers", ada, bob);

    @Test
    void theFirstMemberOfAGroupIsItsCreator() {
        assertThat(status(group, ada)).isEqualTo("creator");
        assertThat(status(group, bob)).isEqualTo("member");
        assertThat(status(group, eve)).isEqualTo("left");
        assertThat(status(ada.chat(), ada)).isEqualTo("member");
    }

    @Test
    void administratorsMakeMembersAdministratorsAndStayOnesInTheSupergroup() {
        assertThatThrownBy(() -> bob.in(group).promotes(bob)).hasMessageContaining("only administrators of a group");
        assertThatThrownBy(() -> ada.in(group).promotes(eve)).hasMessageContaining("is not in this chat");
        ada.in(group).promotes(bob);
        JsonNode member = bot.result("getChatMember", asked(group, bob.id().value()));
        assertThat(member.get("status").asText()).isEqualTo("administrator");
        assertThat(member.get("can_manage_chat").asBoolean()).isTrue();
        assertThat(member.at("/user/first_name").asText()).isEqualTo("Bob");

        ChatId supergroup = ada.in(group).migratesTheGroup().chat();
        assertThat(status(supergroup, ada)).isEqualTo("creator");
        assertThat(status(supergroup, bob)).isEqualTo("administrator");
    }

    @Test
    void aStrangerIsNoMemberOfAnyChat() {
        assertThat(bot.call("getChatMember", asked(group, 42))
                        .get("description")
                        .asText())
                .isEqualTo("Bad Request: user not found");
        assertThat(bot.call("getChatMember", asked(new ChatId(-42), ada.id().value()))
                        .get("description")
                        .asText())
                .isEqualTo("Bad Request: chat not found");
    }

    @Test
    void aBotThatWasRemovedNeitherReadsNorWritesUntilItIsAddedAgain() {
        bob.in(group).blocksTheBot();
        bob.in(group).says("/top java");
        assertThat(bot.call("sendMessage", BotClient.message(group, "a"))
                        .get("description")
                        .asText())
                .isEqualTo("Forbidden: bot was kicked from the group chat");
        bob.in(group).unblocksTheBot();
        bob.in(group).says("/top hiking");
        bot.send(group, "a");

        List<JsonNode> updates = bot.updates();
        assertThat(updates.stream()
                        .filter(update -> update.has("my_chat_member"))
                        .map(update -> update.at("/my_chat_member/new_chat_member/status")
                                .asText()))
                .containsExactly("member", "left", "member");
        assertThat(updates.getLast().at("/message/text").asText()).isEqualTo("/top hiking");
        assertThat(updates).as("three changes, the bot that joins, a command").hasSize(5);
    }

    @Test
    void aBotThatWasRemovedFromASupergroupIsKicked() {
        Person there = ada.in(group).migratesTheGroup();
        there.blocksTheBot();
        assertThat(bot.updates()
                        .getLast()
                        .at("/my_chat_member/new_chat_member/status")
                        .asText())
                .isEqualTo("kicked");
        assertThat(bot.call("sendMessage", BotClient.message(there.chat(), "a"))
                        .get("description")
                        .asText())
                .isEqualTo("Forbidden: bot was kicked from the supergroup chat");
    }

    private String status(ChatId chat, Person person) {
        return bot.result("getChatMember", asked(chat, person.id().value()))
                .get("status")
                .asText();
    }

    private static ObjectNode asked(ChatId chat, long user) {
        return Json.object().put("chat_id", chat.value()).put("user_id", user);
    }
}
