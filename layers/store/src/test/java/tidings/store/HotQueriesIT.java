package tidings.store;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tidings.domain.ClassifiedPost;
import tidings.domain.Community;
import tidings.domain.Feed;
import tidings.domain.Period;
import tidings.domain.PostCounts;
import tidings.domain.PostId;
import tidings.domain.TopicCursor;
import tidings.messages.PostsMessage.FeedAbsentV1;
import tidings.store.CommunityStore.Learned;
import tidings.store.Plans.Plan;
import tidings.store.PostStore.Stale;

import static org.assertj.core.api.Assertions.assertThat;

/// The frequent queries, on a small and on a large database.
class HotQueriesIT {
    private static final Instant NOON = TestPosts.NOON;
    private static final int FEW = 10_000;
    private static final int MANY = 1_000_000;
    private static final int TOPICS = 32;
    private static final int POSTS_OF_A_COMMUNITY = 1_000;
    private static final Set<String> INDEX_SCANS = Set.of("Index Scan", "Index Only Scan", "Bitmap Index Scan");

    /// The planned cost of a sequential scan of the narrowest table with a million rows: its 8,300 pages and its
    /// rows.
    private static final double SEQUENTIAL_SCAN = 18_000;

    /// Indexes of what is done within a minute.
    private static final Set<String> ALL_WANTED = Set.of("brief_not_queued");

    /// What a chat has of something.
    private static final int MAX_SORTED = 100;

    private static TestPostgres postgres;
    private static Filled small;
    private static Filled large;

    @BeforeAll
    static void fill() throws IOException, SQLException {
        postgres = TestPostgres.start(Map.of(
                "fsync", "off",
                "autovacuum", "off",
                "jit", "off",
                "max_wal_size", "8GB",
                "maintenance_work_mem", "256MB"));
        long start = System.nanoTime();
        small = Filled.with(FEW, "small");
        // A table of ten rows is scanned sequentially whatever its indexes.
        TestPostgres.execute(small.source, "alter database small set enable_seqscan = off");
        large = Filled.with(MANY, "large");
        System.out.printf("%d and %d posts made in %d s%n", FEW, MANY, (System.nanoTime() - start) / 1_000_000_000);
    }

    @AfterAll
    static void stop() throws IOException {
        small.database.close();
        large.database.close();
        postgres.close();
    }

    @Test
    void everyHotQueryIsABoundedIndexScan() throws SQLException {
        for (String name : small.hotQueries().keySet()) {
            List<Plan> few = small.plans(name);
            List<Plan> many = large.plans(name);

            assertThat(many).as(name).isNotEmpty();
            many.forEach(plan -> isBounded(name, plan));
            System.out.printf(
                    Locale.ROOT,
                    "%-44s planned cost %.0f of %d posts, %.0f of %d%n",
                    name,
                    cost(few),
                    FEW,
                    cost(many),
                    MANY);
            assertThat(cost(many)).as("planned cost: %s", name).isLessThan(SEQUENTIAL_SCAN / 2);
        }
    }

    @Test
    void theCascadesOfADeletedFetchUseIndexes() throws SQLException {
        cascades().forEach(plan -> isBounded("foreign key", plan));
    }

    /// An index that no query uses costs each insert and update for nothing.
    @Test
    void everyIndexIsUsedByANamedQuery() throws SQLException {
        Set<String> used = new TreeSet<>();
        for (String name : large.hotQueries().keySet()) {
            large.plans(name).forEach(plan -> used.addAll(plan.indexes()));
        }
        cascades().forEach(plan -> used.addAll(plan.indexes()));
        used.addAll(countOfGonePosts().indexes());

        assertThat(used).containsExactlyInAnyOrderElementsOf(large.indexes());
    }

    private static List<Plan> cascades() throws SQLException {
        Plans planner = new Plans(large.source);
        planner.explain("delete from reading_post where run = 'r1'");
        planner.explain("delete from listing where run = 'r1'");
        return planner.taken();
    }

    /// The statement of the trigger `count_gone_posts`, for one post.
    private static Plan countOfGonePosts() throws SQLException {
        Plans planner = new Plans(large.source);
        planner.explain("""
                insert into gone_posts (topic, posts)
                select coalesce(c.given, g.topic), count(*)
                from post g left join correction c on c.post = g.id where g.id = 'p0000001' group by 1 order by 1
                on conflict (topic) do update set posts = gone_posts.posts + excluded.posts""");
        return planner.taken().getFirst();
    }

    /// Rows that do not come from a table are bounded by the message.
    private static void isBounded(String name, Plan plan) {
        for (JsonNode node : plan.nodes()) {
            String type = node.get("Node Type").asText();
            assertThat(type).as("%s: %s", name, plan.sql()).isNotEqualTo("Seq Scan");
            if (INDEX_SCANS.contains(type)
                    && !ALL_WANTED.contains(node.get("Index Name").asText())) {
                assertThat(node.has("Index Cond"))
                        .as("%s: %s: %s", name, plan.sql(), node)
                        .isTrue();
            }
            if (type.equals("Sort") && node.toString().contains("Relation Name")) {
                assertThat(node.get("Plan Rows").asInt())
                        .as("%s: rows of a table that are sorted: %s", name, node)
                        .isLessThanOrEqualTo(MAX_SORTED);
            }
        }
    }

    private static double cost(List<Plan> plans) {
        return plans.stream().mapToDouble(Plan::cost).sum();
    }

    /// A database with `posts` posts, all of whose feeds were just fetched.
    private record Filled(int posts, Database database, DataSource source, Random random) {
        static Filled with(int posts, String name) throws SQLException {
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
            hot.put("followed feeds", () -> feeds().followed(Map.of(community(), 1, community(), 2), NOON));
            hot.put("communities of a topic", () -> stores().communities().ofTopic(topic(), 5));
            hot.put("nothing came of a feed", () -> feeds().record(new FeedAbsentV1(feed(), "a1", NOON)));
            hot.put("the oldest post", () -> atNoon().feeds().oldestPost());
            hot.put("expired posts and fetches are deleted", () -> feeds().expire(NOON.minus(Duration.ofDays(3)), 10));
            hot.put(
                    "a prior is updated",
                    () -> stores().communities()
                            .learn(community(), _ -> new Learned(new byte[132], 25, "topic1", 0.5f)));
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
                    () -> new Corrections(database, InstantSource.system())
                            .record(post(random.nextInt(posts)), topic()));
            hot.putAll(new CatalogQueries(database).all());
            hot.putAll(new FollowQueries(stores(), random, posts).all());
            hot.putAll(new DeliveryQueries(stores().deliveries(), random, posts).all());
            hot.putAll(new NoticeQueries(stores(), random, posts / POSTS_OF_A_COMMUNITY).all());
            hot.putAll(new BriefQueries(atNoon(), random, posts / 10).all());
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
            feeds().record(TestPosts.whole(feed, "n" + random.nextLong(), fetched, NOON), fetched);
        }

        /// All indexes of the schema.
        List<String> indexes() {
            return database.with(
                    handle -> handle.createQuery("""
                            select indexname from pg_indexes
                            where schemaname = 'public' and tablename <> 'flyway_schema_history'""").mapTo(String.class).list());
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

        private static PostId post(int i) {
            return new PostId("p" + String.format("%07d", i));
        }

        private TopicCursor below() {
            return new TopicCursor.After(OptionalInt.of(random.nextInt(4_000)), post(random.nextInt(posts)), 100);
        }

        private TopicCursor above() {
            return new TopicCursor.Before(OptionalInt.of(random.nextInt(4_000)), post(random.nextInt(posts)), 100);
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
}
