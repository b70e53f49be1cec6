package tidings.store;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import tidings.aws.Wiring;
import tidings.domain.ChatId;
import tidings.domain.ClassifiedPost;
import tidings.domain.TopicCursor;
import tidings.messages.PostsMessage;
import tidings.messages.PostsMessage.PostsFoundV1;
import tidings.messages.Samples;
import tidings.preferences.ChatSettings;
import tidings.settings.Tunables;
import tidings.store.cache.Cache;
import tidings.store.cache.CacheConfig;
import tidings.store.cache.CacheRegion;
import tidings.store.cache.Key;
import tidings.store.cache.Popularity;
import tidings.store.cache.ReadOnlyCache;
import tidings.store.cache.RemoteCache;

/// The repositories that a function uses, with the cache that they share. Thread-safe.
public record Stores(
        FeedStore feeds,
        PostStore posts,
        CommunityStore communities,
        Optional<Cache> cache,
        FollowStore follows,
        ChatRegistry chats,
        DeliveryStore deliveries,
        BriefStore briefs,
        NoticeStore notices,
        ReminderStore reminders,
        ThreadStore threads,
        SharedLists lists,
        SavedPosts saved,
        Outcomes outcomes,
        Lessons lessons,
        HistoryStore history,
        PointStore points) {
    /// How old a value may become beyond its TTL while the database is unavailable. Together with the TTL of pages,
    /// this is how long posts can outlive their deletion from the database.
    static final Duration STALE = Duration.ofHours(1);

    /// In Postgres behind Valkey, each connected at its first use. On a silent wiring in memory, with the sample
    /// `posts-found.1` in it, and all that caching needs is loaded.
    public static Stores of(DatabaseConfig databaseConfig, CacheConfig cacheConfig, Tunables tunables, Wiring wiring) {
        return of(databaseConfig, cacheConfig, tunables, wiring, _ -> {}, () -> {});
    }

    /// @param lookups is told how each lookup of the cache ended
    /// @param longWaits is called for each wait that a larger pool of connections would have spared
    public static Stores of(
            DatabaseConfig databaseConfig,
            CacheConfig cacheConfig,
            Tunables tunables,
            Wiring wiring,
            Consumer<Cache.Outcome> lookups,
            Runnable longWaits) {
        if (wiring.isSilent()) {
            return primed(wiring.clock());
        }
        return wiring.shared(
                Stores.class, () -> connected(databaseConfig, cacheConfig, tunables, wiring, lookups, longWaits));
    }

    private static Stores connected(
            DatabaseConfig databaseConfig,
            CacheConfig cacheConfig,
            Tunables tunables,
            Wiring wiring,
            Consumer<Cache.Outcome> lookups,
            Runnable longWaits) {
        Database database = Database.of(databaseConfig, wiring.clock());
        database.onLongWait(longWaits);
        RemoteCache remote = RemoteCache.of(cacheConfig, wiring.clock());
        wiring.beforeCheckpoint(database::close);
        wiring.beforeCheckpoint(remote::close);
        Retention retention = new Retention(databaseConfig.retention(), wiring.clock());
        wiring.onSmokeTest(() -> remote.get(List.of("smoke-test")));
        Stores rehearsed = of(database, new ReadOnlyCache(remote), tunables, _ -> {}, retention);
        wiring.onSmokeTest(() -> database.rehearse(() -> rehearsed.takeSample(wiring.clock())));
        return of(database, remote, tunables, lookups, retention);
    }

    /// Posts are kept as long as they may be.
    public static Stores of(
            Database database,
            RemoteCache remote,
            Tunables tunables,
            Consumer<Cache.Outcome> lookups,
            InstantSource clock) {
        return of(database, remote, tunables, lookups, new Retention(Retention.MAX, clock));
    }

    public static Stores of(
            Database database,
            RemoteCache remote,
            Tunables tunables,
            Consumer<Cache.Outcome> lookups,
            Retention retention) {
        InstantSource clock = retention.clock();
        Cache cache = new Cache(remote, tunables, lookups, clock, new SecureRandom());
        PostgresChatRegistry chats = new PostgresChatRegistry(database, cache, clock);
        return new Stores(
                new PostgresFeedStore(database, cache, new Popularity(remote, clock), retention),
                new PostgresPostStore(database, cache, retention, new MeaningIndex(database, retention)),
                new PostgresCommunityStore(database, cache),
                Optional.of(cache),
                new PostgresFollowStore(database, chats, clock),
                chats,
                new PostgresDeliveryStore(database, clock),
                new PostgresBriefStore(database, new BriefTurns(database, cache), clock),
                new PostgresNoticeStore(database, clock),
                new PostgresReminderStore(database, retention),
                new PostgresThreadStore(database, clock),
                new PostgresSharedLists(database, clock),
                new PostgresSavedPosts(database, retention),
                new PostgresOutcomes(database),
                new PostgresLessons(database, chats, new Corrections(database, clock), clock),
                new PostgresHistory(database, cache, clock),
                new PostgresPointStore(database, cache));
    }

    /// In memory and without a cache, for tests and priming.
    public static Stores inMemory(InstantSource clock) {
        CommunityStore communities = new InMemoryCommunityStore();
        InMemoryPostStore posts = new InMemoryPostStore(communities, new Retention(Retention.MAX, clock));
        InMemoryChatRegistry chats = new InMemoryChatRegistry();
        InMemoryFollowStore follows = new InMemoryFollowStore(chats, clock);
        InMemoryLessons lessons = new InMemoryLessons(chats, posts, clock);
        InMemoryDeliveryStore deliveries = new InMemoryDeliveryStore(follows, chats, posts, lessons, clock);
        InMemoryNoticeStore notices = new InMemoryNoticeStore(follows, chats, clock);
        return new Stores(
                new InMemoryFeedStore(posts, communities, deliveries, notices, chats, clock),
                posts,
                communities,
                Optional.empty(),
                follows,
                chats,
                deliveries,
                new InMemoryBriefStore(deliveries, chats, posts, lessons, clock),
                notices,
                new InMemoryReminderStore(chats, posts, clock),
                new InMemoryThreadStore(chats, clock),
                new InMemorySharedLists(chats),
                new InMemorySavedPosts(chats, posts),
                new InMemoryOutcomes(deliveries),
                lessons,
                new InMemoryHistory(chats, clock),
                new InMemoryPointStore(chats));
    }

    /// Posts with the topics that chats taught.
    public TaughtPosts taught() {
        return new TaughtPosts(feeds, posts, lessons);
    }

    private static PostsFoundV1 sample() {
        return (PostsFoundV1) Samples.read("posts-found.1", PostsMessage.class);
    }

    /// Stores a fetched feed, and reads what the commands read most.
    private List<ClassifiedPost> takeSample(InstantSource clock) {
        PostsFoundV1 sample = sample().at(clock.instant()); // an older one would not be shown
        List<ClassifiedPost> stored = sample.posts().stream()
                .map(post -> new ClassifiedPost(post, "other", 1, ""))
                .toList();
        communities.knowledge(sample.feed().community());
        feeds.record(sample, stored);
        feeds.requested(sample.feed());
        feeds.page(sample.feed(), 0, stored.size());
        feeds.topic("other", new TopicCursor.Top(), stored.size());
        feeds.waiting(sample.feed());
        chats.find(new ChatId(1));
        return stored;
    }

    private static Stores primed(InstantSource clock) {
        Stores stores = inMemory(clock);
        List<ClassifiedPost> posts = stores.takeSample(clock);
        PostsFoundV1 sample = sample();
        PostgresFeedStore.PAGES.prime(
                stores.feeds.page(sample.feed(), 0, posts.size()).value());
        PostgresFeedStore.TOPICS.prime(
                stores.feeds.topic("other", new TopicCursor.Top(), posts.size()).value());
        PostgresPostStore.POSTS.prime(posts.getFirst());
        PostgresCommunityStore.KNOWLEDGE.prime(CommunityStore.Knowledge.NONE);
        stores.chats().note(new ChatId(4711), ChatRegistry.Status.ACTIVE, clock.instant()); // that of all samples
        PostgresHistory.RECENT.prime(stores.history().of(new ChatId(1), Optional.empty()));
        PostgresChatRegistry.CHATS.prime(new PostgresChatRegistry.Known(
                new ChatRegistry.Registered(
                        new ChatId(1), ChatRegistry.Status.ACTIVE, Instant.EPOCH, ChatSettings.NONE),
                List.of()));
        PostgresPointStore.POINTS.prime(PointStore.Counted.NONE);
        PostgresPointStore.LEADERS.prime(new PostgresPointStore.Board(List.of()));
        return stores;
    }

    /// A value of a function's own region, from the cache or else from `source`. Without a cache the value is loaded
    /// each time, and read back from its cached form.
    public <V> Optional<V> cached(CacheRegion<V> region, Key key, Supplier<Optional<V>> source) {
        return cache.map(there -> there.get(region, key, source).value())
                .orElseGet(() -> source.get().map(region::prime));
    }
}
