package tidings.store;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import tidings.domain.ChatId;
import tidings.domain.ClassifiedPost;
import tidings.domain.Community;
import tidings.domain.Feed;
import tidings.domain.Place;
import tidings.domain.PostId;
import tidings.domain.SourceApi;
import tidings.messages.PendingCard;
import tidings.messages.PostsMessage.PostsFoundV1;
import tidings.store.CommunityStore.Learned;
import tidings.store.FeedStore.Due;
import tidings.store.FeedStore.StoredFeed;
import tidings.telegram.CardId;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/// Requests for feeds, feeds that are due, custom feeds, and expiry.
abstract class FeedRequestsContract extends StoresContract {
    private static final Feed JAVA = TestPosts.feed("java");
    private static final Feed RUST = TestPosts.feed("rust");

    @Test
    void requestsAreFlushedOnceTheMostRequestedFeedFirst() {
        request(JAVA, 1);
        request(RUST, 3);
        request(TestPosts.feed("never_fetched"), 2);

        assertThat(feeds().flushRequested(2)).containsExactly(RUST, TestPosts.feed("never_fetched"));
        assertThat(feeds().flushRequested(2)).containsExactly(JAVA);
        assertThat(feeds().flushRequested(2)).isEmpty();
    }

    @Test
    void aFeedIsDueOnceItIsStaleAndWasRequested() {
        Instant fetched = NOON.minus(Duration.ofDays(1));
        record(JAVA, "r1", TestPosts.posts("java", "j", 1), fetched);
        assertThat(due(JAVA)).isEmpty();

        request(JAVA, 4);
        feeds().flushRequested(10);

        assertThat(due(JAVA)).hasValueSatisfying(due -> {
            assertThat(due.fetchedAt()).isEqualTo(fetched);
            assertThat(due.newAnHour()).isEmpty();
            assertThat(due.requests()).isEqualTo(4, within(0.001));
        });
        assertThat(feeds().due(clock.instant().minusSeconds(10), fetched, 10))
                .as("fetched since")
                .isEmpty();
    }

    @Test
    void whatACustomFeedIsMadeOfStaysKnownWhenALaterFetchDoesNotTell() {
        Feed custom = TestPosts.feed("user/some-name/m/feed");
        List<Community> made = List.of(new Community("rust"), new Community("u_quiet-otter"));
        record(custom, "r0", NOON.minusSeconds(120), List.of());
        assertThat(made(custom)).isEmpty();

        record(custom, "r1", NOON.minusSeconds(60), made);
        assertThat(made(custom)).isEqualTo(made);
        record(custom, "r2", NOON.minusSeconds(30), List.of());
        assertThat(made(custom)).isEqualTo(made);
        record(custom, "r3", NOON, made.subList(0, 1));
        assertThat(made(custom)).isEqualTo(made.subList(0, 1));
    }

    private void record(Feed custom, String run, Instant at, List<Community> communities) {
        feeds().record(
                        new PostsFoundV1(
                                custom,
                                run,
                                0,
                                OptionalInt.of(0),
                                List.of(),
                                List.of(),
                                SourceApi.OAUTH,
                                at,
                                OptionalInt.empty(),
                                communities),
                        List.of());
    }

    private List<Community> made(Feed custom) {
        return ((StoredFeed.Page) feeds().latest(custom, 5)).page().communities();
    }

    @Test
    void whatSomebodyWaitedForIsARequestForIt() {
        feeds().record(
                        new PostsFoundV1(
                                JAVA,
                                "r1",
                                0,
                                OptionalInt.of(0),
                                List.of(),
                                List.of(TestPosts.CARD),
                                SourceApi.OAUTH,
                                NOON.minusSeconds(60)),
                        List.of());

        assertThat(feeds().due(NOON.minusSeconds(60), NOON, 10))
                .extracting(Due::feed)
                .containsExactly(JAVA);
    }

    @Test
    void theMostRecentlyRequestedFeedIsDueFirst() {
        record(JAVA, "r1", TestPosts.posts("java", "j", 1), NOON.minusSeconds(60));
        record(RUST, "r2", TestPosts.posts("rust", "r", 1), NOON.minusSeconds(60));
        request(JAVA, 1);
        feeds().flushRequested(10);
        request(RUST, 1);
        feeds().flushRequested(10);

        assertThat(feeds().due(NOON, NOON, 10)).extracting(Due::feed).containsExactly(RUST, JAVA);
        assertThat(feeds().due(NOON, NOON, 1)).extracting(Due::feed).containsExactly(RUST);
    }

    @Test
    void theRequestCountDecays() {
        record(JAVA, "r1", TestPosts.posts("java", "j", 1), NOON.minus(Duration.ofDays(1)));
        request(JAVA, 4);
        feeds().flushRequested(10);

        clock.advance(Duration.ofHours(6).minusSeconds(11));
        request(JAVA, 1);
        feeds().flushRequested(10);

        assertThat(due(JAVA))
                .hasValueSatisfying(due -> assertThat(due.requests()).isEqualTo(1 + 4 / Math.E, within(0.001)));
    }

    @Test
    void theRateOfNewPostsIsAMovingAverage() {
        List<ClassifiedPost> posts = TestPosts.posts("java", "j", 40);
        Instant first = NOON.minus(Duration.ofHours(9));
        record(JAVA, "b1", posts.subList(0, 10), first);
        request(JAVA, 1);
        feeds().flushRequested(10);
        assertThat(due(JAVA).orElseThrow().newAnHour()).isEmpty();

        Instant second = first.plus(Duration.ofHours(2));
        record(JAVA, "b2", posts.subList(6, 16), second);
        assertThat(rate()).isEqualTo(3, within(0.001));
        record(JAVA, "b2", posts.subList(6, 16), second);
        assertThat(rate()).as("again").isEqualTo(3, within(0.001));

        Instant third = first.plus(Duration.ofHours(3));
        record(JAVA, "b3", posts.subList(16, 26), third);
        assertThat(rate()).isEqualTo(0.7 * 3 + 0.3 * 10, within(0.001));

        record(JAVA, "late", posts.subList(30, 40), first.plus(Duration.ofHours(1)));
        assertThat(rate()).isEqualTo(5.1, within(0.001));
    }

    @Test
    void expiredPostsAndFetchesAreDeletedInBatchesAndKnowledgeIsKept() {
        Instant old = NOON.minus(Duration.ofDays(30));
        record(JAVA, "old", TestPosts.posts("java", "j", 4), old);
        record(RUST, "new", TestPosts.posts("rust", "r", 4), NOON);
        communities().learn(JAVA.community(), _ -> new Learned(new byte[] {1}, 4, "music", 0.9f));
        Instant limit = NOON.minus(Duration.ofDays(29));

        assertThat(feeds().expire(limit, 3)).isEqualTo(3);
        assertThat(feeds().expire(limit, 3)).isEqualTo(1);
        assertThat(feeds().expire(limit, 3)).isZero();

        assertThat(feeds().page(JAVA, 0, 5).value()).isInstanceOf(StoredFeed.Missing.class);
        assertThat(posts().find(new PostId("j0"))).isEmpty();
        assertThat(communities().knowledge(JAVA.community()).prior()).isPresent();
        assertThat(pageOf(RUST, 0).posts()).hasSize(4);
    }

    @Test
    void aPostThatIsSeenAgainDoesNotExpire() {
        Instant old = NOON.minus(Duration.ofDays(3));
        record(JAVA, "r1", TestPosts.posts("java", "j", 2), old);
        record(JAVA, "r2", TestPosts.posts("java", "j", 1), NOON);

        assertThat(feeds().expire(NOON.minus(Duration.ofDays(2)), 10)).isEqualTo(1);
        assertThat(posts().find(new PostId("j0"))).isPresent();
    }

    @Test
    void whoAsksForAFeedThatIsBeingFetchedJoinsTheOthers() {
        assertThat(isNew(JAVA, "1")).isTrue();
        assertThat(isNew(JAVA, "2")).isFalse();
        assertThat(isNew(RUST, "3")).isTrue();

        assertThat(feeds().waiting(JAVA)).containsExactly(card("1"), card("2"));
        assertThat(feeds().waiting(RUST)).containsExactly(card("3"));
    }

    @Test
    void theUpdateThatAskedForAFetchAsksForItAgainWhenItIsHandledAgain() {
        feeds().await(JAVA, card("1"));
        feeds().await(JAVA, card("2"));

        assertThat(isNew(JAVA, "1")).isTrue();
        assertThat(isNew(JAVA, "2")).isFalse();
        assertThat(feeds().waiting(JAVA)).hasSize(2);
    }

    @Test
    void aLostFetchIsNotWaitedForHoweverManyJoinedIt() {
        feeds().await(JAVA, card("1"));
        clock.advance(FeedStore.UNDER_WAY.minusSeconds(1));
        assertThat(isNew(JAVA, "2")).isFalse();
        clock.advance(Duration.ofSeconds(1));

        assertThat(isNew(JAVA, "3")).isTrue();
        assertThat(isNew(JAVA, "4")).isFalse();
        assertThat(feeds().waiting(JAVA)).as("the next fetch is for all").hasSize(4);
    }

    @Test
    void anAnsweredCardWaitsNoLongerAndTheNextOneIsFetchedFor() {
        feeds().await(JAVA, card("1"));
        feeds().await(JAVA, card("2"));

        feeds().answered(JAVA, List.of(card("1")));
        assertThat(feeds().waiting(JAVA)).containsExactly(card("2"));
        feeds().answered(JAVA, List.of(card("1"), card("2")));
        assertThat(feeds().waiting(JAVA)).isEmpty();
        assertThat(isNew(JAVA, "3")).isTrue();
    }

    @Test
    void aCardThatWaitedForAnHourIsForgotten() {
        feeds().await(JAVA, card("1"));
        clock.advance(FeedStore.MAX_WAIT);
        feeds().expire(NOON.minus(Duration.ofDays(2)), 10);
        assertThat(feeds().waiting(JAVA)).hasSize(1);

        clock.advance(Duration.ofSeconds(1));
        assertThat(feeds().waiting(JAVA)).as("before the sweep").isEmpty();
        feeds().expire(NOON.minus(Duration.ofDays(2)), 10);
        assertThat(feeds().waiting(JAVA)).isEmpty();
    }

    @Test
    void whoAsksForAFeedWhoseFetchIsDelayedJoinsItAndLearnsWhenItComes() {
        feeds().await(JAVA, card("1"));
        feeds().await(JAVA, card("2"));
        Instant until = NOON.plus(Duration.ofMinutes(3));
        feeds().delayed(JAVA, card("1"), until);
        clock.advance(Duration.ofMinutes(2));

        assertThat(feeds().await(JAVA, card("3"))).isEqualTo(new FeedStore.Awaited(false, until));
        assertThat(feeds().await(JAVA, card("1"))).isEqualTo(new FeedStore.Awaited(true, until));
        assertThat(isNew(RUST, "4")).isTrue();
    }

    private boolean isNew(Feed feed, String cause) {
        return feeds().await(feed, card(cause)).isNew();
    }

    private static PendingCard card(String cause) {
        return new PendingCard(new Place(new ChatId(-7), OptionalInt.of(3)), CardId.ofUpdate(cause), cause, "de");
    }

    /// An environment reports its counts at most every ten seconds, when a request is counted.
    private void request(Feed feed, int times) {
        for (int i = 0; i < times; i++) {
            clock.advance(Duration.ofSeconds(11));
            feeds().requested(feed);
        }
    }

    private Optional<Due> due(Feed feed) {
        Instant now = clock.instant();
        return feeds().due(now.minusSeconds(10), now.minusSeconds(10), 1_000).stream()
                .filter(due -> due.feed().equals(feed))
                .findFirst();
    }

    private double rate() {
        return due(JAVA).orElseThrow().newAnHour().orElseThrow();
    }
}
