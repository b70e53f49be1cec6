package tidings.store;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tidings.domain.ChatId;
import tidings.domain.ClassifiedPost;
import tidings.domain.PostId;
import tidings.domain.TopicCursor;
import tidings.domain.TopicPage;
import tidings.selection.TopicRule;
import tidings.selection.TopicRule.Kind;
import tidings.store.FeedStore.StoredFeed;

import static org.assertj.core.api.Assertions.assertThat;

/// What a chat is shown has the topics that it taught; what others are shown has not.
abstract class TaughtPostsContract extends StoresContract {
    private static final ChatId ADA = new ChatId(1);
    private static final ChatId BOB = new ChatId(2);

    @ParameterizedTest
    @CsvSource({"POST, j1", "SUBREDDIT, java", "DOMAIN, example.org", "WORD, j1"})
    void aRuleMovesPostsFromTopicToTopicForItsChatAlone(Kind kind, String value) {
        record(TestPosts.feed("java"), "r1", List.of(TestPosts.post("java", "j1", OptionalInt.of(5))), NOON);
        record(
                TestPosts.feed("rust"),
                "r2",
                List.of(TestPosts.withTopic(TestPosts.post("rust", "o1", OptionalInt.of(3)), "sports", "m1")),
                NOON);
        teach(kind, value, "sports");

        assertThat(topic(ADA, "music")).isEmpty();
        assertThat(topic(ADA, "sports")).containsExactly("j1", "o1");
        assertThat(topic(BOB, "music")).containsExactly("j1");
        assertThat(topic(BOB, "sports")).containsExactly("o1");

        lessons().unteach(ADA, lessons().rules(ADA).getFirst().id());
        assertThat(topic(ADA, "music")).containsExactly("j1");
        assertThat(topic(ADA, "sports")).containsExactly("o1");
    }

    @Test
    void feedsAndListsHaveTheTopicsThatTheChatTaught() {
        List<ClassifiedPost> posts = TestPosts.posts("java", "j", 2);
        record(TestPosts.feed("java"), "r1", posts, NOON);
        teach(Kind.POST, "j1", "sports");

        assertThat(topicsOfFeed(ADA)).containsExactly("music", "sports");
        assertThat(topicsOfFeed(BOB)).containsExactly("music", "music");
        assertThat(stores.taught().of(ADA, posts).stream().map(ClassifiedPost::topic))
                .containsExactly("music", "sports");
        assertThat(stores.taught().find(ADA, new PostId("j1")).orElseThrow().topic())
                .isEqualTo("sports");
    }

    /// Of a word's forms, a rule is about the one that it names.
    @Test
    void whatARuleIsAboutIsExactlyThat() {
        record(TestPosts.feed("java"), "r1", TestPosts.posts("java", "j", 2), NOON);

        assertThat(posts().concerned(Kind.WORD, "somebody")).hasSize(2);
        assertThat(posts().concerned(Kind.WORD, "finds")).isEmpty();
        assertThat(posts().concerned(Kind.WORD, "'; --")).isEmpty();
        assertThat(posts().concerned(Kind.DOMAIN, "example")).isEmpty();
        assertThat(posts().concerned(Kind.SUBREDDIT, "rust")).isEmpty();
    }

    /// Whatever was moved where, the pages show it all in order, down to the end and back.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void pagesGoThroughATopicAsTheChatHasIt(long seed) {
        Random random = new Random(seed);
        List<ClassifiedPost> music = generated(random, "java", "music", random.nextInt(40));
        List<ClassifiedPost> sports = generated(random, "rust", "sports", random.nextInt(20));
        record(TestPosts.feed("java"), "r1", music, NOON);
        record(TestPosts.feed("rust"), "r2", sports, NOON);
        if (random.nextBoolean()) {
            teach(Kind.SUBREDDIT, "rust", "music");
        }
        Stream.concat(music.stream(), sports.stream())
                .map(post -> post.post().id().value())
                .filter(_ -> random.nextInt(4) == 0)
                .forEach(id -> teach(Kind.POST, id, random.nextBoolean() ? "music" : "sports"));
        List<TopicRule> rules =
                lessons().rules(ADA).stream().map(Lessons.Rule::rule).toList();
        List<String> expected = Stream.concat(music.stream(), sports.stream())
                .filter(post ->
                        TopicRule.topic(rules, post.post()).orElse(post.topic()).equals("music"))
                .sorted(Comparator.comparing(
                                (ClassifiedPost post) -> post.post().score().orElse(Integer.MIN_VALUE))
                        .thenComparing(post -> post.post().id().value())
                        .reversed())
                .map(post -> post.post().id().value())
                .toList();

        List<String> down = new ArrayList<>();
        TopicPage page = page(ADA, "music", new TopicCursor.Top());
        down.addAll(TestPosts.ids(page.posts()));
        while (page.next().isPresent()) {
            page = page(ADA, "music", page.next().get());
            assertThat(page.first()).isEqualTo(down.size());
            down.addAll(TestPosts.ids(page.posts()));
        }
        assertThat(down).isEqualTo(expected);

        List<String> up = new ArrayList<>(TestPosts.ids(page.posts()));
        while (page.previous().isPresent()) {
            page = page(ADA, "music", page.previous().get());
            up.addAll(0, TestPosts.ids(page.posts()));
        }
        assertThat(up)
                .as("the way back")
                .endsWith(expected.subList(Math.min(3, expected.size()), expected.size())
                        .toArray(String[]::new));
        assertThat(page.first()).isZero();
    }

    private List<ClassifiedPost> generated(Random random, String community, String topic, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> TestPosts.post(
                        community,
                        community.charAt(0) + "p" + i,
                        random.nextInt(6) == 0 ? OptionalInt.empty() : OptionalInt.of(random.nextInt(30))))
                .map(post -> TestPosts.withTopic(post, topic, "m1"))
                .toList();
    }

    private void teach(Kind kind, String value, String topic) {
        lessons().teach(ADA, new TopicRule(kind, value, topic));
    }

    private List<String> topic(ChatId chat, String topic) {
        return TestPosts.ids(page(chat, topic, new TopicCursor.Top()).posts());
    }

    /// What is shared is cached until it expires.
    private TopicPage page(ChatId chat, String topic, TopicCursor cursor) {
        clock.advance(Duration.ofMinutes(61));
        return stores.taught().topic(chat, topic, cursor, 3).value();
    }

    private List<String> topicsOfFeed(ChatId chat) {
        return stores.taught().page(chat, TestPosts.feed("java"), 0, 5).value() instanceof StoredFeed.Page(var page)
                ? page.posts().stream().map(ClassifiedPost::topic).toList()
                : List.of();
    }
}
