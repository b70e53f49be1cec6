package tidings.store;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import tidings.domain.ClassifiedPost;
import tidings.domain.Community;
import tidings.domain.Feed;
import tidings.domain.Period;
import tidings.domain.Post;
import tidings.domain.PostCounts;
import tidings.domain.PostId;
import tidings.domain.TopicCursor;
import tidings.messages.PostsMessage.FeedAbsentV1;
import tidings.messages.PostsMessage.NewPostsFoundV1;
import tidings.messages.PostsMessage.NewPostsFoundV1.Found;
import tidings.messages.PostsMessage.NewPostsFoundV1.Span;
import tidings.messages.PostsMessage.NewPostsMissedV1;
import tidings.selection.Meaning;
import tidings.selection.TopicRule.Kind;
import tidings.store.CommunityStore.Count;
import tidings.store.CommunityStore.Learned;
import tidings.store.Plans.Plan;
import tidings.store.PostStore.Stale;

/// A database with `posts` posts, all of whose feeds were just fetched.
record Filled(int posts, Database database, DataSource source, Random random) {
    static final int POSTS_OF_A_COMMUNITY = 1_000;
    static final int TOPICS = 32;

    /// So few of what is due that a database with ten thousand posts has them in every round of a benchmark: one that
    /// ran out of them would seem to be faster than a large one.
    static final int DUE = 10;

    private static final Instant NOON = TestPosts.NOON;

    /// @param postgres with no database of this name
    static Filled with(TestPostgres postgres, int posts, String name) throws SQLException {
        DataSource source = postgres.create(name);
        Generated.fill(source, posts, POSTS_OF_A_COMMUNITY, TOPICS);
        return new Filled(posts, connected(source), source, new Random(7));
    }

    private static Database connected(DataSource source) {
        return Database.of(source, TestPostgres.PROFILE, InstantSource.system());
    }

    /// All frequent queries: those for a person, a part of a fetch, or a minute.
    Map<String, Runnable> hotQueries() {
        Map<String, Runnable> hot = new LinkedHashMap<>();
        hot.put("requests are stored", this::storeRequests);
        hot.put("a page of a feed", () -> atNoon().feeds().page(feed(), random.nextInt(190) * 5, 5));
        hot.put("the first page of a topic", () -> atNoon().feeds().topic(topic(), new TopicCursor.Top(), 5));
        hot.put("a page deep within a topic", () -> atNoon().feeds().topic(topic(), below(), 5));
        hot.put(
                "a page deep within a topic, turning back",
                () -> atNoon().feeds().topic(topic(), above(), 5));
        hot.put("a post", () -> atNoon().posts().find(post(random.nextInt(posts))));
        Instant later = InstantSource.system().instant().plusSeconds(60);
        hot.put("a rare word is searched for", () -> atNoon().posts().search("post word7", false));
        hot.put("a frequent word is searched for", () -> atNoon().posts().search("post", true));
        hot.put(
                "posts with a word that are searched for by a rule",
                () -> atNoon().posts().concerned(Kind.WORD, "word7"));
        hot.put("posts of a rare domain for a rule", () -> atNoon().posts().concerned(Kind.DOMAIN, "rare.example"));
        hot.put("posts of a subreddit for a rule", () -> atNoon().posts().concerned(Kind.SUBREDDIT, "s1"));
        hot.put("posts like one are searched for", () -> atNoon().posts().like(titled("Title word7 post"), false));
        hot.put("what posts mean", () -> stores().posts().meanings(List.of(post(1), post(2))));
        hot.put("posts that mean the like", () -> atNoon().posts().near(List.of(meaning()), 0.99, 10));
        hot.put("what a phrase means", () -> atNoon().posts().meaning("phrase 7"));
        hot.put("what a phrase means is kept", () -> atNoon().posts().keep("phrase 7", meaning()));
        hot.put("what rises", () -> atNoon().posts().trends());
        hot.put("titles are counted", () -> atOne().posts().countTitles());
        hot.put("the latest posts of a community", () -> atNoon().posts().latest(community(), 1_000));
        hot.put("posts that were found", () -> atNoon().posts().find(List.of(post(1), post(2))));
        hot.put("posts to check", () -> stores().posts().toCheck(later, 100));
        List<PostId> some = IntStream.range(0, 100)
                .mapToObj(_ -> post(random.nextInt(posts)))
                .toList();
        List<PostCounts> counts = some.stream()
                .map(id -> new PostCounts(id, OptionalInt.of(3), OptionalInt.empty()))
                .toList();
        hot.put("posts are there", () -> stores().posts().update(counts));
        hot.put("posts seem to be gone", () -> stores().posts().suspect(some, NOON));
        hot.put("posts are removed", () -> stores().posts().remove(some.subList(0, 5)));
        hot.put("knowledge of a community", () -> stores().communities().knowledge(community()));
        hot.put("a card waits for a feed", () -> feeds().await(feed(), TestPosts.CARD));
        hot.put("cards are answered", () -> feeds().answered(feed(), feeds().waiting(feed())));
        hot.put("due feeds", () -> feeds().due(NOON.minusSeconds(60), NOON, 20));
        hot.put("followed feeds", () -> feeds().followed(twoCommunities(), NOON));
        hot.put("until when new posts are known", () -> feeds().newest(twoCommunities(), NOON));
        hot.put("new posts are recorded", this::recordNewest);
        hot.put("new posts were missed", () -> feeds().record(new NewPostsMissedV1(List.of(community()), "m1", NOON)));
        hot.put(
                "posts of communities are counted",
                () -> stores().communities().count(Map.of(community(), new Count(5, 1))));
        hot.put(
                "communities that may be named",
                () -> stores().communities().nameable(twoCommunities().keySet()));
        hot.put("communities of a topic", () -> stores().communities().ofTopic(topic(), 5));
        hot.put("nothing came of a feed", () -> feeds().record(new FeedAbsentV1(feed(), "a1", NOON)));
        hot.put("the oldest post", () -> atNoon().feeds().oldestPost());
        hot.put("expired posts and fetches are deleted", () -> feeds().expire(NOON.minus(Duration.ofDays(3)), 10));
        hot.put(
                "a prior is updated",
                () -> stores().communities().learn(community(), _ -> new Learned(new byte[132], 25, "topic1", 0.5f)));
        hot.put("records a hundred posts", this::record);
        hot.put(
                "a hundred posts are reclassified",
                () -> stores().posts()
                        .reclassify(
                                "another",
                                100,
                                stale -> stale.stream().map(Stale::post).toList()));
        hot.put(
                "a correction is recorded",
                () -> new Corrections(database, InstantSource.system()).record(post(random.nextInt(posts)), topic()));
        hot.putAll(new FollowQueries(stores(), random, posts).all());
        hot.putAll(new DeliveryQueries(stores().deliveries(), random, posts).all());
        hot.putAll(new CatalogQueries(database).all());
        hot.putAll(new ThreadQueries(stores().threads(), random, posts / 10).all());
        hot.putAll(new NoticeQueries(stores(), random, posts / POSTS_OF_A_COMMUNITY).all());
        hot.putAll(new BriefQueries(atNoon(), random, posts / 10).all());
        hot.putAll(new HistoryQueries(atNoon().history(), random, posts / 10).all());
        hot.putAll(new ReminderQueries(atNoon().reminders(), random, posts / 10).all());
        hot.putAll(new PointQueries(stores().points(), random, posts).all());
        return hot;
    }

    /// With an empty cache.
    private Stores stores() {
        return TestPostgres.stores(database);
    }

    /// The same when no post is too old to be shown.
    private Stores atNoon() {
        return TestPostgres.stores(database, () -> NOON);
    }

    private Stores atOne() {
        return TestPostgres.stores(database, () -> NOON.plus(Duration.ofHours(1)));
    }

    private FeedStore feeds() {
        return stores().feeds();
    }

    private void storeRequests() {
        FeedStore feeds = feeds();
        feeds.requested(feed());
        feeds.flushRequested(10);
    }

    private void record() {
        Feed feed = feed();
        List<ClassifiedPost> fetched =
                TestPosts.posts(feed.community().value(), "n" + random.nextInt(10_000) + "x", 100);
        Map<PostId, Meaning> meanings =
                fetched.stream().collect(Collectors.toMap(post -> post.post().id(), _ -> meaning()));
        feeds().record(
                        TestPosts.whole(feed, "n" + random.nextLong(), fetched, NOON),
                        fetched,
                        new Meant(meanings, Map.of()));
    }

    private Meaning meaning() {
        byte[] steps = new byte[8];
        random.nextBytes(steps);
        return Meaning.of(steps);
    }

    private void recordNewest() {
        Community community = community();
        List<ClassifiedPost> fetched = TestPosts.posts(community.value(), "w" + random.nextInt(10_000) + "x", 100);
        Span span = new Span(NOON, List.of(new Found(community, 100)));
        feeds().record(new NewPostsFoundV1("w" + random.nextLong(), 0, List.of(), NOON, Optional.of(span)), fetched);
    }

    /// All indexes of the schema.
    List<String> indexes() {
        return database.with(
                handle -> handle.createQuery("""
                        select indexname from pg_indexes
                        where schemaname = 'public' and tablename !~ '^flyway|_\\d{8}$'""").mapTo(String.class).list());
    }

    private Map<Community, Integer> twoCommunities() {
        int all = posts / POSTS_OF_A_COMMUNITY;
        int one = random.nextInt(all);
        return Map.of(new Community("s" + one), 1, new Community("s" + (one + 1) % all), 2);
    }

    private Community community() {
        return new Community("s" + random.nextInt(posts / POSTS_OF_A_COMMUNITY));
    }

    private Feed feed() {
        return new Feed(community(), Period.DAY);
    }

    private String topic() {
        return "topic" + random.nextInt(TOPICS);
    }

    private static ClassifiedPost titled(String title) {
        Post post = TestPosts.post("java", "x1", OptionalInt.empty()).post();
        return new ClassifiedPost(
                new Post(
                        post.id(),
                        post.community(),
                        title,
                        "",
                        post.url(),
                        post.domain(),
                        post.permalink(),
                        post.kind(),
                        post.score(),
                        post.comments(),
                        false,
                        post.created()),
                "topic1",
                1,
                "m1");
    }

    private static PostId post(int i) {
        return new PostId("p" + String.format("%07d", i));
    }

    private TopicCursor below() {
        return new TopicCursor.After(OptionalInt.of(random.nextInt(4_000)), post(random.nextInt(posts)), 100);
    }

    private TopicCursor above() {
        return new TopicCursor.Before(OptionalInt.of(random.nextInt(4_000)), post(random.nextInt(posts)), 100);
    }

    /// What a new post causes until all of its followers were looked at.
    ///
    /// @param pages of tables and indexes that were read
    record Caused(int followers, long pages) {
        double pagesEach() {
            return pages / (double) followers;
        }
    }

    /// A post that nobody wants, so that what is read for its followers is all.
    Caused newPost() throws SQLException {
        PostId id = post(random.nextInt(posts / 10));
        database.with(handle -> handle.createUpdate("update fan_out set turn_at = 'epoch' where post = :post")
                .bind("post", id.value())
                .execute());
        Filled explained = new Filled(posts, connected(source), source, random);
        Plans planner = new Plans(source);
        explained.database.customize(planner);
        AtomicInteger followers = new AtomicInteger();
        try (explained.database) {
            DeliveryStore deliveries = explained.atNoon().deliveries();
            boolean[] isLeft = {true};
            while (isLeft[0]) {
                deliveries.expand(500, (post, _, _, page) -> {
                    isLeft[0] = post.post().id().equals(id);
                    followers.addAndGet(isLeft[0] ? page.size() : 0);
                    return List.of();
                });
            }
        }
        long pages = 0;
        for (Plan plan : planner.taken()) {
            if (plan.sql().contains("follow_origin x where")) {
                pages += planner.pages(plan.sql());
            }
        }
        return new Caused(followers.get(), pages);
    }

    /// The plans of a hot query.
    List<Plan> plans(String name) throws SQLException {
        Filled explained = new Filled(posts, connected(source), source, random);
        Plans planner = new Plans(source);
        explained.database.customize(planner);
        try (explained.database) {
            explained.hotQueries().get(name).run();
        }
        return planner.taken();
    }
}
