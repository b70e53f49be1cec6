package tidings.store;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import tidings.domain.ClassifiedPost;
import tidings.domain.Feed;
import tidings.domain.TopicCursor;
import tidings.store.FeedStore.StoredFeed;

import static org.assertj.core.api.Assertions.assertThat;

/// What readers get of posts that nobody deleted in time, as after a backup was restored.
abstract class RetentionContract extends StoresContract {
    private static final Feed JAVA = TestPosts.feed("java");

    @Test
    void aRestoredDatabaseShowsNothingThatIsTooOldBeforeItIsSwept() {
        Instant fetched = clock.instant();
        List<ClassifiedPost> posts = TestPosts.posts("java", "j", 3);
        record(JAVA, "r1", posts, fetched);
        ClassifiedPost post = posts.getFirst();

        clock.advance(Duration.ofHours(48));
        assertThat(posts().find(post.post().id())).as("at the limit").isPresent();
        assertThat(pageOf(JAVA, 0).posts()).hasSize(3);

        clock.advance(Duration.ofMillis(1));
        assertThat(feeds().page(JAVA, 0, 5).value()).isEqualTo(new StoredFeed.Missing());
        assertThat(feeds().latest(JAVA, 5)).isEqualTo(new StoredFeed.Missing());
        assertThat(feeds().oldestPost()).as("still stored").hasValue(fetched);
    }

    @Test
    void neitherATopicNorAPostShowsWhatIsTooOld() {
        List<ClassifiedPost> posts = TestPosts.posts("java", "j", 3);
        String topic = posts.getFirst().topic();
        record(JAVA, "r1", posts, clock.instant().minus(Duration.ofHours(48).plusMillis(1)));

        assertThat(posts().find(posts.getFirst().post().id())).isEmpty();
        for (TopicCursor cursor : List.of(
                new TopicCursor.Top(),
                new TopicCursor.After(
                        posts.getFirst().post().score(), posts.getFirst().post().id(), 1),
                new TopicCursor.Before(
                        posts.getLast().post().score(), posts.getLast().post().id(), 9))) {
            assertThat(feeds().topic(topic, cursor, 5).value().posts()).isEmpty();
        }
    }

    @Test
    void aPostThatWasSeenAgainStays() {
        List<ClassifiedPost> posts = TestPosts.posts("java", "j", 1);
        record(JAVA, "r1", posts, clock.instant());
        clock.advance(Duration.ofHours(47));
        record(JAVA, "r2", posts, clock.instant());
        clock.advance(Duration.ofHours(47));

        assertThat(posts().find(posts.getFirst().post().id())).isPresent();
        assertThat(pageOf(JAVA, 0).posts()).hasSize(1);
    }

    @Test
    void theOldestPostIsTheOneThatWasNotSeenForTheLongestTime() {
        assertThat(feeds().oldestPost()).isEmpty();

        record(JAVA, "r1", TestPosts.posts("java", "j", 1), clock.instant().minusSeconds(20));
        record(
                TestPosts.feed("rust"),
                "r2",
                TestPosts.posts("rust", "r", 1),
                clock.instant().minusSeconds(30));

        assertThat(feeds().oldestPost()).hasValue(clock.instant().minusSeconds(30));
    }
}
