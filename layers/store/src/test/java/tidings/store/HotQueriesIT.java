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
import java.util.SequencedMap;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tidings.domain.Feed;
import tidings.domain.Period;
import tidings.domain.PostId;
import tidings.domain.ClassifiedPost;
import tidings.domain.Community;
import tidings.domain.TopicCursor;
import tidings.aws.Meter;
import tidings.store.Plans.Plan;

import static org.assertj.core.api.Assertions.assertThat;

/// What is asked of the database again and again, at two sizes of it.
class HotQueriesIT {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final int FEW = 10_000;
    private static final int MANY = 1_000_000;
    private static final int TOPICS = 32;
    private static final int OF_A_SUBREDDIT = 1_000;
    private static final Set<String> INDEX_SCANS = Set.of("Index Scan", "Index Only Scan", "Bitmap Index Scan");

    /// What the planner thinks of reading the narrowest table of a million rows: its 8,300 pages and its rows.
    private static final double A_TABLE_READ_WHOLE = 18_000;

    private static TestPostgres postgres;
    private static Filled small;
    private static Filled large;

    @BeforeAll
    static void fill() throws IOException, SQLException {
        postgres = TestPostgres.start(Map.of("fsync", "off", "max_wal_size", "8GB", "maintenance_work_mem", "256MB"));
        long start = System.nanoTime();
        small = Filled.with(FEW, "small");
        // A table of ten rows is read whole whatever its indexes, which says nothing of larger ones.
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
    void everyHotQueryIsABoundedScanOfAnIndex() throws SQLException {
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
            assertThat(cost(many)).as("planned cost: %s", name).isLessThan(A_TABLE_READ_WHOLE / 2);
        }
    }

    @Test
    void whatGoesWithAReadingIsFoundByAnIndex() throws SQLException {
        Plans planner = new Plans(large.source);
        planner.explain("delete from reading_post where run = 'r1'");
        planner.explain("delete from listing where run = 'r1'");

        planner.taken().forEach(plan -> isBounded("foreign key", plan));
    }

    @Test
    void aHundredTimesThePostsHardlySlowDownAHotQuery() {
        for (String name : small.hotQueries().keySet()) {
            int rounds = name.startsWith("records") ? 60 : 500;
            Timings few = new Timings(rounds);
            Timings many = new Timings(rounds);
            for (int i = 0; i < rounds / 5; i++) {
                small.hotQueries().get(name).run();
                large.hotQueries().get(name).run();
            }
            for (int i = 0; i < rounds; i++) {
                few.time(small.hotQueries().get(name));
                many.time(large.hotQueries().get(name));
            }
            System.out.printf(
                    Locale.ROOT,
                    "%-44s p95 %s of %d posts, %s of %d: %.2f times%n",
                    name,
                    Timings.millis(few.p95()),
                    FEW,
                    Timings.millis(many.p95()),
                    MANY,
                    (double) many.p95().toNanos() / few.p95().toNanos());
            assertThat(many.p95()).as(name).isLessThan(Duration.ofMillis(100));
        }
    }

    /// Rows that come from no table are bounded by what was sent.
    private static void isBounded(String name, Plan plan) {
        for (JsonNode node : plan.nodes()) {
            String type = node.get("Node Type").asText();
            assertThat(type).as("%s: %s", name, plan.sql()).isNotEqualTo("Seq Scan");
            if (INDEX_SCANS.contains(type)) {
                assertThat(node.has("Index Cond"))
                        .as("%s: %s: %s", name, plan.sql(), node)
                        .isTrue();
            }
            if (type.equals("Sort")) {
                assertThat(node.toString())
                        .as("%s: what is sorted came from no table", name)
                        .doesNotContain("Relation Name");
            }
        }
    }

    private static double cost(List<Plan> plans) {
        return plans.stream().mapToDouble(Plan::cost).sum();
    }

    /// A database with `posts` posts, and every feed read a moment ago.
    private record Filled(int posts, Database database, DataSource source, Random random) {
        static Filled with(int posts, String name) throws SQLException {
            DataSource source = postgres.create(name);
            for (String statement :
                    FILL.formatted(posts, OF_A_SUBREDDIT, TOPICS).split(";")) {
                TestPostgres.execute(source, statement);
            }
            return new Filled(posts, connected(source), source, new Random(7));
        }

        private static Database connected(DataSource source) {
            return Database.of(source, TestPostgres.PROFILE, Meter.silent(), InstantSource.system());
        }

        /// The one list of what is hot: what a person, a part of a reading or a minute makes the functions ask.
        Map<String, Runnable> hotQueries() {
            Listings feeds = new Listings(database);
            Map<String, Runnable> hot = new LinkedHashMap<>();
            hot.put("what was asked for is noted", () -> feeds.asked(asked(feed()), NOON));
            hot.put("a page of a listing", () -> feeds.page(feed(), random.nextInt(190) * 5, 5));
            hot.put("the first page of a topic", () -> feeds.ofTopic(topic(), new TopicCursor.Top(), 5));
            hot.put("a page deep within a topic", () -> feeds.ofTopic(topic(), below(), 5));
            hot.put("a page deep within a topic, turning back", () -> feeds.ofTopic(topic(), above(), 5));
            hot.put("a post", () -> feeds.find(post(random.nextInt(posts))));
            hot.put("what is known of a subreddit", () -> new Subreddits(database).known(subreddit()));
            hot.put("what is due", () -> feeds.due(NOON.minusSeconds(60), NOON, 20));
            hot.put("what has expired", () -> feeds.expire(NOON.minus(Duration.ofDays(3)), 10));
            hot.put(
                    "learns of a subreddit",
                    () -> new Subreddits(database)
                            .learn(subreddit(), _ -> new Subreddits.Learned(new byte[132], 25, "topic1", 0.5f)));
            hot.put("records a hundred posts", this::record);
            hot.put("sorts a hundred posts again", () -> new Resorting(database).again("another", 100, this::asBefore));
            return hot;
        }

        private List<ClassifiedPost> asBefore(List<Resorting.Stale> stale) {
            return stale.stream().map(Resorting.Stale::post).toList();
        }

        private void record() {
            String subreddit = subreddit().value();
            String prefix = "n" + random.nextInt(10_000) + "x";
            new Readings(database)
                    .record(
                            TestPosts.part(
                                    subreddit, "n" + random.nextLong(), TestPosts.sorted(subreddit, prefix, 100), NOON),
                            TestPosts.sorted(subreddit, prefix, 100));
        }

        private Community subreddit() {
            return new Community("s" + random.nextInt(posts / OF_A_SUBREDDIT));
        }

        private Feed feed() {
            return new Feed(subreddit(), Period.DAY);
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

    private static final String FILL = """
            alter table post set unlogged;
            insert into post
            select 'p' || lpad(i::text, 7, '0'), 's' || i / %2$d, 'Title of a post ' || i, repeat('text ', 40),
                'https://example.org/' || i, 'example.org', 'https://www.reddit.com/comments/' || i, 'link',
                case when i %% 50 = 0 then null else (i::bigint * 7919 %% 5000)::int end, i %% 300, i %% 40 = 0,
                timestamptz '2026-11-20 00:00:00Z', 'topic' || (i::bigint * 104729 %% %3$d), 0.9, 'm1',
                timestamptz '2026-11-20 12:00:00Z' - i %% 172800 * interval '1 second'
            from generate_series(0, %1$d - 1) i;
            insert into reading
            select 'r' || s, 's' || s, 'day', 'oauth', '2026-11-20 11:55:00Z', %2$d
            from generate_series(0, %1$d / %2$d - 1) s;
            insert into reading_post
            select 'r' || i / %2$d, i %% %2$d, 'p' || lpad(i::text, 7, '0') from generate_series(0, %1$d - 1) i;
            insert into listing
            select 's' || s, 'day', 'r' || s, '2026-11-20 11:55:00Z',
                timestamptz '2026-11-20 12:00:00Z' - s * interval '30 seconds'
            from generate_series(0, %1$d / %2$d - 1) s;
            insert into subreddit (name, refusal, refused_at, prior, posts, topic, confidence)
            select 's' || s, case when s %% 100 = 99 then 'private' end, '2026-11-20 11:55:00Z',
                decode(repeat('00', 132), 'hex'), 25, 'topic1', 0.9
            from generate_series(0, %1$d / %2$d - 1) s;
            vacuum analyze""";

    private static SequencedMap<Feed, Integer> asked(Feed feed) {
        return new LinkedHashMap<>(Map.of(feed, 2));
    }
}
