package tidings.bot;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tidings.aws.Json;
import tidings.domain.ChatId;
import tidings.domain.PostId;
import tidings.messages.OutboxMessage.TelegramCallV1;

import static org.assertj.core.api.Assertions.assertThat;

/// Who says something to the bot in a group or as a reply to one of its cards.
class AddressedTest {
    private final TestBot bot = new TestBot();

    @Test
    void aReplyIsAboutTheCardThatItRepliesTo() {
        ReferencesTest.posted(bot);
        bot.says("/top java");
        bot.handle(replying(7, "private", "save the second one", "TidingsBot", "a11", "a12"));

        assertThat(bot.services.stores().saved().find(TestBot.ADA, new PostId("a12")))
                .isPresent();
    }

    @Test
    void inAGroupNobodyIsInterrupted() {
        bot.chats.botIs("TidingsBot");
        ReferencesTest.posted(bot);
        bot.saysInAGroup("/top java");
        int shown = bot.outbox.size();

        bot.saysInAGroup("the second one");
        bot.saysInAGroup("more");
        bot.saysInAGroup("@other_bot more");
        bot.saysInAGroup("the second one, @TidingsBot2");
        bot.saysInAGroup("I asked @TidingsBot for more of it");
        bot.handle(replying(-7, "group", "the second one", "", "a1", "a2"));
        bot.handle(replying(-7, "group", "the second one", "other_bot", "a1", "a2"));
        bot.handle(replying(-7, "group", "that was good news", "TidingsBot", "a1", "a2"));

        assertThat(bot.outbox).hasSize(shown);
    }

    @ParameterizedTest
    @CsvSource({
        "@TidingsBot the second one, no 2<",
        "the third @tidingsbot, no 3<",
        "'@TidingsBot, number 4!', no 4<",
        "@TidingsBot more, no 6",
        "@TidingsBot das zweite, no 2<",
        "/more@TidingsBot, no 6",
        "/again@TidingsBot, no 1<",
        "@TidingsBot again, no 1<",
        "@TidingsBot top java, no 1<",
        "@TidingsBot thanks, You’re welcome"
    })
    void whoNamesTheBotInAGroupIsUnderstood(String said, String answer) {
        bot.chats.botIs("TidingsBot");
        ReferencesTest.posted(bot);
        bot.saysInAGroup("/top java");

        bot.saysInAGroup(said);

        assertThat(bot.lastCard().html()).contains(answer);
        assertThat(bot.lastCard().chat()).isEqualTo(new ChatId(-7));
    }

    @Test
    void inAGroupAReplyIsAboutTheCardThatItRepliesTo() {
        bot.chats.botIs("TidingsBot");
        ReferencesTest.posted(bot);
        bot.saysInAGroup("/top java");

        bot.handle(replying(-7, "group", "the second one", "TidingsBot", "a11", "a12"));
        assertThat(bot.lastCard().html()).contains("Title no 12<");
        bot.handle(replying(-7, "group", "why?", "TidingsBot", "a9"));
        assertThat(bot.lastCard().html()).contains("Title no 9");
    }

    /// In a group, administrators alone save; who that is, Telegram is asked.
    @Test
    void savingInAGroupIsForAdministratorsByNumberToo() {
        bot.chats.botIs("TidingsBot");
        ReferencesTest.posted(bot);
        bot.saysInAGroup("/top java");
        bot.saysInAGroup("@TidingsBot save the third");

        assertThat(bot.outbox.getLast())
                .isInstanceOfSatisfying(
                        TelegramCallV1.class,
                        asked -> assertThat(asked.context().values()).anyMatch(value -> value.contains("redd.it/a3")));
    }

    @Test
    void inAForumEachTopicHasItsOwnLast() {
        bot.chats.botIs("TidingsBot");
        ReferencesTest.posted(bot);
        bot.handle(inTopic(4, "/top java"));
        bot.handle(inTopic(5, "@TidingsBot the second one"));
        assertThat(bot.lastCard().html()).contains("I’m here for Reddit");

        bot.handle(inTopic(4, "@TidingsBot the second one"));
        assertThat(bot.lastCard().html()).contains("Title no 2<");
        assertThat(bot.lastCard().place().topic()).hasValue(4);
    }

    private long updates = 1_000;

    private String inTopic(int topic, String text) {
        return """
                {"update_id": %d, "message": {"message_id": 2, "text": %s, "message_thread_id": %d,
                 "is_topic_message": true, "chat": {"id": -7, "type": "supergroup"},
                 "reply_to_message": {"message_id": %d, "forum_topic_created": {"name": "News"},
                  "from": {"id": 9, "is_bot": true, "first_name": "Tidings", "username": "TidingsBot"}},
                 "from": {"id": 7, "is_bot": false, "first_name": "Ada", "language_code": "en"}}}""".formatted(++updates, Json.write(text), topic, topic);
    }

    /// @param author its name if it is a bot
    private String replying(long chat, String type, String text, String author, String... posts) {
        String links = Stream.of(posts)
                .map(post -> "{\"type\": \"text_link\", \"offset\": 0, \"length\": 1, \"url\": \"https://redd.it/%s\"}"
                        .formatted(post))
                .collect(Collectors.joining(", "));
        return """
                {"update_id": %d, "message": {"message_id": 2, "text": %s, "chat": {"id": %d, "type": "%s"},
                 "reply_to_message": {"message_id": 1, "text": "A card", "entities": [%s],
                  "from": {"id": 9, "is_bot": %s, "first_name": "Somebody", "username": "%s"}},
                 "from": {"id": 7, "is_bot": false, "first_name": "Ada", "language_code": "en"}}}""".formatted(++updates, Json.write(text), chat, type, links, !author.isEmpty(), author);
    }
}
