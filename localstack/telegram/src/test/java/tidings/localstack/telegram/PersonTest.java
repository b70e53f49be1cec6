package tidings.localstack.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PersonTest {
    @AutoClose
    private final TelegramSandbox sandbox = TelegramSandbox.start(TelegramSettings.local());

    private final BotClient bot = new BotClient(sandbox);
    private final Person ada = sandbox.person("Ada");

    @Test
    void saysSeesAndPresses() {
        ada.says("/top java");
        bot.result("sendMessage", BotClient.withButton(BotClient.message(ada.chat(), "Page 1"), "Next", "p2"));
        assertThat(ada.sees()).extracting(SeenMessage::text).containsExactly("/top java", "Page 1");
        assertThat(ada.hears().getFirst().buttons()).containsExactly("Next");

        Person.PendingAnswer pressed = ada.presses("Next");
        assertThat(pressed.answer()).isEmpty();
        JsonNode query = bot.updates().getLast().get("callback_query");
        assertThat(query.get("data").asText()).isEqualTo("p2");
        assertThat(query.at("/message/text").asText()).isEqualTo("Page 1");
        bot.result(
                "answerCallbackQuery",
                Json.object().put("callback_query_id", query.get("id").asText()).put("text", "Coming"));
        assertThat(pressed.answer()).contains("Coming");
        assertThatThrownBy(() -> ada.presses("Back"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("no button \"Back\"; there are [Next]");
    }

    @Test
    void aPictureIsSentWithItsCaptionWhichMayBeACommand() {
        ada.shows(Pictures.png(90, 60), "/classify a cake");

        JsonNode message = bot.updates().getLast().get("message");
        assertThat(message.get("caption").asText()).isEqualTo("/classify a cake");
        assertThat(message.at("/caption_entities/0/type").asText()).isEqualTo("bot_command");
        assertThat(message.at("/photo/0/width").asInt()).isEqualTo(90);
        assertThat(message.has("text")).isFalse();
        assertThatThrownBy(() -> ada.shows(Pictures.png(9, 9), "a".repeat(1_025)))
                .hasMessageContaining("caption is too long");
        assertThatThrownBy(() -> ada.shows(new byte[] {1}, "")).hasMessageContaining("IMAGE_PROCESS_FAILED");
    }

    @Test
    void peopleEditOnlyTheirOwnMessages() {
        MessageId said = ada.says("/top jva");
        ada.corrects(said, "/top java");
        JsonNode edited = bot.updates().getLast().get("edited_message");
        assertThat(edited.get("text").asText()).isEqualTo("/top java");
        assertThat(edited.has("edit_date")).isTrue();
        MessageId bots = bot.send(ada.chat(), "Top");
        assertThatThrownBy(() -> ada.corrects(bots, "Flop")).hasMessageContaining("only what they wrote themselves");
    }

    @Test
    void inAGroupTheBotGetsOnlyWhatConcernsIt() {
        Person bob = sandbox.person("Bob");
        ChatId group = sandbox.group("Readers", ada, bob);
        MessageId bots = bot.send(group, "Hello, readers");
        ada.in(group).says("good morning");
        bob.in(group).says("/top java");
        ada.in(group).says("/top@another_bot java");
        ada.in(group).says("ask @Tidings_bot then");
        bob.in(group).replies(bots, "hello");
        assertThat(bot.updates().stream()
                        .map(update -> update.at("/message/text").asText()))
                .containsExactly("", "/top java", "ask @Tidings_bot then", "hello");
        assertThat(bot.updates()
                        .getFirst()
                        .at("/my_chat_member/new_chat_member/status")
                        .asText())
                .isEqualTo("member");
        assertThatThrownBy(() -> sandbox.person("Eve").in(group)).hasMessage("Eve is in no chat " + group.value());
    }

    @Test
    void blockingAndUnblockingAreUpdates() {
        ada.blocksTheBot();
        ada.blocksTheBot();
        ada.unblocksTheBot();
        assertThat(bot.updates().stream()
                        .map(update -> update.at("/my_chat_member/new_chat_member/status")
                                .asText()))
                .containsExactly("kicked", "member");
        ada.blocksTheBot();
        assertThatThrownBy(() -> ada.says("hello?")).hasMessageContaining("unblock it first");
    }

    @Test
    void aMigrationIsAnnouncedInBothChats() {
        ChatId group = sandbox.group("Readers", ada);
        Person there = ada.in(group).migratesTheGroup();
        List<JsonNode> told =
                bot.updates().stream().filter(update -> update.has("message")).toList();
        assertThat(told.getFirst().at("/message/migrate_to_chat_id").asLong())
                .isEqualTo(there.chat().value());
        assertThat(told.getLast().at("/message/migrate_from_chat_id").asLong()).isEqualTo(group.value());
        there.says("/start");
        assertThat(there.sees().getLast().id()).isEqualTo(new MessageId(2));
        assertThatThrownBy(() -> ada.in(group).says("anyone?")).hasMessageContaining("upgraded to a supergroup");
    }
}
