package tidings.store;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import tidings.domain.Community;
import tidings.domain.Feed;
import tidings.domain.SourceProblem;
import tidings.messages.PostsMessage.FeedAbsentV1;
import tidings.messages.PostsMessage.FeedRefusedV1;
import tidings.store.FeedStore.Due;
import tidings.store.FeedStore.StoredFeed;

import static org.assertj.core.api.Assertions.assertThat;

/// Feeds of communities that are followed.
abstract class FollowedFeedsContract extends StoresContract {
    private static final Feed JAVA = TestPosts.feed("java");
    private static final Feed RUST = TestPosts.feed("rust");

    @Test
    void aFollowedFeedIsKnownBeforeItIsFetchedAndAfterwards() {
        Map<Community, Integer> followers = Map.of(JAVA.community(), 7);
        assertThat(feeds().followed(followers, NOON))
                .containsExactly(new Due(JAVA, Instant.EPOCH, Instant.EPOCH, OptionalDouble.empty(), 7));

        record(JAVA, "r1", TestPosts.posts("java", "j", 10), NOON.minus(Duration.ofHours(2)));
        record(JAVA, "r2", TestPosts.posts("java", "k", 10), NOON.minus(Duration.ofHours(1)));
        assertThat(feeds().followed(followers, NOON))
                .containsExactly(
                        new Due(JAVA, NOON.minus(Duration.ofHours(1)), Instant.EPOCH, OptionalDouble.of(10), 7));
        assertThat(feeds().due(NOON.minus(Duration.ofDays(1)), NOON, 10))
                .as("nobody asked")
                .isEmpty();
    }

    @Test
    void aFollowedFeedOfWhichNothingCameKnowsWhen() {
        Map<Community, Integer> followers = Map.of(JAVA.community(), 1);
        record(JAVA, "r1", TestPosts.posts("java", "j", 10), NOON.minus(Duration.ofHours(2)));
        feeds().record(new FeedAbsentV1(JAVA, "r2", NOON.minus(Duration.ofHours(1))));
        feeds().record(new FeedAbsentV1(JAVA, "late", NOON.minus(Duration.ofHours(3))));
        feeds().record(new FeedAbsentV1(RUST, "r3", NOON));

        assertThat(feeds().followed(followers, NOON)).singleElement().satisfies(due -> {
            assertThat(due.absentAt()).isEqualTo(NOON.minus(Duration.ofHours(1)));
            assertThat(due.askedAt()).isEqualTo(due.absentAt());
            assertThat(due.isAbsent()).isTrue();
        });
        assertThat(feeds().page(JAVA, 0, 5).value())
                .as("what was fetched stays")
                .isInstanceOf(StoredFeed.Page.class);
    }

    @Test
    void aFollowedCommunityThatRefusedLatelyIsLeftOut() {
        Map<Community, Integer> followers = Map.of(JAVA.community(), 1, RUST.community(), 2);
        feeds().record(new FeedRefusedV1(JAVA, "r1", SourceProblem.PRIVATE, List.of(), NOON));

        assertThat(feeds().followed(followers, NOON)).extracting(Due::feed).containsExactly(RUST);
        assertThat(feeds().followed(followers, NOON.plusMillis(1)))
                .filteredOn(due -> due.feed().equals(JAVA))
                .singleElement()
                .extracting(Due::askedAt)
                .isEqualTo(NOON);
    }
}
