package tidings.store;

import java.io.IOException;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.StatementCustomizer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tidings.domain.ClassifiedPost;
import tidings.domain.Community;
import tidings.domain.Feed;
import tidings.domain.Period;
import tidings.domain.SourceProblem;
import tidings.domain.TopicCursor;
import tidings.messages.PostsMessage.FeedRefusedV1;
import tidings.settings.Tunables;
import tidings.store.CommunityStore.Knowledge;
import tidings.store.CommunityStore.Learned;
import tidings.store.FeedStore.Due;
import tidings.store.FeedStore.StoredFeed;
import tidings.store.cache.Cache;
import tidings.store.cache.CacheRegion;
import tidings.store.cache.Cached;
import tidings.store.cache.Key;
import tidings.store.cache.ReadOnlyCache;
import tidings.store.cache.RemoteCache;
import tidings.store.cache.TestRedis;
import tidings.testing.ManualClock;

import static org.assertj.core.api.Assertions.assertThat;

/// Two environments with Postgres and a Redis server.
@ExtendWith(SharedPostgres.class)
class StoresIT {
    private static final Community NAME = new Community("java");
    private static final Feed JAVA = TestPosts.feed("java");
    private static final CacheRegion<String> OWN =
            CacheRegion.of("own", 1, String.class, _ -> Duration.ofHours(1), Duration.ZERO);

    private final List<Cache.Outcome> lookups = new ArrayList<>();
    private final AtomicInteger statements = new AtomicInteger();
    private final ManualClock clock = new ManualClock();
    private TestPostgres postgres;
    private Wiretap network;
    private Database database;
    private TestRedis redis;
    private RemoteCache oneRemote;
    private RemoteCache otherRemote;
    private Stores here;
    private Stores there;

    @BeforeEach
    void start(TestPostgres shared) throws IOException {
        postgres = shared;
        network = Wiretap.to(postgres.port());
        database = TestPostgres.database(network.port());
        database.customize(new StatementCustomizer() {
            @Override
            public void afterExecution(PreparedStatement statement, StatementContext context) {
                statements.incrementAndGet();
            }
        });
        redis = TestRedis.start();
        oneRemote = RemoteCache.of(redis.config(), clock);
        otherRemote = RemoteCache.of(redis.config(), clock);
        here = Stores.of(database, oneRemote, Tunables.fixed(TestPostgres.PROFILE), lookups::add, clock);
        there = Stores.of(database, otherRemote, Tunables.fixed(TestPostgres.PROFILE), lookups::add, clock);
    }

    @AfterEach
    void stop() throws IOException {
        oneRemote.close();
        otherRemote.close();
        redis.close();
        database.close();
        network.close();
    }

    private void disconnect() throws IOException {
        network.close();
        database.close();
    }

    @Test
    void aRehearsalReadsWhatItWroteAndLeavesNoRowAndNoCachedValue() {
        Stores rehearsed = Stores.of(
                database, new ReadOnlyCache(oneRemote), Tunables.fixed(TestPostgres.PROFILE), lookups::add, clock);
        database.rehearse(() -> {
            record(rehearsed, "r1", 7);
            assertThat(rehearsed.feeds().page(JAVA, 0, 5).value()).isInstanceOf(StoredFeed.Page.class);
        });

        assertThat(here.feeds().page(JAVA, 0, 5).value()).isInstanceOf(StoredFeed.Missing.class);
        assertThat(here.communities().knowledge(NAME)).isEqualTo(Knowledge.NONE);
    }

    @Test
    void theCatalogIsServedWithTheDatabaseStopped() throws IOException {
        record(here, "r1", 7);
        here.communities().learn(NAME, _ -> new Learned(new byte[] {1}, 30, "programming", 0.5f));
        List<Object> read = browse(here);
        disconnect();

        assertThat(browse(here)).isEqualTo(read);
        assertThat(browse(there)).as("elsewhere").isEqualTo(read);
    }

    private List<Object> browse(Stores stores) {
        Cache cache = stores.cache().orElseThrow();
        Catalog catalog = new PostgresCatalog(database, cache, new Retention(Retention.MAX, clock));
        return List.of(
                catalog.statistics(),
                catalog.communities("", 50),
                catalog.community(NAME),
                catalog.posts(
                        new Catalog.Search(Optional.of("music"), Optional.empty(), Optional.empty()),
                        Optional.empty(),
                        5),
                DatabaseReport.of(database, cache));
    }

    @Test
    void everyRegionIsServedWithTheDatabaseStopped() throws IOException {
        record(here, "r1", 7);
        here.communities().learn(NAME, _ -> new Learned(new byte[] {1}, 1, "programming", 0.5f));
        readEveryRegion(here);
        int before = statements.get();
        disconnect();

        readEveryRegion(here);
        readEveryRegion(there);

        assertThat(statements).hasValue(before);
        assertThat(lookups)
                .filteredOn(outcome -> outcome == Cache.Outcome.LOCAL)
                .hasSize(5);
        assertThat(lookups)
                .filteredOn(outcome -> outcome == Cache.Outcome.REMOTE)
                .hasSize(5);
    }

    @Test
    void aStaleValueIsServedAndMarkedWhileTheDatabaseIsStopped() throws IOException {
        record(here, "r1", 7);
        here.feeds().page(JAVA, 0, 5);
        disconnect();
        clock.advance(Duration.ofMinutes(40));

        Cached<StoredFeed> found = there.feeds().page(JAVA, 0, 5);

        assertThat(found.value()).isInstanceOf(StoredFeed.Page.class);
        assertThat(found.sourceFailed()).isTrue();
        assertThat(found.at()).isEqualTo(TestPosts.NOON);
    }

    @Test
    void aWholeFetchAndARefusalInvalidateThePagesOfTheFeed() {
        assertThat(here.feeds().page(JAVA, 0, 5).value()).isInstanceOf(StoredFeed.Missing.class);
        record(here, "r1", 7);
        assertThat(total(here)).isEqualTo(7);
        assertThat(total(there)).isEqualTo(7);

        clock.advance(Duration.ofSeconds(20));
        record(there, "r2", 9);
        assertThat(total(here)).isEqualTo(9);

        Feed week = new Feed(NAME, Period.WEEK);
        StoredFeed refused = new StoredFeed.Refused(SourceProblem.PRIVATE, clock.instant());
        there.feeds().record(new FeedRefusedV1(week, "r3", SourceProblem.PRIVATE, List.of(), clock.instant()));
        clock.advance(Duration.ofSeconds(10));
        assertThat(here.feeds().page(JAVA, 0, 5).value()).isEqualTo(refused);
    }

    /// A refusal is one of the community; it may be cached with any of its feeds.
    @ParameterizedTest
    @EnumSource(Period.class)
    void aFetchOfOnePeriodEndsTheRefusalOfAll(Period period) {
        Feed other = new Feed(NAME, period);
        here.feeds().record(new FeedRefusedV1(other, "r1", SourceProblem.PRIVATE, List.of(), clock.instant()));
        assertThat(there.feeds().page(other, 0, 5).value()).isInstanceOf(StoredFeed.Refused.class);
        clock.advance(Duration.ofSeconds(10));

        record(here, "r2", 7);

        assertThat(here.feeds().page(other, 0, 5).value()).isNotInstanceOf(StoredFeed.Refused.class);
        assertThat(there.feeds().page(other, 0, 5).value()).isNotInstanceOf(StoredFeed.Refused.class);
    }

    @Test
    void aFeedThatWasJustFetchedForTheFirstTimeIsSeenEverywhereAtOnce() {
        assertThat(there.feeds().page(JAVA, 0, 5).value()).isInstanceOf(StoredFeed.Missing.class);

        record(here, "r1", 7);

        assertThat(total(there)).isEqualTo(7);
    }

    @Test
    void theLatestPageIsReadFromTheDatabaseWhateverTheCacheHas() throws SQLException {
        record(here, "r1", 7);
        assertThat(total(here)).isEqualTo(7);
        postgres.execute("update reading set total = 9");

        assertThat(total(here)).isEqualTo(7);
        assertThat(here.feeds().latest(JAVA, 5))
                .isInstanceOfSatisfying(
                        StoredFeed.Page.class,
                        stored -> assertThat(stored.page().total()).isEqualTo(9));
        assertThat(total(here)).as("afterwards").isEqualTo(9);
    }

    @Test
    void newKnowledgeIsReadAtOnce() {
        assertThat(here.communities().knowledge(NAME)).isEqualTo(Knowledge.NONE);
        here.communities().fix(NAME, "music");
        assertThat(here.communities().knowledge(NAME).fixedTopic()).contains("music");
        here.communities().learn(NAME, _ -> new Learned(new byte[] {1, 2}, 2, "sports", 0.5f));
        assertThat(here.communities().knowledge(NAME).prior()).hasValue(new byte[] {1, 2});
        assertThat(there.communities().knowledge(NAME).prior())
                .as("through JSON")
                .hasValue(new byte[] {1, 2});
    }

    @Test
    void requestsAreStoredLaterInOneStatement() {
        record(here, "r1", 7);
        clock.advance(Duration.ofHours(7));
        int before = statements.get();
        here.feeds().requested(JAVA);
        there.feeds().requested(JAVA);
        there.feeds().requested(TestPosts.feed("never_fetched"));
        assertThat(statements).hasValue(before);

        assertThat(here.feeds().flushRequested(100)).containsExactly(JAVA);
        assertThat(here.feeds().flushRequested(100)).isEmpty();
        assertThat(statements).hasValue(before + 1);
        assertThat(here.feeds().due(clock.instant().minusSeconds(1), clock.instant(), 10))
                .extracting(Due::feed)
                .containsExactly(JAVA);
    }

    private static void readEveryRegion(Stores stores) {
        assertThat(total(stores)).isEqualTo(7);
        assertThat(stores.feeds()
                        .topic("music", new TopicCursor.Top(), 5)
                        .value()
                        .posts())
                .hasSize(5);
        assertThat(stores.posts()
                        .find(TestPosts.posts("java", "j", 1).getFirst().post().id()))
                .isPresent();
        assertThat(stores.communities().knowledge(NAME).prior()).hasValue(new byte[] {1});
        assertThat(stores.cached(OWN, Key.of("own"), () -> Optional.of("loaded")))
                .contains("loaded");
    }

    private static int total(Stores stores) {
        return ((StoredFeed.Page) stores.feeds().page(JAVA, 0, 5).value())
                .page()
                .total();
    }

    private void record(Stores stores, String run, int count) {
        List<ClassifiedPost> posts = TestPosts.posts("java", "j", count);
        stores.feeds().record(TestPosts.whole(JAVA, run, posts, clock.instant()), posts);
    }
}
