package tidings.bot;

import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tidings.cards.AlarmButtons;
import tidings.cards.AlarmButtons.AlarmPress;
import tidings.chats.ChatState;
import tidings.domain.ChatId;
import tidings.messages.AlarmMessage.ButtonPressedV1;
import tidings.messages.AlarmMessage.ButtonPressedV1.Button;
import tidings.ratelimit.SharedState.Change;

import static org.assertj.core.api.Assertions.assertThat;

/// Whether a chat is open to the bot, as updates show it, and what a group became.
class OpenChatsTest {
    private static final ChatId GROUP = new ChatId(-7);
    private static final String TIDINGS = "{\"id\": 1, \"is_bot\": true, \"first_name\": \"Tidings\"}";
    private static final String ADA = "{\"id\": 7, \"is_bot\": false, \"first_name\": \"Ada\"}";

    private final TestBot bot = new TestBot();

    static Stream<String> signsThatAChatIsOpen() {
        return Stream.of(
                message("\"text\": \"/help\""),
                message("\"text\": \"good morning\""),
                message("\"caption\": \"look\", \"photo\": []"),
                message("\"photo\": []"),
                message("\"dice\": {\"emoji\": \"🎲\", \"value\": 3}"),
                message("\"new_chat_members\": [" + TIDINGS + "], \"new_chat_participant\": " + TIDINGS),
                message("\"left_chat_member\": " + ADA),
                message("\"new_chat_title\": \"Readers\""),
                message("\"group_chat_created\": true"),
                message("\"migrate_from_chat_id\": -8"),
                TestBot.press(1, GROUP.value(), "group", "top|1|java|day|5"),
                membership("member", ""),
                membership("administrator", ", \"can_be_edited\": false"),
                membership("restricted", ", \"is_member\": true, \"can_send_messages\": true"));
    }

    @ParameterizedTest
    @MethodSource("signsThatAChatIsOpen")
    void anySignOfLifeOpensAChat(String update) {
        block();

        bot.handle(update);

        assertThat(blocked()).isFalse();
    }

    static Stream<String> signsThatAChatIsClosed() {
        return Stream.of(
                membership("left", ""),
                membership("kicked", ""),
                membership("restricted", ", \"is_member\": true, \"can_send_messages\": false"),
                membership("restricted", ", \"is_member\": false, \"can_send_messages\": true"));
    }

    @ParameterizedTest
    @MethodSource("signsThatAChatIsClosed")
    void aChatThatShutsTheBotOutOrUpIsClosed(String update) {
        bot.handle(update);

        assertThat(blocked()).isTrue();
        assertThat(bot.outbox).isEmpty();
    }

    @Test
    void aBotThatLeftSaysNothingOfTheChat() {
        String left = message("\"left_chat_member\": " + TIDINGS);
        bot.handle(left);
        assertThat(blocked()).isFalse();

        block();
        bot.handle(left);
        assertThat(blocked()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"dice\": {\"emoji\": \"🎲\", \"value\": 3}", "\"new_chat_title\": \"Readers\""})
    void whatAsksNothingIsNotAnswered(String content) {
        bot.handle(message(content));

        assertThat(bot.outbox).isEmpty();
        assertThat(bot.chats.state(GROUP).get()).as("nothing is written for it").isEmpty();
    }

    @Test
    void aGroupThatBecomesASupergroupIsFollowed() {
        bot.handle(message("\"migrate_to_chat_id\": -1007"));

        assertThat(bot.chats.current(GROUP)).isEqualTo(new ChatId(-1007));
    }

    @Test
    void operatorsPressButtonsInTheSupergroupThatTheirGroupBecame() {
        ChatId supergroup = new ChatId(-1004711);
        String mute = AlarmButtons.PRESS.data(new AlarmPress(Button.MUTE, "0a1b2c3d4e"));
        bot.pressesInAGroup(supergroup.value(), mute);
        assertThat(bot.alarms).as("it is some other group").isEmpty();

        bot.chats
                .state(TestBot.OPERATORS)
                .change(_ -> Change.to(ChatState.NEW.movedTo(supergroup, TestBot.NOON), true));
        bot.pressesInAGroup(supergroup.value(), mute);

        assertThat(bot.alarms).containsExactly(new ButtonPressedV1("0a1b2c3d4e", Button.MUTE, "press-1", "Ada"));
    }

    private void block() {
        bot.chats.state(GROUP).change(_ -> Change.to(ChatState.NEW.blockedAt(TestBot.NOON), true));
    }

    private boolean blocked() {
        return bot.chats.state(GROUP).get().flatMap(ChatState::blocked).equals(Optional.of(TestBot.NOON));
    }

    private static String message(String content) {
        return """
                {"update_id": 1, "message": {"message_id": 3, "date": 1, "from": %s,
                 "chat": {"id": -7, "type": "group", "title": "Readers"}, %s}}""".formatted(ADA, content);
    }

    private static String membership(String status, String more) {
        return """
                {"update_id": 1, "my_chat_member": {"chat": {"id": -7, "type": "group"}, "date": 1, "from": %s,
                 "old_chat_member": {"status": "member", "user": %s},
                 "new_chat_member": {"status": "%s", "until_date": 0, "user": %s%s}}}""".formatted(ADA, TIDINGS, status, TIDINGS, more);
    }
}
