package tidings.store;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import tidings.domain.ChatId;
import tidings.domain.Place;
import tidings.store.Plans.Plan;

import static org.assertj.core.api.Assertions.assertThat;

/// What a minute of briefs and paces costs with 100,000 chats and what was delivered to them.
class BriefPlansIT {
    private static final Instant NOON = TestPosts.NOON;

    private static final List<String> FILL = List.of("""
            insert into chat (id, status, status_at, settings, pace, pace_state, planned_at, next_brief_at)
            select i, 'active', timestamptz '2026-11-01 00:00Z',
                '{"chosen":{"brief":"08:00","pace":"12"}}', 12, null,
                timestamptz '2026-11-20 11:30Z' - i % 60 * interval '1 minute',
                timestamptz '2026-11-20 08:00Z' + i * interval '1 second'
            from generate_series(1, 100000) i""", """
            insert into delivery (chat, story, post, follow, topic, rank, state, reason, created_at, due_at, brief_at)
            select i % 100000 + 1, 's' || i, 'p' || i, i, 'music', i % 100 / 100.0,
                (array['held', 'sent', 'skipped', 'pending'])[i % 4 + 1],
                case when i % 4 = 2 then 'pace' end, timestamptz '2026-11-20 00:00Z' + i % 40000 * interval '1 second',
                timestamptz '2026-11-20 12:00Z',
                case when i % 4 in (1, 2) and i % 3 = 0 then timestamptz '2026-11-19 08:00Z' end
            from generate_series(1, 400000) i""", """
            insert into brief (chat, due_at, made_at, is_queued)
            select i, timestamptz '2026-11-19 08:00Z', timestamptz '2026-11-19 08:00Z' + i * interval '1 second', i % 1000 > 0
            from generate_series(1, 100000) i""", """
            insert into post (id, source, subreddit, title, body, url, domain, permalink, kind, adult, created, topic,
                confidence, model, seen_at)
            select 'p' || i, 'reddit', 'java', 'A title', '', '', '', '', 'link', false,
                timestamptz '2026-11-20 00:00Z', 'music', 0.9, 'm1', timestamptz '2026-11-20 00:00Z'
            from generate_series(1, 100000) i""", """
            insert into story_key (key, story, seen_at)
            select md5('k' || i), 's' || i, timestamptz '2026-11-20 00:00Z' from generate_series(1, 200000) i""", "analyze");

    @Test
    void eachStatementIsABoundedIndexScanAndEachIndexIsUsed() throws IOException, SQLException {
        try (TestPostgres postgres = TestPostgres.start()) {
            DataSource source = postgres.create("briefs");
            for (String statement : FILL) {
                TestPostgres.execute(source, statement);
            }
            Plans planner = new Plans(source);
            InstantSource noon = InstantSource.fixed(NOON);
            try (Database database = Database.of(source, TestPostgres.PROFILE, noon)) {
                database.customize(planner);
                BriefStore briefs = new PostgresBriefStore(database, noon);
                Place place = Place.of(new ChatId(500));
                Set<String> used = new TreeSet<>();
                Stream.<Runnable>of(
                                briefs::make,
                                () -> briefs.unqueued(100),
                                () -> briefs.page(place, Instant.parse("2026-11-19T08:00:00Z"), true, 0, 10),
                                () -> briefs.expire(
                                        NOON.minus(Duration.ofDays(1)).minusSeconds(14_000), 100),
                                () -> new PostgresDeliveryStore(database, noon)
                                        .plan(NOON.minus(Duration.ofHours(1)), 250),
                                () -> database.inTransaction(handle -> Stories.assign(
                                        new Stories.InPostgres(handle, NOON), TestPosts.posts("java", "n", 25))))
                        .forEach(query -> {
                            query.run();
                            List<Plan> plans = planner.taken();
                            assertThat(plans).isNotEmpty();
                            plans.forEach(plan -> {
                                assertThat(plan.nodes())
                                        .as(plan.sql())
                                        .allSatisfy(node -> assertThat(
                                                        node.get("Node Type").asText())
                                                .isNotEqualTo("Seq Scan"));
                                System.out.printf(
                                        "planned cost %.0f: %s%n",
                                        plan.cost(),
                                        plan.sql().strip().lines().findFirst().orElse(""));
                                used.addAll(plan.indexes());
                            });
                        });

                assertThat(used)
                        .contains(
                                "chat_by_next_brief",
                                "chat_by_planned",
                                "delivery_held",
                                "delivery_by_chat",
                                "delivery_by_brief",
                                "brief_not_queued",
                                "brief_by_made_at",
                                "story_key_pkey");
            }
        }
    }
}
