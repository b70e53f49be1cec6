package tidings.bot;

import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tidings.aws.Json;
import tidings.domain.Community;
import tidings.domain.Feed;
import tidings.domain.Period;
import tidings.messages.ScrapeMessage.ScrapeRequestedV1;

import static org.assertj.core.api.Assertions.assertThat;

/// Which texts are for the bot, in groups and between it and one person.
class WhoIsMeantTest {
    private final TestBot bot = new TestBot();

    @BeforeEach
    void named() {
        bot.chats.botIs("TidingsBot");
        bot.fetched(Duration.ofMinutes(1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/help@other_bot",
                "/start@Tidings",
                "/top@TidingsBot2 java",
                "/roll@other_bot",
                "/help@TidingsBo",
                "/HELP@OTHER_BOT"
            })
    void aCommandForAnotherBotIsMetWithSilence(String text) {
        bot.saysInAGroup(text);
        bot.says(text);

        assertThat(bot.outbox).isEmpty();
        assertThat(bot.scrapes).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/start@TidingsBot", "/start@tidingsbot", "/START@TIDINGSBOT", "／start＠TidingsBot", "/start"})
    void aCommandForThisBotIsAnswered(String text) {
        bot.saysInAGroup(text);
        bot.says(text);

        assertThat(bot.outbox).hasSize(2);
        assertThat(bot.lastCard().html()).contains("<b>Tidings</b>");
    }

    @Test
    void untilTheBotKnowsItsNameACommandOfItsOwnThatNamesABotIsTakenForItsOwn() {
        TestBot nameless = new TestBot();
        nameless.saysInAGroup("/help@TidingsBot");
        assertThat(nameless.outbox).hasSize(1);

        nameless.saysInAGroup("/roll@other_bot");
        assertThat(nameless.outbox).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/roll 2d6",
                "/r/java is nice to read",
                "/s of course",
                "/r/java",
                "/",
                "//",
                "/top/java",
                "/é",
                "/ top ten of the year",
                "/ help",
                "/\u00a0start of a long story",
                "good morning",
                "top java",
                "help",
                "r/java",
                "https://www.reddit.com/r/java",
                "🙂"
            })
    void whatIsNoCommandOfOursIsMetWithSilenceInAGroup(String text) {
        bot.saysInAGroup(text);

        assertThat(bot.outbox).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/roll 2d6 | I don’t know /roll.",
                "/s of course | I don’t know /s.",
                "/r/java is nice to read | I don’t know /r/java.",
                "/x<b>y | I don’t know /x&lt;b&gt;y.",
                "/ | I’m here for Reddit",
                "🙂 | I’m here for Reddit",
                "good morning | <b>Here’s what I can do"
            })
    void aPersonIsToldWhatTheBotDoesNotKnow(String text, String answer) {
        bot.says(text);

        assertThat(bot.outbox).hasSize(1);
        assertThat(bot.lastCard().html()).startsWith(answer);
    }

    @Test
    void anUnknownCommandForThisBotIsAnsweredInAGroupToo() {
        bot.saysInAGroup("/roll@TidingsBot");

        assertThat(bot.lastCard().html()).startsWith("I don’t know /roll.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "top java",
                "Top r/Java day",
                "TOP java 24h",
                "top: https://old.reddit.com/r/Java/?a=b",
                "r/java",
                "/r/java/",
                "https://www.reddit.com/r/java/",
                "/top /r/java/",
                "/top <https://www.reddit.com/r/java/comments/p1/a_title/>",
                "/top https://www.reddit.com/r/java/s/AbCdEfGhIj",
                "/TOP JAVA TODAY",
                "/top java today!",
                "top java of the day",
                "/top [a title](https://www.reddit.com/r/java/comments/p1/a_title/)",
                "/top\u00a0java\u00a0day",
                "/top   java \n day"
            })
    void theTopOfASubredditIsAskedForInManyWays(String text) {
        bot.says(text);

        assertThat(bot.lastCard().html()).startsWith("<b>r/java</b> · top of the day");
    }

    @ParameterizedTest
    @CsvSource({
        "de, top java Woche, WEEK",
        "de, /top java STUNDE, HOUR",
        "de, /top java Gesamt, ALL",
        "de, /top java month, MONTH",
        "de, top java diese Woche, WEEK",
        "de, /top java aller  Zeiten., ALL",
        "en, /top java weekly, WEEK",
        "en, Top java this week., WEEK",
        "en, /top java all time, ALL",
        "en, /top java 12m, YEAR"
    })
    void aPeriodIsReadInTheLanguageOfTheChatToo(String language, String text, Period period) {
        bot.says(language, text);

        assertThat(bot.scrapes)
                .singleElement()
                .isInstanceOfSatisfying(
                        ScrapeRequestedV1.class,
                        asked -> assertThat(asked.feed()).isEqualTo(new Feed(new Community("java"), period)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://redd.it/p1", "https://www.reddit.com/comments/p1"})
    void aLinkThatNamesNoSubredditIsToldFromAWrongName(String link) {
        bot.says("/top " + link);

        assertThat(bot.lastCard().html()).startsWith("That link doesn’t say which subreddit");
    }

    @Test
    void aCaptionIsReadLikeAText() {
        for (long chat : new long[] {7, -7}) {
            bot.handle(captioned(10 - chat, chat, "/classify My sourdough does not rise"));
            assertThat(bot.lastCard().html()).contains("Food");
            bot.outbox.clear();
        }
        bot.handle(captioned(20, -7, "My sourdough"));
        assertThat(bot.outbox).isEmpty();

        bot.handle(captioned(21, 7, "My sourdough"));
        assertThat(bot.lastCard().html()).contains("My sourdough");

        bot.handle(captioned(22, 7, "top java"));
        bot.handle(captioned(23, -7, "@TidingsBot top java"));
        assertThat(bot.outbox).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sticker", "voice", "video_note", "photo", "document", "location"})
    void whoSendsNoWordsToTheBotAloneIsToldWhatItReads(String kind) {
        bot.handle(sent(30, 7, "\"%s\": {\"file_id\": \"f\"}".formatted(kind)));
        assertThat(bot.lastCard().html()).startsWith("I can only read text");
        bot.outbox.clear();

        bot.handle(sent(31, -7, "\"%s\": {\"file_id\": \"f\"}".formatted(kind)));
        assertThat(bot.outbox).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"voice\": {}, \"media_group_id\": \"1\"",
                "\"pinned_message\": {}",
                "\"a_kind_of_tomorrow\": {}"
            })
    void ofAnAlbumAndOfWhatTelegramTellsNobodyIsTold(String content) {
        bot.handle(sent(30, 7, content));

        assertThat(bot.outbox).isEmpty();
    }

    private static String sent(long update, long chat, String content) {
        return """
            {"update_id": %d, "message": {"message_id": 1, %s, "chat": {"id": %d},
             "from": {"id": 7, "is_bot": false, "first_name": "Ada"}}}\
            """.formatted(update, content, chat);
    }

    private static String captioned(long update, long chat, String caption) {
        return """
            {"update_id": %d, "message": {"message_id": 1, "caption": %s, "chat": {"id": %d},
             "photo": [{"file_id": "f", "width": 90, "height": 90}],
             "from": {"id": 7, "is_bot": false, "first_name": "Ada"}}}\
            """.formatted(update, Json.write(caption), chat);
    }

    @Test
    void classifyAsAReplyIsForTheTextThatItRepliesTo() {
        bot.handle(replying("/classify", "\"text\": \"My sourdough bread does not rise\""));
        assertThat(bot.lastCard().html()).contains("Food");

        bot.handle(replying("/classify My sourdough bread does not rise", "\"text\": \"Which language to learn?\""));
        assertThat(bot.lastCard().html()).contains("Food");

        bot.handle(replying("/classify", "\"sticker\": {}"));
        assertThat(bot.lastCard().html()).startsWith("Send a text or a link after the command");
    }

    private long updates = 100;

    private String replying(String text, String replied) {
        return """
            {"update_id": %d, "message": {"message_id": 2, "text": %s, "chat": {"id": -7},
             "from": {"id": 7, "is_bot": false, "first_name": "Ada"},
             "reply_to_message": {"message_id": 1, %s}}}\
            """.formatted(++updates, Json.write(text), replied);
    }

    @Test
    void aForwardedCommandIsAnsweredBetweenTheBotAndAPersonOnly() {
        bot.handle(of("\"forward_origin\": {\"type\": \"user\"}", 7, "/help"));
        assertThat(bot.outbox).hasSize(1);

        bot.handle(of("\"forward_origin\": {\"type\": \"user\"}", -7, "/help"));
        assertThat(bot.outbox).hasSize(1);
    }

    @Test
    void whatAPersonChoseFromAnotherBotIsNoQuestion() {
        bot.handle(of("\"via_bot\": {\"id\": 9, \"is_bot\": true, \"first_name\": \"Other\"}", 7, "A poem"));

        assertThat(bot.outbox).isEmpty();
    }

    @Test
    void ofWhatAPersonForwardsToTheBotAnAddressOfRedditIsMeant() {
        String forwarded = "\"forward_origin\": {\"type\": \"user\"}";
        bot.handle(of(forwarded, 7, "Have you seen https://www.reddit.com/r/java ?"));
        assertThat(bot.lastCard().html()).contains("r/java");
        bot.outbox.clear();

        bot.handle(of(forwarded, 7, "a long story about top java"));
        bot.handle(of(forwarded, -7, "Have you seen https://www.reddit.com/r/java ?"));
        bot.handle(of("\"via_bot\": {\"id\": 9, \"is_bot\": true}", 7, "https://www.reddit.com/r/java"));
        assertThat(bot.outbox).isEmpty();
    }

    private String of(String part, long chat, String text) {
        return """
            {"update_id": %d, "message": {"message_id": 1, "text": "%s", "chat": {"id": %d}, %s,
             "from": {"id": 7, "is_bot": false, "first_name": "Ada"}}}\
            """.formatted(++updates, text, chat, part);
    }
}
