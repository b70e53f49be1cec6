package tidings.bot;

import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tidings.aws.UnreadableException;
import tidings.bot.Interaction.ButtonPress;
import tidings.bot.Interaction.MembershipChange;
import tidings.bot.Interaction.Origin;
import tidings.bot.Interaction.Person;
import tidings.bot.Interaction.Replied;
import tidings.bot.Interaction.Text;
import tidings.domain.ChatId;
import tidings.domain.Place;
import tidings.telegram.CardId;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class UpdateReaderTest {
    private static Optional<Interaction> read(String update) {
        return ((Incoming.FromTelegram) Incoming.read(update)).interaction();
    }

    /// What Telegram sends beside a command in a private chat.
    private static String beside(String part) {
        return """
                {"update_id": 1, %s, "message": {"message_id": 1, "date": 1, "text": "/top java", %s,
                 "from": {"id": 7, "is_bot": false, "first_name": "Ada"}, "chat": {"id": 7, "type": "private"}}}""".formatted(part, part);
    }

    /// Kinds, types and values that no version of the API has, and some that one of them will have.
    @ParameterizedTest
    @ValueSource(strings = {"chat-sang/1", "telegram-result/9"})
    void whatANewerSenderReportsWaitsForTheNewerBot(String type) {
        String body = "{\"type\": \"" + type + "\", \"chat\": 7, \"id\": \"1/ask\"}";

        assertThatThrownBy(() -> Incoming.read(body))
                .isInstanceOfSatisfying(
                        UnreadableException.class, e -> assertThat(e.isNewer()).isTrue());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"mood\": {\"type\": \"sunny\", \"level\": 3}",
                "\"reply_to_message\": {\"message_id\": 2, \"chat_wallpaper_set\": {\"type\": {\"type\": \"lava\"}}}",
                "\"reply_to_message\": {\"rich_text\": {\"blocks\": [{\"type\": \"verse\", \"text\": {\"type\": \"wavy\"}}]}}",
                "\"reply_to_message\": 7",
                "\"reply_to_message\": {\"text\": {\"nested\": true}, \"caption\": [1]}",
                "\"external_reply\": {\"origin\": {\"type\": \"comet\"}, \"paid_media\": {\"paid_media\": [{}]}}",
                "\"quote\": \"no object\"",
                "\"entities\": {\"offset\": \"0\"}",
                "\"entities\": [{\"type\": \"glow\", \"offset\": -1, \"length\": null}]",
                "\"date\": \"yesterday\", \"message_id\": null",
                "\"sender_chat\": null, \"forward_origin\": null, \"via_bot\": null",
                "\"message_thread_id\": \"seven\", \"is_topic_message\": \"perhaps\"",
                "\"gift\": [[[[{\"stars\": 1e400}]]]]",
                "\"big\": 123456789012345678901234567890"
            })
    void whatTheBotDoesNotNeedDoesNotMatter(String part) {
        assertThat(read(beside(part))).get().isInstanceOfSatisfying(Text.class, text -> {
            assertThat(text.text()).isEqualTo("/top java");
            assertThat(text.origin().place()).isEqualTo(Place.of(new ChatId(7)));
            assertThat(text.origin().alone()).isTrue();
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"update_id\":1}",
                "{\"update_id\":\"x\",\"message\":null}",
                "{\"update_id\":1,\"message\":[]}",
                "{\"update_id\":1,\"message\":{\"left_chat_member\":{\"id\":9,\"is_bot\":true},\"chat\":{\"id\":-7}}}",
                "{\"update_id\":1,\"message\":{\"text\":\"/help\"}}",
                "{\"update_id\":1,\"message\":{\"text\":\"/help\",\"chat\":{\"id\":\"1\"}}}",
                "{\"update_id\":1,\"message\":{\"text\":\"/help\",\"chat\":{\"id\":99999999999999999999}}}",
                "{\"update_id\":1,\"edited_message\":{\"message_id\":1,\"date\":1,\"text\":\"/help\",\"chat\":{\"id\":1,\"type\":\"private\"}}}",
                "{\"update_id\":1,\"channel_post\":{\"message_id\":1,\"date\":1,\"text\":\"/help\",\"chat\":{\"id\":-1,\"type\":\"channel\"}}}",
                "{\"update_id\":1,\"callback_query\":{\"data\":\"x\",\"from\":{\"id\":7}}}",
                "{\"update_id\":1,\"callback_query\":{\"id\":\"1\",\"data\":\"x\"}}",
                "{\"update_id\":1,\"my_chat_member\":{\"chat\":{\"id\":-7}}}",
                "{\"update_id\":1,\"my_chat_member\":{\"new_chat_member\":{\"status\":\"left\"}}}",
                "{\"update_id\":1,\"tomorrow\":{\"a\":1}}"
            })
    void anUpdateThatAsksNothingOrCannotBeAnsweredIsNoInteraction(String update) {
        assertThat(read(update)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"photo\": []",
                "\"text\": \"\", \"caption\": \" \"",
                "\"text\": {\"a\": 1}",
                "\"new_chat_members\": [{\"id\": 9, \"is_bot\": true}]",
                "\"left_chat_member\": {\"id\": 8, \"is_bot\": false}",
                "\"migrate_to_chat_id\": \"-1007\""
            })
    void aMessageThatAsksNothingShowsThatTheBotIsInTheChat(String content) {
        assertThat(read("{\"update_id\": 1, \"message\": {\"chat\": {\"id\": -7}, " + content + "}}"))
                .contains(new MembershipChange(new Origin(1, Place.of(new ChatId(-7)), false, Optional.empty()), true));
    }

    @Test
    void aGroupThatBecameASupergroupNamesIt() {
        assertThat(read("{\"update_id\": 1, \"message\": {\"chat\": {\"id\": -7}, \"migrate_to_chat_id\": -1007}}"))
                .get()
                .isInstanceOfSatisfying(
                        MembershipChange.class,
                        change -> assertThat(change.movedTo()).contains(new ChatId(-1007)));
    }

    @ParameterizedTest
    @CsvSource({
        "'\"status\": \"member\"', true",
        "'\"status\": \"administrator\"', true",
        "'\"status\": \"of tomorrow\"', true",
        "'\"status\": \"left\"', false",
        "'\"status\": \"kicked\", \"until_date\": \"never\"', false",
        "'\"status\": \"restricted\", \"can_send_messages\": true', true",
        "'\"status\": \"restricted\", \"can_send_messages\": false', false"
    })
    void aMembershipSaysWhetherTheBotMayWrite(String member, boolean may) {
        assertThat(read("{\"update_id\": 1, \"my_chat_member\": {\"chat\": {\"id\": -7}, \"new_chat_member\": {"
                        + member + "}}}"))
                .get()
                .isInstanceOfSatisfying(
                        MembershipChange.class,
                        change -> assertThat(change.member()).isEqualTo(may));
    }

    /// The message's own id is that of the chat's thread only where Telegram calls it a topic.
    @ParameterizedTest
    @CsvSource({
        "'\"message_thread_id\": 77, \"is_topic_message\": true', 77",
        "'\"message_thread_id\": 77, \"is_topic_message\": false',",
        "'\"message_thread_id\": 77',",
        "'\"message_thread_id\": 1, \"is_topic_message\": true',",
        "'\"is_topic_message\": true',",
        "'\"is_topic_message\": true, \"message_thread_id\": -1',"
    })
    void whatIsAskedInAForumTopicIsAnsweredThere(String thread, Integer topic) {
        OptionalInt expected = topic == null ? OptionalInt.empty() : OptionalInt.of(topic);
        for (String update : new String[] {"""
            {"update_id": 1, "message": {"message_id": 9, "text": "/help", %s, "chat": {"id": -7}}}""", """
            {"update_id": 1, "message": {"message_id": 9, "caption": "/help", "photo": [], %s, "chat": {"id": -7}}}""", """
            {"update_id": 1, "message": {"message_id": 9, "text": "/help", %s, "chat": {"id": -7},
             "reply_to_message": {"message_id": 77, "text": "hi", "chat": {"id": -7}}}}""", """
            {"update_id": 1, "callback_query": {"id": "p", "data": "x", "from": {"id": 7, "first_name": "Ada"},
             "message": {"message_id": 9, %s, "chat": {"id": -7}}}}"""}) {
            assertThat(read(update.formatted(thread)).orElseThrow().origin().place())
                    .as(update)
                    .isEqualTo(new Place(new ChatId(-7), expected));
        }
    }

    @Test
    void aCommandThatRepliesHasTheQuotedWordsElseTheTextOrTheCaption() {
        assertThat(repliedTo("\"reply_to_message\": {\"text\": \"all of it\"}, \"quote\": {\"text\": \"it\"}"))
                .contains("it");
        assertThat(repliedTo("\"reply_to_message\": {\"text\": \"all of it\"}")).contains("all of it");
        assertThat(repliedTo("\"reply_to_message\": {\"caption\": \"a cake\", \"photo\": []}"))
                .contains("a cake");
        assertThat(repliedTo("\"external_reply\": {\"origin\": {}}, \"quote\": {\"text\": \"elsewhere\"}"))
                .contains("elsewhere");
        assertThat(repliedTo("\"reply_to_message\": {\"forum_topic_created\": {\"name\": \"Books\"}}"))
                .isEmpty();
    }

    private static Optional<String> repliedTo(String part) {
        return ((Text) read(beside(part)).orElseThrow()).repliedTo().map(Replied::text);
    }

    @Test
    void anAnonymousAdministratorIsNobodyInParticular() {
        Interaction said = read("""
                {"update_id": 1, "message": {"text": "/help", "chat": {"id": -7}, "sender_chat": {"id": -7},
                 "from": {"id": 1087968824, "is_bot": true, "first_name": "Group"}}}""").orElseThrow();

        assertThat(said.origin().person()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"from\": {\"id\": 9, \"is_bot\": true, \"first_name\": \"Other\"}",
                "\"forward_origin\": {\"type\": \"user\"}",
                "\"forward_origin\": {\"type\": \"channel\"}, \"is_automatic_forward\": true, \"sender_chat\": {\"id\": -9}",
                "\"via_bot\": {\"id\": 9, \"is_bot\": true, \"first_name\": \"Other\"}"
            })
    void inAGroupTheWordsOfOthersAreNotForTheBot(String sender) {
        assertThat(read("{\"update_id\": 1, \"message\": {\"text\": \"/help\", \"chat\": {\"id\": -7}, " + sender
                        + "}}"))
                .get()
                .isInstanceOf(MembershipChange.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"inline_message_id\": \"i-1\", \"data\": \"top|1|java|day|5\"",
                "\"data\": \"top|1|java|day|5\"",
                "\"message\": {\"message_id\": 5, \"date\": 0}, \"data\": \"top|1|java|day|5\"",
                "\"message\": {\"message_id\": \"5\", \"chat\": {\"id\": -7}}, \"game_short_name\": \"chess\""
            })
    void aPressUnderAMessageThatTelegramDoesNotNameIsReadAsOneThatDoesNothing(String part) {
        ButtonPress press = (ButtonPress) read("""
                {"update_id": 1, "callback_query": {"id": "p", "from": {"id": 7, "first_name": "Ada"}, %s}}""".formatted(part)).orElseThrow();

        assertThat(press.id()).isEqualTo("p");
        assertThat(press.data()).isEmpty();
        assertThat(press.origin().person()).contains(new Person(7, "Ada", ""));
    }

    @Test
    void aPressUnderAnOldMessageIsOneOfItsCard() {
        ButtonPress press = (ButtonPress) read("""
                {"update_id": 1, "callback_query": {"id": "p", "from": {"id": 7, "first_name": "Ada"}, "data": "x",
                 "message": {"message_id": 5, "date": 0, "chat": {"id": -7, "type": "group"}}}}""").orElseThrow();

        assertThat(press.card()).isEqualTo(CardId.ofMessage(5));
        assertThat(press.origin().place()).isEqualTo(Place.of(new ChatId(-7)));
    }

    @Test
    void halvesOfCharactersAndCharactersThatNobodyTakesAreReplaced() {
        Text text =
                (Text) read("{\"update_id\": 1, \"message\": {\"text\": \"a\\ud800b\\uffffc\\u0000d\\ud83d\\ude42\","
                                + " \"chat\": {\"id\": 7}}}")
                        .orElseThrow();

        assertThat(text.text()).isEqualTo("a\uFFFDb\uFFFDc\uFFFDd🙂");
    }
}
