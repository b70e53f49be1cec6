package tidings.bot;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import redis.embedded.RedisServer;
import tidings.aws.Delivery;
import tidings.aws.Meter;
import tidings.cards.PostCards;
import tidings.chats.InMemoryChats;
import tidings.domain.ChatId;
import tidings.domain.ClassifiedPost;
import tidings.domain.Community;
import tidings.domain.Feed;
import tidings.domain.Period;
import tidings.domain.Post;
import tidings.domain.PostId;
import tidings.domain.PostKind;
import tidings.domain.SourceApi;
import tidings.messages.OutboxMessage;
import tidings.messages.PostsMessage.PostsFoundV1;
import tidings.messages.ScrapeMessage;
import tidings.messages.ScrapeMessage.ScrapeRequestedV1;
import tidings.ratelimit.RequestBudget.Outlook;
import tidings.ratelimit.SourceHealth;
import tidings.settings.Profile;
import tidings.settings.Tunables;
import tidings.store.ChatRegistry;
import tidings.store.Database;
import tidings.store.Migrations;
import tidings.store.Stores;
import tidings.store.cache.CacheConfig;
import tidings.store.cache.RemoteCache;
import tidings.topics.ShippedTopics;
import tidings.topics.Taxonomy;
import tidings.topics.TopicModel;

/// Many chats that ask for many subreddits, on a clock of their own: the real bot in several environments, a real
/// Postgres and a real Redis, and what the other functions do to them.
final class SimulatedUsers implements AutoCloseable, InstantSource {
    static final int SUBREDDITS = 500;

    private static final int ENVIRONMENTS = 4;
    private static final int POSTS = 25;
    private static final Duration READING = Duration.ofSeconds(3);
    private static final Profile PROFILE = Profile.all().get("production");
    private static final Taxonomy TAXONOMY = Taxonomy.load();

    final Counts bots = new Counts();
    final Counts others = new Counts();

    /// Of what notes behind the answers what people did.
    final Counts notes = new Counts();

    private final EmbeddedPostgres postgres;
    private final int cachePort;
    private final List<Runnable> connections = new ArrayList<>();
    private final List<Bot> environments = new ArrayList<>();
    private final Stores back;
    private final WrittenBehind behind;
    private final InMemoryChats chats = new InMemoryChats(this);
    private final Queue<Scrape> underWay = new ArrayDeque<>();
    private final double[] shares = new double[SUBREDDITS];
    private RedisServer cache;
    private Instant now = Instant.parse("2026-11-20T12:00:00Z");
    private Instant ticked = now;
    private long updates;
    private int readings;

    private record Scrape(Instant due, Feed feed) {}

    /// @param outbox where answers go
    SimulatedUsers(int cachePort, tidings.aws.Queue<OutboxMessage> outbox) throws IOException {
        this.cachePort = cachePort;
        postgres = EmbeddedPostgres.start();
        Migrations.apply(postgres.getPostgresDatabase());
        startCache();
        TopicModel model = TopicModel.load();
        behind = new WrittenBehind(stores(notes));
        for (int i = 0; i < ENVIRONMENTS; i++) {
            environments.add(bot(stores(bots), model, outbox));
        }
        back = stores(others);
        double sum = 0;
        for (int rank = 0; rank < SUBREDDITS; rank++) {
            sum += 1.0 / (rank + 1);
            shares[rank] = sum;
        }
    }

    /// The time of these users.
    @Override
    public Instant instant() {
        return now;
    }

    int readings() {
        return readings;
    }

    /// Lets time pass: what was being read is there, and the scheduler does its minutes.
    void goTo(Instant then) {
        behind.goTo(then);
        while (!ticked.plus(Duration.ofMinutes(1)).isAfter(then)) {
            ticked = ticked.plus(Duration.ofMinutes(1));
            read(ticked);
            now = ticked;
            tick();
        }
        read(then);
        now = then;
    }

    /// A subreddit, the more likely the lower its number: Zipf's law with exponent 1.
    Community someSubreddit(RandomGenerator random) {
        double point = random.nextDouble() * shares[SUBREDDITS - 1];
        int rank = IntStream.range(0, SUBREDDITS)
                .filter(i -> shares[i] >= point)
                .findFirst()
                .orElseThrow();
        return new Community("sub" + rank);
    }

    /// The chats have been known for a while.
    void areKnown(int chats) {
        for (int chat = 1; chat <= chats; chat++) {
            back.chats().note(new ChatId(chat), ChatRegistry.Status.ACTIVE, now);
        }
    }

    void says(int chat, String text, RandomGenerator random) {
        handle(random, TestBot.text(++updates, chat, "private", "en", text));
    }

    void presses(int chat, String data, RandomGenerator random) {
        handle(random, TestBot.press(++updates, chat, "private", data));
    }

    void stopCache() throws IOException {
        cache.stop();
    }

    void startCache() throws IOException {
        cache = RedisServer.newRedisServer()
                .port(cachePort)
                .bind("127.0.0.1")
                .setting("save \"\"")
                .build();
        cache.start();
    }

    @Override
    public void close() throws IOException {
        connections.forEach(Runnable::run);
        cache.stop();
        postgres.close();
    }

    private void handle(RandomGenerator random, String update) {
        environments
                .get(random.nextInt(ENVIRONMENTS))
                .handle(new Delivery<>(Incoming.read(update), "m" + updates, 1, 0));
    }

    private Bot bot(Stores stores, TopicModel model, tidings.aws.Queue<OutboxMessage> outbox) {
        Explainer explainer = new Explainer(
                model, ShippedTopics.load(), stores.posts(), stores.communities(), (_, make) -> make.get());
        Services services = new Services(
                stores,
                chats,
                explainer,
                TAXONOMY,
                PROFILE::listingTtl,
                PROFILE::sendsPerSecond,
                Optional.empty(),
                ShippedTopics.load(),
                new Packs(stores.posts(), (_, draw) -> draw.get()),
                () -> new Outlook(SourceHealth.ALIVE, Optional.empty(), 0),
                Duration.ofHours(48),
                Duration.ofDays(7));
        return new Bot(
                new Commands(services),
                new Dispatcher(outbox, this::scrape, _ -> {}, _ -> {}, behind::add),
                new Registrations(stores.chats(), _ -> {}),
                new ForumThreads(stores.threads(), new Preferences(stores.chats(), chats), outbox),
                chats,
                Meter.silent(),
                this);
    }

    private void scrape(List<? extends ScrapeMessage> messages) {
        messages.stream()
                .filter(ScrapeRequestedV1.class::isInstance)
                .map(ScrapeRequestedV1.class::cast)
                .forEach(message -> underWay.add(new Scrape(now.plus(READING), message.feed())));
    }

    private void read(Instant until) {
        while (!underWay.isEmpty() && !underWay.peek().due().isAfter(until)) {
            Scrape scrape = underWay.poll();
            now = scrape.due();
            categorize(scrape.feed());
        }
    }

    /// What the categorizer does, with topics by number.
    private void categorize(Feed feed) {
        back.communities().knowledge(feed.community());
        int run = ++readings;
        List<Post> posts = IntStream.range(0, POSTS)
                .mapToObj(rank -> post(feed, rank, run))
                .toList();
        back.feeds()
                .record(
                        new PostsFoundV1(
                                feed, "r" + run, 0, OptionalInt.of(POSTS), posts, List.of(), SourceApi.OAUTH, now),
                        posts.stream()
                                .map(post -> new ClassifiedPost(
                                        post,
                                        TAXONOMY.all()
                                                .get(run % TAXONOMY.all().size())
                                                .id(),
                                        0.9f,
                                        "m1"))
                                .toList());
        back.feeds().latest(feed, PostCards.PAGE);
        back.feeds().answered(feed, back.feeds().waiting(feed));
    }

    /// What the scheduler does.
    private void tick() {
        back.feeds().flushRequested(1_000).stream()
                .limit(50)
                .forEach(feed -> back.feeds().page(feed, 0, PostCards.PAGE));
        back.feeds()
                .due(now.minus(Duration.ofHours(6)), now.minus(Duration.ofMinutes(9)), PROFILE.fetchesPerMinute())
                .forEach(due -> underWay.add(new Scrape(now.plus(READING), due.feed())));
    }

    private Post post(Feed feed, int rank, int run) {
        String link = "https://www.reddit.com/r/" + feed.community() + "/comments/" + rank;
        return new Post(
                new PostId(feed.community().value() + "x" + (rank + run % 3)),
                feed.community(),
                "Post " + rank + " of " + feed.community(),
                "Some words about it. ".repeat(40),
                link,
                "self",
                link,
                PostKind.TEXT,
                OptionalInt.of(10_000 - rank * 10 + run % 7),
                OptionalInt.of(rank),
                false,
                now.minus(Duration.ofHours(1 + rank)));
    }

    static Feed day(Community subreddit) {
        return new Feed(subreddit, Period.DAY);
    }

    private Stores stores(Counts counts) {
        CacheConfig config =
                new CacheConfig(CacheConfig.Mode.PLAIN, "127.0.0.1", cachePort, "cache", "functions", "eu-west-1");
        Database database = Database.of(counts.observed(postgres.getPostgresDatabase()), PROFILE, this);
        RemoteCache remote = RemoteCache.of(config, this);
        connections.add(database::close);
        connections.add(remote::close);
        return Stores.of(database, remote, Tunables.fixed(PROFILE), counts, this);
    }
}
