package tidings.store;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tidings.store.Filled.Caused;
import tidings.store.Plans.Plan;

import static org.assertj.core.api.Assertions.assertThat;

/// The frequent queries, on a small and on a large database.
class HotQueriesIT {
    private static final int FEW = 10_000;
    private static final int MANY = 1_000_000;
    private static final Set<String> INDEX_SCANS = Set.of("Index Scan", "Index Only Scan", "Bitmap Index Scan");

    /// The planned cost of a sequential scan of the narrowest table with a million rows: its 8,300 pages and its
    /// rows.
    private static final double SEQUENTIAL_SCAN = 18_000;

    /// Indexes of what is done within a minute.
    private static final Set<String> ALL_WANTED = Set.of("brief_not_queued");

    /// Indexes of which the first entries are wanted, as many as the statement's limit.
    private static final Set<String> FIRST_WANTED = Set.of("points_leaders", "post_vector_by_number");

    /// What a chat has of something.
    private static final int MAX_SORTED = 100;

    /// Lookups of which the 95th percentile is taken.
    private static final int LOOKED_UP = 60;

    /// Of posts with a rare word, the latest are looked for among all of them.
    private static final int MAX_FOUND = PostSearch.WINDOW;

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
        small = Filled.with(postgres, FEW, "small");
        // A table of ten rows is scanned sequentially whatever its indexes.
        TestPostgres.execute(small.source(), "alter database small set enable_seqscan = off");
        large = Filled.with(postgres, MANY, "large");
        System.out.printf("%d and %d posts made in %d s%n", FEW, MANY, (System.nanoTime() - start) / 1_000_000_000);
    }

    @AfterAll
    static void stop() throws IOException {
        small.database().close();
        large.database().close();
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
                    "%-44s planned cost %.0f of %d posts, %.0f of %d, growth %.2f%n",
                    name,
                    cost(few),
                    FEW,
                    cost(many),
                    MANY,
                    cost(many) / cost(few));
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

    /// What people look up of their own, and who leads: so many pages, whose 95th percentile depends on no clock.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "recent entries of a chat",
                "a page of a chat's history",
                "reminders of a chat",
                "one of them",
                "points of a chat",
                "leaders",
                "how many are ahead"
            })
    void whatACompanionLooksUpReadsNoMoreThanTwiceThePagesOfAHundredTimesTheRows(String name) throws SQLException {
        long few = pages(small, name);
        long many = pages(large, name);

        System.out.printf(
                Locale.ROOT,
                "%-44s p95 pages %d of %d rows, %d of %d, growth %.2f%n",
                name,
                few,
                FEW,
                many,
                MANY,
                many / (double) few);
        assertThat(many).as(name).isLessThanOrEqualTo(2 * few);
    }

    /// Each of a hundred thousand chats follows ten. A page of followers is merged of the next ones of up to three
    /// origins, so where these are many, three are read for one; and indexes are a level deeper.
    @Test
    void whatANewPostReadsGrowsWithItsFollowersAndNotWithAllFollows() throws SQLException {
        Caused few = small.newPost();
        Caused many = large.newPost();

        System.out.printf(
                Locale.ROOT,
                "a new post reads %.2f pages for each of its %d followers of %d follows, %.2f of %d of %d%n",
                few.pagesEach(),
                few.followers(),
                FEW,
                many.pagesEach(),
                many.followers(),
                MANY);
        assertThat(few.followers()).isGreaterThan(500);
        assertThat(many.followers()).isGreaterThan(few.followers());
        assertThat(many.pagesEach()).isLessThanOrEqualTo(4 * few.pagesEach());
    }

    /// The 95th percentile of the pages that its queries read together; those that write are left out.
    private static long pages(Filled filled, String name) throws SQLException {
        Plans planner = new Plans(filled.source());
        List<Long> all = new ArrayList<>();
        for (int i = 0; i < LOOKED_UP; i++) {
            long pages = 0;
            for (Plan plan : filled.plans(name)) {
                if (plan.sql().strip().startsWith("select")) {
                    pages += planner.pages(plan.sql());
                }
            }
            all.add(pages);
        }
        all.sort(Comparator.naturalOrder());
        return all.get(LOOKED_UP * 95 / 100 - 1);
    }

    private static List<Plan> cascades() throws SQLException {
        Plans planner = new Plans(large.source());
        planner.explain("delete from reading_post where run = 'r1'");
        planner.explain("delete from listing where run = 'r1'");
        return planner.taken();
    }

    /// The statement of the trigger `count_gone_posts`, for one post.
    private static Plan countOfGonePosts() throws SQLException {
        Plans planner = new Plans(large.source());
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
                    && !ALL_WANTED.contains(node.get("Index Name").asText())
                    && !(plan.root().get("Node Type").asText().equals("Limit")
                            && FIRST_WANTED.contains(node.get("Index Name").asText()))) {
                assertThat(node.has("Index Cond"))
                        .as("%s: %s: %s", name, plan.sql(), node)
                        .isTrue();
            }
            if (type.equals("Sort") && node.toString().contains("Relation Name")) {
                assertThat(node.get("Plan Rows").asInt())
                        .as("%s: rows of a table that are sorted: %s", name, node)
                        .isLessThanOrEqualTo(name.contains("searched") ? MAX_FOUND : MAX_SORTED);
            }
        }
    }

    private static double cost(List<Plan> plans) {
        return plans.stream().mapToDouble(Plan::cost).sum();
    }
}
