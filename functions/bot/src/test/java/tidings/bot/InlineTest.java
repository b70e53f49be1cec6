package tidings.bot;

import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tidings.aws.Json;
import tidings.chats.ChatState;
import tidings.domain.ChatId;
import tidings.domain.Post;
import tidings.domain.PostId;
import tidings.domain.SourceApi;
import tidings.messages.OutboxMessage.AnswerInlineV1;
import tidings.messages.PostsMessage.PostsFoundV1;
import tidings.ratelimit.SharedState.Change;
import tidings.telegram.InlineResult;
import tidings.topics.Taxonomy;

import static org.assertj.core.api.Assertions.assertThat;

class InlineTest {
    private final TestBot bot = new TestBot();
    private long updates = 100;

    private List<InlineResult> results(String query) {
        bot.handle("""
                {"update_id": %d, "inline_query": {"id": "q", "query": %s, "offset": "", "chat_type": "group",
                 "from": {"id": 7, "is_bot": false, "first_name": "Ada", "language_code": "en"}}}""".formatted(++updates, Json.write(query)));
        AnswerInlineV1 answer = (AnswerInlineV1) bot.outbox.getLast();
        assertThat(answer.query()).isEqualTo("q");
        return answer.results();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"java", "r/Java", " java day ", "https://www.reddit.com/r/java/", "programming", "Software"})
    void theStoredPostsOfASubredditOrATopicAreOffered(String query) {
        bot.fetched(Duration.ofDays(1));

        assertThat(results(query)).hasSize(20).first().satisfies(result -> {
            assertThat(result.title()).isEqualTo("A title");
            assertThat(result.description())
                    .startsWith("r/java · ▲ 3 · ")
                    .endsWith("Programming & Software Development");
            assertThat(result.html()).startsWith("<a href=\"https://example.org\">A title</a>");
        });
    }

    @Test
    void noPostForAdultsIsOfferedHoweverItIsFound() {
        Post plain = TestBot.post("p0", "Sourdough at dawn");
        Post adult = new Post(
                new PostId("p1"),
                plain.community(),
                "Sourdough at night",
                "",
                plain.url(),
                plain.domain(),
                plain.permalink(),
                plain.kind(),
                plain.score(),
                plain.comments(),
                true,
                plain.created());
        List<Post> both = List.of(adult, plain);
        bot.store.record(
                new PostsFoundV1(
                        TestBot.JAVA, "r1", 0, OptionalInt.of(2), both, List.of(), SourceApi.OAUTH, TestBot.NOON),
                both.stream().map(TestBot::classified).toList());

        for (String query : List.of("java", "java day", "programming", "sourdough")) {
            assertThat(results(query)).as(query).extracting(InlineResult::title).containsExactly("Sourdough at dawn");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\u200b"})
    void nothingOffersTheTopics(String query) {
        assertThat(results(query))
                .hasSize(Taxonomy.load().all().size() - 1)
                .first()
                .satisfies(result -> {
                    assertThat(result.title()).contains("Programming");
                    assertThat(result.html()).startsWith("<b>");
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"java week", "python", "🙂🙂", "what is this?", "https://redd.it/p1", "java fortnight"})
    void whatIsNotStoredOffersNothingAndFetchesNothing(String query) {
        bot.fetched(Duration.ofDays(1));

        assertThat(results(query)).isEmpty();
        assertThat(bot.scrapes).isEmpty();
    }

    @Test
    void otherWordsOfferThePostsThatHaveThemAndNoMoreThanTelegramShows() {
        bot.posted(IntStream.range(0, 60).mapToObj(i -> "Sourdough number " + i).toArray(String[]::new));

        assertThat(results("sourdough"))
                .hasSize(50)
                .first()
                .satisfies(result -> assertThat(result.title()).startsWith("Sourdough number"));
        assertThat(results("number 7 sourdough")).hasSize(1);
        assertThat(results("a".repeat(250))).isEmpty();
    }

    @Test
    void duringAnOutageOfTheDatabaseNothingIsOffered() {
        bot.feeds.beginsWithoutACache();

        assertThat(results("java")).isEmpty();
    }

    @Test
    void whoeverBlockedTheBotAndAsksInAnotherChatStillBlocksIt() {
        ChatState blocked = ChatState.NEW.blockedAt(TestBot.NOON);
        bot.chats.state(new ChatId(7)).change(_ -> Change.to(blocked, true));

        results("java");

        assertThat(bot.chats.state(new ChatId(7)).get()).contains(blocked);
    }
}
