package tidings.scheduler;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tidings.aws.Wiring;
import tidings.domain.ChatId;
import tidings.domain.ClassifiedPost;
import tidings.domain.Community;
import tidings.domain.Feed;
import tidings.domain.Period;
import tidings.domain.Place;
import tidings.domain.Post;
import tidings.domain.PostId;
import tidings.domain.PostKind;
import tidings.domain.SourceApi;
import tidings.domain.SourceProblem;
import tidings.follows.FollowQuery;
import tidings.follows.Origin;
import tidings.messages.PostsMessage.FeedAbsentV1;
import tidings.messages.PostsMessage.FeedRefusedV1;
import tidings.messages.PostsMessage.PostsFoundV1;
import tidings.messages.ScrapeMessage;
import tidings.messages.ScrapeMessage.FeedsRequestedV1;
import tidings.messages.ScrapeMessage.ScrapeRequestedV1;
import tidings.ratelimit.RedditMode;
import tidings.ratelimit.RequestBudget.Outlook;
import tidings.ratelimit.SourceHealth;
import tidings.settings.Profile;
import tidings.settings.Tunables;
import tidings.store.CommunityStore.Learned;
import tidings.store.DatabaseConfig;
import tidings.store.FeedStore;
import tidings.store.Stores;
import tidings.store.cache.CacheConfig;
import tidings.testing.ManualClock;
import tidings.topics.TopicCommunities;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SchedulerTest {
    private static final Feed JAVA = new Feed(new Community("java"), Period.DAY);
    private static final ChatId CHAT = new ChatId(4711);
    private static final Profile PROFILE = Profile.all().get("production");

    private final ManualClock clock = new ManualClock();
    private final Stores stores = Stores.inMemory(clock);
    private final List<ScrapeMessage> scrapes = new ArrayList<>();
    private SourceHealth standing = SourceHealth.ALIVE;
    private int spare = 5;
    private final Scheduler scheduler = scheduler(followed(Map.of()));

    @Test
    void aRequestedFeedIsFetchedAgainWithoutAWaitingCard() {
        fetched(JAVA, Duration.ofMinutes(11));
        stores.feeds().requested(JAVA);

        scheduler.tick();

        assertThat(scrapes).singleElement().isInstanceOfSatisfying(ScrapeRequestedV1.class, request -> {
            assertThat(request.feed()).isEqualTo(JAVA);
            assertThat(request.waiting()).isEmpty();
        });
    }

    @Test
    void aFeedIsFetchedAgainAfterTheScrapeIntervalAndNotBefore() {
        fetched(JAVA, PROFILE.scrapeInterval());
        stores.feeds().requested(JAVA);
        scheduler.tick();
        assertThat(scrapes).isEmpty();

        clock.advance(Duration.ofMillis(1));
        scheduler.tick();
        assertThat(scrapes).hasSize(1);
    }

    @Test
    void aFeedThatNobodyRequestedForSixHoursIsNotFetchedAgain() {
        fetched(JAVA, Duration.ofHours(1));
        stores.feeds().requested(JAVA);
        stores.feeds().flushRequested(1);

        clock.advance(Duration.ofHours(6));
        scheduler.tick();

        assertThat(scrapes).isEmpty();
    }

    @Test
    void noMoreFeedsAreFetchedThanTheRateLimitAndTheTunableAllow() {
        IntStream.range(0, 50).forEach(i -> {
            Feed feed = new Feed(new Community("feed" + i), Period.DAY);
            fetched(feed, Duration.ofHours(1));
            stores.feeds().requested(feed);
        });
        spare = 0;
        scheduler.tick();
        assertThat(scrapes).isEmpty();

        spare = 80;
        scheduler.tick();
        assertThat(scrapes).hasSize(20);
    }

    @Test
    void anUnavailableSourceIsTriedOnceAMinute() {
        fetched(JAVA, Duration.ofHours(1));
        fetched(new Feed(new Community("rust"), Period.DAY), Duration.ofHours(1));
        stores.feeds().requested(JAVA);
        stores.feeds().requested(new Feed(new Community("rust"), Period.DAY));
        spare = 80;
        standing = SourceHealth.DEAD;

        scheduler.tick();

        assertThat(scrapes).hasSize(1);
    }

    @Test
    void theMostRequestedFeedsAreWarmed() {
        List<Feed> warmed = new ArrayList<>();
        FeedStore feeds = stores.feeds();
        IntStream.range(0, 70).forEach(i -> feeds.requested(new Feed(new Community("feed" + i), Period.DAY)));
        feeds.requested(JAVA);
        feeds.requested(JAVA);

        new Scheduler(
                        observed(feeds, warmed),
                        scrapes::addAll,
                        () -> new Outlook(standing, Optional.empty(), spare),
                        Tunables.fixed(PROFILE),
                        followed(Map.of()),
                        clock)
                .tick();

        assertThat(warmed).hasSize(50).startsWith(JAVA);
    }

    @Test
    void postsAreDeletedAfterTwoDaysAndNotBefore() {
        fetched(JAVA, Duration.ofHours(48));
        scheduler.tick();
        assertThat(stored(1)).isEqualTo(1);

        clock.advance(Duration.ofMillis(1));
        scheduler.tick();
        assertThat(stored(1)).isZero();
    }

    @Test
    void expiredPostsAreDeletedInBatchesAndTooManyOfThemInTheNextMinute() {
        fetched(JAVA, Duration.ofHours(49), 22_500);

        scheduler.tick();
        assertThat(stored(22_500)).isEqualTo(2_500);
        scheduler.tick();
        assertThat(stored(22_500)).isZero();
    }

    @Test
    void aMinuteIsRunOnASilentWiring() {
        SchedulerConfig config = new SchedulerConfig(
                "scheduler",
                "https://sqs.invalid/scrape",
                "sources",
                "tunables",
                RedditMode.OAUTH,
                new DatabaseConfig("database.invalid", 5432, "disable", "test", "eu-west-1", PROFILE),
                new CacheConfig(CacheConfig.Mode.PLAIN, "cache.invalid", 6379, "cache", "functions", "eu-west-1"));

        assertThatCode(() -> Scheduler.of(config, Wiring.silent()).tick()).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"expire", "flushRequested", "page", "due", "followed", "outlook", "send"})
    void aStepThatFailsIsReportedAndKeepsNoOtherFromBeingDone(String failing) {
        fetched(new Feed(new Community("old"), Period.DAY), Duration.ofHours(49));
        fetched(JAVA, Duration.ofHours(1));
        stores.feeds().requested(JAVA);
        stores.feeds().flushRequested(1);
        stores.feeds().requested(JAVA);
        IllegalStateException failure = new IllegalStateException(failing + " fails");
        FeedStore feeds = (FeedStore) Proxy.newProxyInstance(
                FeedStore.class.getClassLoader(), new Class<?>[] {FeedStore.class}, (_, method, arguments) -> {
                    if (method.getName().equals(failing)) {
                        throw failure;
                    }
                    return method.invoke(stores.feeds(), arguments);
                });
        Scheduler partly = new Scheduler(
                feeds,
                requested -> {
                    if (failing.equals("send")) {
                        throw failure;
                    }
                    scrapes.addAll(requested);
                },
                () -> {
                    if (failing.equals("outlook")) {
                        throw failure;
                    }
                    return new Outlook(standing, Optional.empty(), spare);
                },
                Tunables.fixed(PROFILE),
                followed(Map.of()),
                clock);

        assertThatThrownBy(partly::tick).isSameAs(failure);

        boolean fetches = List.of("due", "followed", "outlook", "send").contains(failing);
        assertThat(scrapes).hasSize(fetches ? 0 : 1);
        assertThat(stores.feeds().expire(clock.instant().minus(Duration.ofHours(48)), 10))
                .as("left to expire")
                .isEqualTo(failing.equals("expire") ? 1 : 0);
        assertThat(stores.feeds().flushRequested(1))
                .as("left to note")
                .hasSize(failing.equals("flushRequested") ? 1 : 0);
    }

    @Test
    void aFollowedCommunityIsFetchedWhoeverAsksAndBeforeWhatIsFetchedAgain() {
        fetched(JAVA, Duration.ofMinutes(30));
        stores.feeds().requested(JAVA);
        follow("rust");
        spare = 1;

        scheduler.tick();

        assertThat(feeds()).containsExactly("rust/day");
    }

    @Test
    void aFollowedCommunityIsFetchedAgainHoweverLongNobodyAsksForIt() {
        follow("rust");
        fetched(new Feed(new Community("rust"), Period.DAY), Duration.ofDays(1));

        scheduler.tick();

        assertThat(feeds()).containsExactly("rust/day");
    }

    @Test
    void aCommunityThatNobodyFollowsAnyMoreIsNotFetched() {
        long id = follow("rust");
        stores.follows().remove(CHAT, id);

        scheduler.tick();

        assertThat(scrapes).isEmpty();
    }

    @Test
    void severalFollowedCommunitiesAreReadWithOneRequest() {
        Stream.of("rust", "kotlin", "u_quiet-otter").forEach(this::follow);
        spare = 1;

        scheduler.tick();

        assertThat(scrapes).singleElement().isInstanceOfSatisfying(FeedsRequestedV1.class, request -> {
            assertThat(request.communities())
                    .extracting(Community::value)
                    .containsExactlyInAnyOrder("rust", "kotlin", "u_quiet-otter");
            assertThat(request.period()).isEqualTo(Period.DAY);
        });
    }

    @Test
    void aFollowedCommunityThatRefusedIsAskedAgainAloneAfterSixHours() {
        follow("rust");
        follow("kotlin");
        stores.feeds()
                .record(new FeedRefusedV1(
                        new Feed(new Community("rust"), Period.DAY),
                        "run-1",
                        SourceProblem.PRIVATE,
                        List.of(),
                        clock.instant()));
        scheduler.tick();
        assertThat(feeds()).containsExactly("kotlin/day");

        clock.advance(Duration.ofHours(6).plusMillis(1));
        scrapes.clear();
        scheduler.tick();
        assertThat(scrapes).hasSize(2).allMatch(ScrapeRequestedV1.class::isInstance);
        assertThat(feeds()).containsExactlyInAnyOrder("kotlin/day", "rust/day");
    }

    @Test
    void aCommunityOfWhichNothingComesAmongOthersIsSoonNoLongerDue() {
        Feed rust = new Feed(new Community("rust"), Period.DAY);
        follow("rust");
        fetched(rust, Duration.ofMinutes(30));
        stores.feeds().record(new FeedAbsentV1(rust, "run-2", clock.instant()));

        scheduler.tick();
        assertThat(scrapes).isEmpty();

        clock.advance(Duration.ofMinutes(11));
        scheduler.tick();
        assertThat(feeds()).containsExactly("rust/day");
    }

    @Test
    void theCommunitiesOfAFollowedTopicAreFetchedWithThoseThatUseHasShown() {
        stores.follows().add(Place.of(CHAT), FollowQuery.of(new Origin.OfTopic("science")));
        stores.communities().learn(new Community("moss"), _ -> new Learned(new byte[1], 30, "science", 0.9f));
        stores.communities().learn(new Community("seldom"), _ -> new Learned(new byte[1], 3, "science", 0.9f));
        Scheduler topics = scheduler(followed(Map.of("science", List.of("space", "physics"), "music", List.of("jazz"))));

        topics.tick();

        assertThat(feeds()).containsExactlyInAnyOrder("space/day", "physics/day", "moss/day", "jazz/day");
    }

    @Test
    void threeCommunitiesOfATopicThatNobodyFollowsAreFetchedEverySixHours() {
        Scheduler topics = scheduler(followed(Map.of("music", List.of("jazz", "blues", "folk", "ska"))));
        topics.tick();
        assertThat(feeds()).containsExactlyInAnyOrder("jazz/day", "blues/day", "folk/day");

        Stream.of("jazz", "blues", "folk")
                .forEach(name -> fetched(new Feed(new Community(name), Period.DAY), Duration.ZERO));
        scrapes.clear();
        clock.advance(Duration.ofHours(6));
        topics.tick();
        assertThat(scrapes).isEmpty();

        clock.advance(Duration.ofMillis(1));
        topics.tick();
        assertThat(feeds()).hasSize(3);
    }

    private Followed followed(Map<String, List<String>> shipped) {
        return new Followed(stores.follows(), stores.communities(), new TopicCommunities(shipped));
    }

    private Scheduler scheduler(Followed followed) {
        return new Scheduler(
                stores.feeds(),
                scrapes::addAll,
                () -> new Outlook(standing, Optional.empty(), spare),
                Tunables.fixed(PROFILE),
                followed,
                clock);
    }

    private long follow(String community) {
        return stores.follows()
                .add(Place.of(CHAT), FollowQuery.of(new Origin.OfCommunity(new Community(community))))
                .orElseThrow()
                .id();
    }

    /// The feeds that were requested, alone or together.
    private List<String> feeds() {
        return scrapes.stream()
                .flatMap(message -> switch (message) {
                    case ScrapeRequestedV1 one -> Stream.of(one.feed());
                    case FeedsRequestedV1 several -> several.feeds().stream();
                })
                .map(Feed::toString)
                .toList();
    }

    /// The same store, which notes the feeds of the pages that are read.
    private static FeedStore observed(FeedStore feeds, List<Feed> read) {
        return (FeedStore) Proxy.newProxyInstance(
                FeedStore.class.getClassLoader(), new Class<?>[] {FeedStore.class}, (_, method, arguments) -> {
                    if (method.getName().equals("page")) {
                        read.add((Feed) arguments[0]);
                    }
                    return method.invoke(feeds, arguments);
                });
    }

    /// How many of the first posts of r/java are stored.
    private long stored(int first) {
        return IntStream.range(0, first)
                .filter(i -> stores.posts().find(new PostId("java" + i)).isPresent())
                .count();
    }

    private void fetched(Feed feed, Duration ago) {
        fetched(feed, ago, 1);
    }

    private void fetched(Feed feed, Duration ago, int count) {
        Instant at = clock.instant().minus(ago);
        List<Post> posts = IntStream.range(0, count)
                .mapToObj(i -> new Post(
                        new PostId(feed.community().value() + i),
                        feed.community(),
                        "title",
                        "",
                        "https://example.org",
                        "example.org",
                        "https://www.reddit.com/",
                        PostKind.LINK,
                        OptionalInt.of(1),
                        OptionalInt.of(1),
                        false,
                        at))
                .toList();
        stores.feeds()
                .record(
                        new PostsFoundV1(
                                feed, "run-" + feed, 0, OptionalInt.of(count), posts, List.of(), SourceApi.OAUTH, at),
                        posts.stream()
                                .map(post -> new ClassifiedPost(post, "music", 0.9f, "m1"))
                                .toList());
    }
}
