package tidings.scheduler;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tidings.aws.Queue;
import tidings.aws.Wiring;
import tidings.delivery.Briefs;
import tidings.delivery.Deliveries;
import tidings.delivery.Notices;
import tidings.delivery.Reminders;
import tidings.domain.ChatId;
import tidings.domain.Community;
import tidings.domain.Feed;
import tidings.domain.Period;
import tidings.domain.Place;
import tidings.follows.FollowQuery;
import tidings.follows.Origin;
import tidings.messages.OutboxMessage;
import tidings.messages.ScrapeMessage;
import tidings.messages.ScrapeMessage.ScrapeRequestedV1;
import tidings.ratelimit.RedditMode;
import tidings.ratelimit.RequestBudget.Outlook;
import tidings.ratelimit.SourceHealth;
import tidings.settings.Profile;
import tidings.settings.Tunables;
import tidings.store.DatabaseConfig;
import tidings.store.FeedStore;
import tidings.store.Stores;
import tidings.store.cache.CacheConfig;
import tidings.testing.ManualClock;
import tidings.testing.RecordingMeter;
import tidings.topics.TopicCommunities;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SchedulerTest {
    private static final Feed JAVA = new Feed(new Community("java"), Period.DAY);
    private static final Profile PROFILE = Profile.all().get("production");

    private final ManualClock clock = new ManualClock();
    private final Stores stores = Stores.inMemory(clock);
    private final List<ScrapeMessage> scrapes = new ArrayList<>();
    private final List<OutboxMessage> delivered = new ArrayList<>();
    private final Deliveries deliveries =
            new Deliveries(stores.deliveries(), stores.threads(), delivered::addAll, clock);
    private final RecordingMeter meter = new RecordingMeter();
    private SourceHealth standing = SourceHealth.ALIVE;
    private int spare = 5;
    private final List<ScrapeMessage> checked = new ArrayList<>();
    private final Briefs briefs = new Briefs(stores.briefs(), stores.threads(), stores.points(), _ -> {}, clock);
    private final Scheduler scheduler = scheduler(stores.feeds(), followed(Map.of()));

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

        scheduler(Fetched.observed(feeds, warmed), followed(Map.of())).tick();

        assertThat(warmed).hasSize(50).startsWith(JAVA);
    }

    @Test
    void whatTelegramTakesInAMinuteIsDeliveredAndTheAgeOfTheRestIsCounted() {
        FollowQuery java = FollowQuery.of(Origin.of("java"));
        IntStream.range(0, 2_401).forEach(i -> stores.follows().add(Place.of(new ChatId(i)), java));
        fetched(JAVA, Duration.ZERO);

        scheduler.tick();
        clock.advance(Duration.ofMinutes(1));
        scheduler.tick();
        assertThat(delivered).hasSize(2_400).doesNotHaveDuplicates();
        assertThat(meter.values("DeliverySeconds", "waiting")).containsExactly(60.0);
    }

    @Test
    void postsAreDeletedAfterTwoDaysAndNotBefore() {
        fetched(JAVA, Duration.ofHours(48));
        scheduler.tick();
        assertThat(stores.feeds().oldestPost()).hasValue(clock.instant().minus(Duration.ofHours(48)));
        assertThat(meter.outcomes("OldestPost")).as("a metric costs").isEmpty();
        clock.advance(Duration.ofMillis(1));
        scheduler.tick();
        assertThat(stores.feeds().oldestPost()).isEmpty();
    }

    @Test
    void expiredPostsAreDeletedInBatchesAndTooManyOfThemInTheNextMinute() {
        fetched(JAVA, Duration.ofHours(49), 22_500);

        scheduler.tick();
        assertThat(stores.feeds().expire(clock.instant().minus(Duration.ofHours(48)), 1))
                .isEqualTo(1);
        assertThat(meter.values("OldestPost", "hours")).containsExactly(49.0);
        scheduler.tick();
        assertThat(stores.feeds().oldestPost()).isEmpty();
    }

    @Test
    void deliveriesExpireAsFastAsTheyComeInAMinute() {
        IntStream.rangeClosed(1, 2_500)
                .forEach(chat -> stores.follows().add(Place.of(new ChatId(chat)), FollowQuery.of(Origin.of("java"))));
        fetched(JAVA, Duration.ZERO);
        scheduler.tick();

        clock.advance(Duration.ofDays(9));
        scheduler.tick();

        assertThat(stores.deliveries().expire(clock.instant().minus(Duration.ofDays(8)), 1))
                .isZero();
    }

    @Test
    void aMinuteIsRunOnASilentWiring() {
        SchedulerConfig config = new SchedulerConfig(
                "scheduler",
                "https://sqs.invalid/refresh",
                "https://sqs.invalid/deliveries.fifo",
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
        Scheduler partly = scheduler(
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
                followed(Map.of()));

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
    void whatTitlesAreAboutIsCountedForTheNextDays() {
        for (int posts : List.of(5, 20)) {
            clock.advance(Duration.ofDays(1));
            fetched(JAVA, Duration.ofHours(1), posts);
            fetched(new Feed(new Community("rust"), Period.DAY), Duration.ofHours(1), 25 - posts);
            scheduler.tick();
        }
        assertThat(stores.posts().trends().communities()).extracting("name").containsExactly("java");
    }

    private Followed followed(Map<String, List<String>> shipped) {
        return new Followed(stores.follows(), stores.communities(), new TopicCommunities(shipped));
    }

    private Scheduler scheduler(FeedStore feeds, Followed followed) {
        return scheduler(feeds, scrapes::addAll, () -> new Outlook(standing, Optional.empty(), spare), followed);
    }

    private Scheduler scheduler(
            FeedStore feeds, Queue<ScrapeMessage> requests, Supplier<Outlook> reddit, Followed followed) {
        return new Scheduler(
                feeds,
                deliveries,
                briefs,
                new Notices(stores.notices(), delivered::addAll, clock),
                new Reminders(stores.reminders(), delivered::addAll, clock),
                stores.history(),
                requests,
                new PostChecks(stores.posts(), checked::addAll, RedditMode.OAUTH),
                new BriefTitles(stores.briefs(), checked::addAll, RedditMode.OAUTH, Duration.ofHours(48)),
                reddit,
                Tunables.fixed(PROFILE),
                PROFILE::warmFeeds,
                followed,
                Duration.ofHours(48),
                meter,
                clock);
    }

    private void fetched(Feed feed, Duration ago) {
        fetched(feed, ago, 1);
    }

    private void fetched(Feed feed, Duration ago, int count) {
        Fetched.whole(stores.feeds(), feed, clock.instant().minus(ago), count);
    }
}
