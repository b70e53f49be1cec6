package tidings.store;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tidings.domain.ClassifiedPost;
import tidings.domain.Community;
import tidings.domain.Feed;
import tidings.domain.SourceProblem;
import tidings.messages.PostsMessage.FeedAbsentV1;
import tidings.messages.PostsMessage.FeedRefusedV1;
import tidings.messages.PostsMessage.NewPostsFoundV1;
import tidings.messages.PostsMessage.NewPostsFoundV1.Found;
import tidings.messages.PostsMessage.NewPostsFoundV1.Span;
import tidings.messages.PostsMessage.NewPostsMissedV1;
import tidings.store.FeedStore.Due;
import tidings.store.FeedStore.NewPostsOf;
import tidings.store.FeedStore.Recent;
import tidings.store.FeedStore.StoredFeed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;
import static org.assertj.core.api.Assertions.tuple;

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
    void postsOfAFeedThatIsNotWholeAreKeptAndWhatIsListedOfItStays() {
        record(JAVA, "r1", TestPosts.posts("java", "j", 3), NOON.minus(Duration.ofHours(6)));

        for (Feed feed : List.of(JAVA, RUST)) {
            String run = "r2/" + feed.community();
            List<ClassifiedPost> best = TestPosts.posts(feed.community().value(), feed == JAVA ? "k" : "r", 2);
            feeds().record(new FeedAbsentV1(feed, run, NOON));
            assertThat(record(feed, run, 0, OptionalInt.empty(), best, NOON)).satisfies(recorded -> {
                assertThat(recorded.answers()).isFalse();
                assertThat(recorded.newPosts()).hasSize(2);
            });
        }

        assertThat(feeds().latest(JAVA, 10))
                .isInstanceOfSatisfying(
                        StoredFeed.Page.class,
                        stored -> assertThat(stored.page().total()).isEqualTo(3));
        assertThat(feeds().latest(RUST, 10)).isInstanceOf(StoredFeed.Missing.class);
        assertThat(feeds().followed(Map.of(JAVA.community(), 1, RUST.community(), 1), NOON))
                .hasSize(2)
                .allMatch(Due::isAbsent);
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

    private void known(String community, int posts, Instant since, Instant at) {
        feeds().record(
                        new NewPostsFoundV1(
                                "n" + community + at,
                                0,
                                List.of(),
                                at,
                                Optional.of(new Span(since, List.of(new Found(new Community(community), posts))))),
                        List.of());
    }

    @Test
    void itIsKnownUntilWhenNewPostsAreKnownAndHowManyCome() {
        Map<Community, Integer> followers = Map.of(JAVA.community(), 7);
        assertThat(feeds().newest(followers, NOON))
                .containsExactly(
                        new NewPostsOf(new Due(JAVA, Instant.EPOCH, OptionalDouble.empty(), 7), Optional.empty()));

        Instant eleven = NOON.minus(Duration.ofHours(1));
        known("java", 20, eleven.minus(Duration.ofHours(1)), eleven);
        assertThat(feeds().newest(followers, NOON))
                .containsExactly(new NewPostsOf(new Due(JAVA, eleven, OptionalDouble.of(20), 7), Optional.empty()));

        known("java", 10, eleven, NOON);
        known("java", 99, eleven, eleven); // late and again
        assertThat(feeds().newest(followers, NOON)).singleElement().satisfies(newest -> {
            assertThat(newest.due().fetchedAt()).isEqualTo(NOON);
            assertThat(newest.due().newAnHour()).hasValueCloseTo(17.0, offset(0.01));
        });
    }

    @Test
    void allNewPostsOfATimeAreTheNewestOfThatTimeAndAGapBeginsAnotherTime() {
        assertThat(feeds().recent(JAVA.community(), 3)).isEmpty();
        List<ClassifiedPost> posts = IntStream.range(0, 6)
                .mapToObj(i -> TestPosts.post(
                        "java",
                        "h" + i,
                        OptionalInt.of(1),
                        NOON.minus(Duration.ofHours(i)).minusSeconds(1)))
                .toList();
        record(JAVA, "r1", posts, NOON);
        record(RUST, "r2", TestPosts.posts("rust", "r", 3), NOON);
        assertThat(feeds().recent(JAVA.community(), 3))
                .as("only the best are known")
                .isEmpty();

        known("java", 1, NOON.minus(Duration.ofHours(4)), NOON.minus(Duration.ofHours(2)));
        known("java", 2, NOON.minus(Duration.ofHours(2)), NOON);
        assertThat(feeds().recent(JAVA.community(), 10))
                .contains(new Recent(posts.subList(0, 4), NOON.minus(Duration.ofHours(4)), NOON));
        assertThat(feeds().recent(JAVA.community(), 3))
                .contains(new Recent(posts.subList(0, 3), posts.get(2).post().created(), NOON));
        known("java", 5, NOON.minus(Duration.ofHours(5)), NOON.plusSeconds(60));
        assertThat(feeds().recent(JAVA.community(), 10)).map(Recent::since).contains(NOON.minus(Duration.ofHours(5)));

        known("java", 1, NOON.plusSeconds(61), NOON.plusSeconds(90));
        assertThat(feeds().recent(JAVA.community(), 10))
                .contains(new Recent(List.of(), NOON.plusSeconds(61), NOON.plusSeconds(90)));
    }

    @Test
    void thatNewPostsWereMissedIsKnownOfCommunitiesThatAreRead() {
        known("java", 1, NOON.minusSeconds(3600), NOON);
        feeds().record(new NewPostsMissedV1(List.of(JAVA.community(), RUST.community()), "r", NOON));

        assertThat(feeds().newest(Map.of(JAVA.community(), 1, RUST.community(), 1), NOON))
                .extracting(newest -> newest.due().feed(), NewPostsOf::missedAt)
                .containsExactlyInAnyOrder(tuple(JAVA, Optional.of(NOON)), tuple(RUST, Optional.empty()));
    }

    @Test
    void newPostsEndARefusal() {
        Map<Community, Integer> followers = Map.of(JAVA.community(), 1);
        feeds().record(new FeedRefusedV1(JAVA, "r1", SourceProblem.PRIVATE, List.of(), NOON));
        assertThat(feeds().newest(followers, NOON)).isEmpty();

        known("java", 0, NOON, NOON.plusSeconds(1));
        assertThat(feeds().newest(followers, NOON)).as("nothing came").isEmpty();
        known("java", 1, NOON, NOON.plusSeconds(2));

        assertThat(feeds().newest(followers, NOON)).hasSize(1);
        assertThat(feeds().page(JAVA, 0, 5).value()).isInstanceOf(StoredFeed.Missing.class);
    }

    @Test
    void aPartOfNewPostsThatIsStoredAgainHasNoNewOnes() {
        List<ClassifiedPost> posts = TestPosts.posts("java", "n", 3);
        NewPostsFoundV1 part = new NewPostsFoundV1(
                "n1", 0, posts.stream().map(ClassifiedPost::post).toList(), NOON, Optional.empty());

        assertThat(feeds().record(part, posts)).hasSize(3);
        assertThat(feeds().record(part, posts)).isEmpty();
        assertThat(feeds().newest(Map.of(JAVA.community(), 1), NOON)
                        .getFirst()
                        .due()
                        .fetchedAt())
                .as("its last part has not come")
                .isEqualTo(Instant.EPOCH);
    }
}
