package tidings.store;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tidings.domain.ClassifiedPost;
import tidings.domain.Community;
import tidings.domain.Feed;
import tidings.domain.FeedPage;
import tidings.domain.Period;
import tidings.domain.Post;
import tidings.domain.PostId;
import tidings.domain.PostKind;
import tidings.domain.SourceApi;
import tidings.domain.SourceProblem;
import tidings.messages.PostsMessage.FeedRefusedV1;
import tidings.messages.PostsMessage.PostsFoundV1;
import tidings.store.FeedStore.Recorded;
import tidings.store.FeedStore.StoredFeed;

import static org.assertj.core.api.Assertions.assertThat;

/// Fetches and the pages of feeds.
abstract class FeedStoreContract extends StoresContract {
    private static final Feed JAVA = TestPosts.feed("java");

    @Test
    void aFetchIsWholeOnceEveryPartArrivedInAnyOrder() {
        List<ClassifiedPost> posts = TestPosts.posts("java", "j", 100);

        assertThat(record(JAVA, "r1", 60, OptionalInt.of(100), posts.subList(60, 100), NOON)
                        .whole())
                .isFalse();
        assertThat(feeds().page(JAVA, 0, 5).value()).isInstanceOf(StoredFeed.Missing.class);
        assertThat(record(JAVA, "r1", 0, OptionalInt.empty(), posts.subList(0, 60), NOON)
                        .whole())
                .isTrue();
        assertThat(record(JAVA, "r1", 0, OptionalInt.empty(), posts.subList(0, 60), NOON)
                        .whole())
                .as("again")
                .isTrue();

        FeedPage page = pageOf(JAVA, 5);
        assertThat(page.total()).isEqualTo(100);
        assertThat(TestPosts.ids(page.posts())).containsExactly("j5", "j6", "j7", "j8", "j9");
        assertThat(page.next(5)).hasValue(10);
        assertThat(page.previous(5)).hasValue(0);
    }

    @Test
    void newPostsAreThoseThatWereNotStoredBefore() {
        List<ClassifiedPost> posts = TestPosts.posts("java", "j", 2);

        assertThat(record(JAVA, "r1", posts.subList(0, 1), NOON).newPosts()).containsExactly(new PostId("j0"));
        assertThat(record(JAVA, "r2", posts, NOON).newPosts()).containsExactly(new PostId("j1"));
    }

    @Test
    void anEmptyFeedHasAnEmptyPage() {
        assertThat(record(JAVA, "r1", List.of(), NOON).whole()).isTrue();

        assertThat(pageOf(JAVA, 0).posts()).isEmpty();
        assertThat(pageOf(JAVA, 0).next(5)).isEmpty();
    }

    @Test
    void aFetchIsReplacedByALaterOneAndNotByAnEarlierOne() {
        record(JAVA, "r2", TestPosts.posts("java", "j", 20), NOON);
        record(JAVA, "r1", TestPosts.posts("java", "j", 10), NOON.minusSeconds(60));
        assertThat(pageOf(JAVA, 0).total()).isEqualTo(20);

        record(JAVA, "r3", TestPosts.posts("java", "j", 30), NOON.plusSeconds(60));
        assertThat(pageOf(JAVA, 0).total()).isEqualTo(30);
    }

    @Test
    void aPostIsReturnedAsItWasRecorded() {
        Post post = new Post(
                new PostId("odd1"),
                JAVA.community(),
                "<b>שלום</b> 🙂 &amp;",
                "",
                "https://example.org",
                "",
                "https://www.reddit.com/r/java/comments/odd1/",
                PostKind.GALLERY,
                OptionalInt.empty(),
                OptionalInt.of(7),
                true,
                NOON);
        ClassifiedPost classified = new ClassifiedPost(post, "music", 0.5f, "m1");
        feeds().record(
                        new PostsFoundV1(
                                JAVA, "r1", 0, OptionalInt.of(1), List.of(post), List.of(), SourceApi.RSS, NOON),
                        List.of(classified));

        assertThat(pageOf(JAVA, 0)).isEqualTo(new FeedPage(0, 1, 0, SourceApi.RSS, NOON, List.of(classified)));
    }

    @Test
    void aPostOfAnyTextAndCommunityIsReturnedAsItWasRecorded() {
        Random random = new Random(5);
        List<String> communities = List.of("java", "u_quiet-otter", "reddit.com", "2x");
        List<ClassifiedPost> posts = IntStream.range(0, 200)
                .mapToObj(i -> new ClassifiedPost(
                        new Post(
                                new PostId("odd" + i),
                                new Community(communities.get(i % 4)),
                                text(random),
                                text(random),
                                "https://example.org/" + text(random),
                                text(random),
                                "https://www.reddit.com/" + text(random),
                                PostKind.LINK,
                                OptionalInt.of(1_000_000_000 - i),
                                OptionalInt.of(random.nextInt()),
                                false,
                                Instant.ofEpochSecond(random.nextLong(1, 253_370_764_800L))),
                        "music",
                        0.5f,
                        "m1"))
                .toList();
        for (Feed feed : List.of(
                JAVA, TestPosts.feed("all"), TestPosts.feed("java+u_quiet-otter"), TestPosts.feed("user/ada/m/feed"))) {
            record(feed, "run of " + feed, posts, NOON);

            FeedPage page = ((StoredFeed.Page) feeds().page(feed, 0, 200).value()).page();
            assertThat(page.posts()).isEqualTo(posts);
        }
    }

    private static String text(Random random) {
        return random.ints(random.nextInt(30), 0, random.nextBoolean() ? 0x100 : Character.MAX_CODE_POINT + 1)
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
    }

    @Test
    void feedsOfTwoSourcesDoNotMix() {
        Feed elsewhere = TestPosts.feed("hackernews:java");
        record(JAVA, "r1", TestPosts.posts("java", "42", 1), NOON);
        record(elsewhere, "r2", TestPosts.posts("hackernews:java", "hackernews:42", 1), NOON);

        assertThat(TestPosts.ids(pageOf(JAVA, 0).posts())).containsExactly("420");
        ClassifiedPost other = pageOf(elsewhere, 0).posts().getFirst();
        assertThat(other.post().id()).isEqualTo(new PostId("hackernews:420"));
        assertThat(other.post().community()).isEqualTo(elsewhere.community());
    }

    @Test
    void aRefusalHoldsForEveryFeedOfTheCommunityUntilAFetchSucceeds() {
        Feed week = new Feed(new Community("java"), Period.WEEK);
        feeds().record(new FeedRefusedV1(week, "r1", SourceProblem.PRIVATE, List.of(), NOON));
        assertThat(feeds().page(JAVA, 0, 5).value()).isEqualTo(new StoredFeed.Refused(SourceProblem.PRIVATE, NOON));
        assertThat(feeds().page(week, 0, 5).value()).isInstanceOf(StoredFeed.Refused.class);

        record(JAVA, "r2", TestPosts.posts("java", "j", 3), NOON.plusSeconds(1));
        assertThat(pageOf(JAVA, 0).total()).isEqualTo(3);
    }

    @Test
    void anOlderRefusalDoesNotReplaceANewerOne() {
        feeds().record(new FeedRefusedV1(JAVA, "r2", SourceProblem.BANNED, List.of(), NOON));
        feeds().record(new FeedRefusedV1(JAVA, "r1", SourceProblem.PRIVATE, List.of(), NOON.minusSeconds(1)));

        assertThat(feeds().page(JAVA, 0, 5).value()).isEqualTo(new StoredFeed.Refused(SourceProblem.BANNED, NOON));
    }

    @Test
    void aFetchThatALaterOneOvertookStillAnswers() {
        List<ClassifiedPost> old = TestPosts.posts("java", "a", 100);
        assertThat(record(JAVA, "a", 0, OptionalInt.empty(), old.subList(0, 60), NOON)
                        .answers())
                .isFalse();
        record(JAVA, "b", TestPosts.posts("java", "b", 20), NOON.plusSeconds(1));

        Recorded last = record(JAVA, "a", 60, OptionalInt.of(100), old.subList(60, 100), NOON);

        assertThat(last.answers()).isTrue();
        assertThat(last.superseded()).isTrue();
        assertThat(TestPosts.ids(pageOf(JAVA, 0).posts())).startsWith("b0");
    }

    @Test
    void aPartOfAFetchThatIsNotWholeAnswersOnceALaterFetchIsWhole() {
        record(JAVA, "b", TestPosts.posts("java", "b", 20), NOON.plusSeconds(1));

        Recorded part = record(
                JAVA,
                "a",
                60,
                OptionalInt.of(100),
                TestPosts.posts("java", "a", 100).subList(60, 100),
                NOON);

        assertThat(part.whole()).isFalse();
        assertThat(part.answers()).isTrue();
    }

    /// Two or three fetches of one feed in parts of any size, which arrive in any order, some twice, some behind
    /// the parts of a later fetch. Whatever the order, each fetch answers with its last part, and the page is the
    /// latest.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void everyInterleavingOfFetchesAnswersEachOfThem(long seed) {
        Random random = new Random(seed);
        List<Part> parts = Part.ofFetches(2 + random.nextInt(2), random);
        Collections.shuffle(parts, random);
        Map<String, Boolean> answered = new TreeMap<>();

        for (Part part : parts) {
            answered.merge(part.run(), part.record(feeds()).answers(), Boolean::logicalOr);
        }

        assertThat(answered).doesNotContainValue(false);
        assertThat(pageOf(JAVA, 0)).isEqualTo(Part.latestPage(parts));
    }

    @Test
    void anAttemptThatFailedHalfWayDoesNotKeepAFetchFromBecomingWhole() {
        record(JAVA, "r1", 0, OptionalInt.empty(), TestPosts.posts("java", "j", 60), NOON);

        assertThat(record(JAVA, "r1", 0, OptionalInt.of(50), TestPosts.posts("java", "j", 50), NOON)
                        .answers())
                .isTrue();
        assertThat(pageOf(JAVA, 45).next(5)).isEmpty();
    }

    /// The second attempt of a fetch began after the other fetch.
    @Test
    void aFetchWhoseFirstAttemptFailedIsNotDeletedByOneThatCameBetween() {
        record(JAVA, "a", 0, OptionalInt.empty(), TestPosts.posts("java", "a", 5), NOON);
        record(JAVA, "a", 0, OptionalInt.of(9), TestPosts.posts("java", "a", 9), NOON.plusSeconds(20));

        record(JAVA, "b", TestPosts.posts("java", "b", 3), NOON.plusSeconds(10));

        assertThat(pageOf(JAVA, 0).total()).isEqualTo(9);
    }

    @Test
    void thePageSaysHowManyPostsWereSkipped() {
        List<Post> none = List.of();
        feeds().record(
                        new PostsFoundV1(
                                JAVA,
                                "r1",
                                0,
                                OptionalInt.of(0),
                                none,
                                List.of(),
                                SourceApi.OAUTH,
                                NOON,
                                OptionalInt.of(7),
                                List.of()),
                        List.of());

        assertThat(pageOf(JAVA, 0).skipped()).isEqualTo(7);
    }

    @Test
    void theLatestPageIsReadPastTheCache() {
        feeds().page(JAVA, 0, 5);
        record(JAVA, "r1", TestPosts.posts("java", "j", 3), NOON);

        assertThat(feeds().latest(JAVA, 2))
                .isInstanceOfSatisfying(
                        StoredFeed.Page.class,
                        stored ->
                                assertThat(TestPosts.ids(stored.page().posts())).containsExactly("j0", "j1"));
    }

    @Test
    void aRefusedCommunityOfWhichNothingElseIsKnownExpires() {
        Feed known = TestPosts.feed("known");
        feeds().record(new FeedRefusedV1(JAVA, "r1", SourceProblem.MISSING, List.of(), NOON));
        feeds().record(new FeedRefusedV1(known, "r2", SourceProblem.MISSING, List.of(), NOON));
        communities().fix(known.community(), "music");
        feeds().expire(NOON, 10);
        assertThat(feeds().latest(JAVA, 5)).isInstanceOf(StoredFeed.Refused.class);

        feeds().expire(NOON.plusSeconds(1), 10);

        assertThat(feeds().latest(JAVA, 5)).isInstanceOf(StoredFeed.Missing.class);
        assertThat(feeds().latest(known, 5)).isInstanceOf(StoredFeed.Refused.class);
    }
}
