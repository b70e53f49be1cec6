package tidings.bot;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tidings.aws.Json;
import tidings.cards.PostButtons;
import tidings.domain.ChatId;
import tidings.domain.Community;
import tidings.domain.Feed;
import tidings.domain.Period;
import tidings.domain.Place;
import tidings.domain.SourceApi;
import tidings.follows.FollowQuery;
import tidings.follows.FollowText;
import tidings.follows.Origin;
import tidings.messages.OutboxMessage.TelegramCallV1;
import tidings.messages.PendingCard.Communities;
import tidings.messages.PostsMessage.PostsFoundV1;
import tidings.messages.ScrapeMessage.ScrapeRequestedV1;
import tidings.messages.TelegramCall.FileContent;
import tidings.messages.TelegramResult;
import tidings.store.FollowStore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

/// What people followed elsewhere.
class ImportTest {
    private static final ChatId ADA = new ChatId(7);
    private static final String OPML = """
            <opml version="2.0"><body>
            <outline type="rss" xmlUrl="https://www.reddit.com/r/java/.rss" notify="0"/>
            <outline type="rss" xmlUrl="https://www.reddit.com/r/kotlin/search.rss?q=native&amp;restrict_sr=on"/>
            <outline type="rss" xmlUrl="https://example.org/feed.xml"/></body></opml>""";

    private final TestBot bot = new TestBot();
    private long files = 1_000;

    @Test
    void aFileIsFetchedOfferedAndFollowedOnceSomebodySaysSo() {
        bot.handle(file("feeds.opml", 2_000, "/import"));
        comesBack(TelegramResult.File.of(OPML.getBytes(StandardCharsets.UTF_8)));

        assertThat(bot.lastCard().html())
                .contains("<b>I can take over 2 follows.</b>")
                .contains("Everything of r/java")
                .contains("<b>r/kotlin</b> · with “native”")
                .contains("Not on Reddit, and Reddit is all I read: example.org/feed.xml")
                .contains("I don’t have these settings, so posts may differ: notify");
        assertThat(follows()).isEmpty();

        bot.presses(bot.button("✓ Follow both"));
        assertThat(follows()).containsExactly("r/java", "r/kotlin \"native\"");
        assertThat(bot.lastCard().html()).isEqualTo("✅ You now follow these 2.");
        bot.presses(Import.TAKE.data("1001"));
        assertThat(follows()).hasSize(2);
    }

    /// With one person nobody else can be meant.
    @Test
    void aListNeedsNoWordsWithOnePersonAndElsewhereOnlyTheCommandIsHeard() {
        bot.handle(file("Feeds.OPML", 10, ""));
        assertThat(bot.outbox)
                .singleElement()
                .asInstanceOf(type(TelegramCallV1.class))
                .satisfies(ask -> assertThat(ask.call()).isEqualTo(new FileContent("file-1")));

        bot.handle(file("holiday.pdf", 10, ""));
        assertThat(bot.lastCard().html()).startsWith("I can only read text");
        int before = bot.outbox.size();
        bot.handle(file("feeds.opml", 10, "")
                .replace("\"private\"", "\"group\"")
                .replace("\"id\": 7, \"type\"", "\"id\": -7, \"type\""));
        assertThat(bot.outbox).hasSize(before);
    }

    @Test
    void aCommandCanReplyToTheFile() {
        bot.handle(
                TestBot.text(77, 7, "private", "en", "/import")
                        .replace(
                                "\"date\": 1,",
                                "\"date\": 1, \"reply_to_message\": {\"message_id\": 2, \"document\": {\"file_id\": \"file-2\"}},"));

        assertThat(((TelegramCallV1) bot.outbox.getLast()).call()).isEqualTo(new FileContent("file-2"));
    }

    @Test
    void aFileThatIsTooLargeIsNotFetched() {
        bot.handle(file("feeds.opml", FileContent.MAX + 1, "/import"));
        assertThat(bot.lastCard().html()).isEqualTo("This file is too large. I can read lists of up to 1 MB.");

        bot.handle(file("feeds.opml", 0, "/import")); // Telegram does not say
        comesBack(new TelegramResult.File(Optional.empty()));
        assertThat(bot.lastCard().html()).startsWith("This file is too large.");
    }

    @Test
    void aFileThatTelegramDoesNotGiveIsAskedForAgain() {
        bot.handle(file("feeds.opml", 10, "/import"));
        comesBack(new TelegramResult.Failed("400 Bad Request: file is too big"));

        assertThat(bot.lastCard().html()).isEqualTo("I couldn’t get this file from Telegram. Please send it again.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/import <opml><body> | This OPML is broken in line 1",
                "/import <html></html> | it starts with “html” instead of “opml”",
                "/import {\"feeds\": | This JSON is broken in line 1",
                "/import nothing at all | I found no feeds in it.",
                "/import | Send me a file with your feeds"
            })
    void whatCannotBeReadSaysWhatIsWrongAndWhatWouldBeRight(String text, String said) {
        bot.says(text);

        assertThat(bot.lastCard().html()).contains(said);
        assertThat(bot.lastCard().buttons()).isEmpty();
    }

    @Test
    void onlyWhatFitsIsFollowedAndTheRestIsCounted() {
        for (int i = 0; i < FollowStore.MAX - 2; i++) {
            bot.follows.add(Place.of(ADA), FollowQuery.of(new Origin.OfTopic("topic" + i)));
        }
        bot.says("/import r/java r/kotlin r/scala");
        bot.presses(bot.button("✓ Follow all 3"));

        assertThat(bot.lastCard().html())
                .isEqualTo("✅ You now follow these 2.\nOne didn’t fit: you can follow 200 things at most."
                        + " Remove some first, then press the button again.");
        assertThat(follows()).hasSize(FollowStore.MAX);
    }

    @ParameterizedTest
    @ValueSource(ints = {201, 2_000})
    void aLongListFitsACard(int feeds) {
        bot.handle(file("feeds.opml", 10, "/import"));
        comesBack(TelegramResult.File.of(IntStream.range(0, feeds)
                .mapToObj(
                        i -> "https://www.reddit.com/r/a_long_name_" + i + "/.rss https://example" + i + ".org/a/feed")
                .collect(Collectors.joining("\n"))
                .getBytes(StandardCharsets.UTF_8)));

        assertThat(bot.lastCard().html())
                .hasSizeLessThan(4_096)
                .contains("You can follow 200 things at most, so the last");
        bot.presses(bot.button("✓ Follow all 200"));
        assertThat(follows()).hasSize(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/import https://www.reddit.com/user/some-name/m/feed/", "/import u/some-name/m/feed"})
    void theCommunitiesOfACustomFeedAreFetched(String text) {
        bot.says(text);

        assertThat(bot.lastCard().html()).isEqualTo("⏳ Fetching u/some-name/m/feed…");
        ScrapeRequestedV1 fetch = (ScrapeRequestedV1) bot.scrapes.getLast();
        assertThat(fetch.feed()).isEqualTo(new Feed(new Community("user/some-name/m/feed"), Period.MONTH));
        assertThat(fetch.waiting().getFirst().use()).contains(new Communities());
    }

    @Test
    void theCommunitiesOfAStoredFeedAreFollowedByAButton() {
        bot.fetched(Duration.ofMinutes(5));
        bot.presses(PostButtons.TAKE_FEED.data(TestBot.JAVA));
        assertThat(follows()).containsExactly("r/java");

        bot.presses(PostButtons.TAKE_FEED.data(new Feed(new Community("user/nobody/m/nothing"), Period.MONTH)));
        assertThat(bot.toasts().getLast()).isEqualTo("This button is too old. Please send the command again.");
    }

    @Test
    void theCommunitiesThatTheOwnerOfACustomFeedPutTogetherAreFollowedByAButton() {
        Feed custom = new Feed(new Community("user/some-name/m/feed"), Period.MONTH);
        bot.store.record(
                new PostsFoundV1(
                        custom,
                        "run",
                        0,
                        OptionalInt.of(0),
                        List.of(),
                        List.of(),
                        SourceApi.OAUTH,
                        TestBot.NOON,
                        OptionalInt.empty(),
                        List.of(new Community("kotlin"), new Community("chess"))),
                List.of());

        bot.presses(PostButtons.TAKE_FEED.data(custom));
        assertThat(follows()).containsExactly("r/chess", "r/kotlin");
    }

    @Test
    void inAGroupOnlyAdministratorsTakeOver() {
        bot.saysInAGroup("/import r/java");
        bot.pressesInAGroup(-7, bot.button("✓ Follow"));

        assertThat(bot.outbox.getLast()).isInstanceOf(TelegramCallV1.class);
        assertThat(bot.follows.of(new ChatId(-7))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/follow r/all | r/all isn’t a community: it mixes all of Reddit anew",
                "/follow r/popular | /follow r/popular score&gt;5000 takes only the best",
                "/follow https://www.reddit.com/user/some-name/m/feed | u/some-name/m/feed is somebody’s custom feed. I can take over its communities: send /import"
            })
    void whatIsAMixOfCommunitiesCannotBeFollowedAndSaysWhatCan(String text, String said) {
        bot.says(text);

        assertThat(bot.lastCard().html()).contains(said);
    }

    private List<String> follows() {
        return bot.follows.of(ADA).stream()
                .map(follow -> FollowText.of(follow.query()))
                .toList();
    }

    private void comesBack(TelegramResult result) {
        bot.handle(Json.write(((TelegramCallV1) bot.outbox.getLast()).result(result)));
    }

    private String file(String name, long size, String caption) {
        return """
                {"update_id": %d, "message": {"message_id": 1, "date": 1, %s
                 "document": {"file_id": "file-1", "file_unique_id": "u", "file_name": "%s", "file_size": %d},
                 "from": {"id": 7, "is_bot": false, "first_name": "Ada", "language_code": "en"},
                 "chat": {"id": 7, "type": "private"}}}""".formatted(++files, caption.isEmpty() ? "" : "\"caption\": \"" + caption + "\",", name, size);
    }
}
