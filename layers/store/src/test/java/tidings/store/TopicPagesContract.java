package tidings.store;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tidings.domain.ClassifiedPost;
import tidings.domain.Feed;
import tidings.domain.Post;
import tidings.domain.TopicCursor;
import tidings.domain.TopicPage;

import static org.assertj.core.api.Assertions.assertThat;

/// The pages of a topic.
abstract class TopicPagesContract extends StoresContract {
    private static final Feed JAVA = TestPosts.feed("java");

    @Test
    void theBestPostsOfATopicAreFirst() {
        recordScores("r1", 5, 9, null, 7);
        record(TestPosts.feed("rust"), "r2", List.of(other()), NOON);

        TopicPage page = page(new TopicCursor.Top(), 3);

        assertThat(scores(page)).containsExactly(9, 7, 5);
        assertThat(page.more()).isTrue();
    }

    @Test
    void postsForAdultsAreLeftOut() {
        Post post = TestPosts.post("java", "a0", OptionalInt.of(5)).post();
        Post adult = new Post(
                post.id(),
                post.community(),
                post.title(),
                post.body(),
                post.url(),
                post.domain(),
                post.permalink(),
                post.kind(),
                post.score(),
                post.comments(),
                true,
                post.created());
        record(JAVA, "r1", List.of(new ClassifiedPost(adult, "music", 0.9f, "m1")), NOON);

        assertThat(page(new TopicCursor.Top(), 3).posts()).isEmpty();
    }

    @Test
    void pagesCanBeTurnedToTheEndAndBack() {
        recordScores("r1", 7, 7, null, 9, 7, null, -3, 9);
        List<String> down = new ArrayList<>();
        List<String> up = new ArrayList<>();

        TopicPage page = page(new TopicCursor.Top(), 3);
        assertThat(page.previous()).isEmpty();
        while (true) {
            assertThat(page.first()).isEqualTo(down.size());
            down.addAll(TestPosts.ids(page.posts()));
            if (page.next().isEmpty()) {
                break;
            }
            page = page(page.next().get(), 3);
        }
        while (page.previous().isPresent()) {
            page = page(page.previous().get(), 3);
            up.addAll(0, TestPosts.ids(page.posts()));
        }

        assertThat(down).hasSize(8).doesNotHaveDuplicates();
        assertThat(up).as("the way back").isEqualTo(down.subList(0, 6));
        assertThat(page).as("the start").isEqualTo(page(new TopicCursor.Top(), 3));
    }

    @Test
    void theNextPageContinuesAfterTheLastShownPostAlthoughBetterOnesWereAdded() {
        recordScores("r1", 10, 9, 8, 7);
        TopicPage before = page(new TopicCursor.Top(), 2);
        recordScores("r2", 20, 19, 18);

        TopicPage after = page(before.next().orElseThrow(), 2);

        assertThat(scores(after)).containsExactly(8, 7);
        assertThat(after.first()).isEqualTo(2);
        assertThat(scores(page(after.previous().orElseThrow(), 2))).containsExactly(10, 9);
    }

    @Test
    void thePageBeforeIsTheCurrentStartIfFewPostsAreAbove() {
        recordScores("r1", 10, 9, 8, 7);
        TopicPage second = page(page(new TopicCursor.Top(), 2).next().orElseThrow(), 2);

        TopicPage start = page(second.previous().orElseThrow(), 2);

        assertThat(start.first()).isZero();
        assertThat(scores(start)).containsExactly(10, 9);
    }

    private TopicPage page(TopicCursor cursor, int size) {
        // Cached pages of a topic are not invalidated, so they have to expire.
        clock.advance(Duration.ofHours(2));
        return feeds().topic("music", cursor, size).value();
    }

    private void recordScores(String run, Integer... scores) {
        List<ClassifiedPost> posts = IntStream.range(0, scores.length)
                .mapToObj(i -> TestPosts.post(
                        "java", run + "x" + i, scores[i] == null ? OptionalInt.empty() : OptionalInt.of(scores[i])))
                .toList();
        record(JAVA, run, posts, NOON);
    }

    private static ClassifiedPost other() {
        return TestPosts.withTopic(TestPosts.post("rust", "o0", OptionalInt.of(99)), "sports", "m1");
    }

    private static List<Integer> scores(TopicPage page) {
        return page.posts().stream()
                .map(classified -> classified.post().score().getAsInt())
                .toList();
    }
}
