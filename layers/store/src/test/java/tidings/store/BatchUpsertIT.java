package tidings.store;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tidings.domain.ClassifiedPost;

import static org.assertj.core.api.Assertions.assertThat;

class BatchUpsertIT {
    private static final Instant NOON = TestPosts.NOON;
    private static final int ROUNDS = 40;

    private static TestPostgres postgres;
    private static Database database;

    @BeforeAll
    static void start() throws IOException, SQLException {
        postgres = TestPostgres.start();
        database = postgres.database();
    }

    @AfterAll
    static void stop() throws IOException {
        database.close();
        postgres.close();
    }

    /// The same statement, once with a hundred posts and a hundred times with one post, each committed.
    @Test
    void aHundredPostsInOneStatementBeatAHundredStatements() {
        Timings batch = new Timings(ROUNDS);
        Timings single = new Timings(ROUNDS);
        for (int round = -5; round < ROUNDS; round++) {
            List<ClassifiedPost> together = TestPosts.posts("java", "b" + (round + 5) + "x", 100);
            List<ClassifiedPost> alone = TestPosts.posts("java", "s" + (round + 5) + "x", 100);
            if (round < 0) {
                upsert(together);
                alone.forEach(post -> upsert(List.of(post)));
            } else {
                batch.time(() -> upsert(together));
                single.time(() -> alone.forEach(post -> upsert(List.of(post))));
            }
        }

        double times = (double) single.median().toNanos() / batch.median().toNanos();
        System.out.printf(
                Locale.ROOT,
                "100 posts: %s in one statement, %s in 100 statements, %.1f times as long%n",
                Timings.millis(batch.median()),
                Timings.millis(single.median()),
                times);
        assertThat(database.<Integer>with(handle -> handle.createQuery("select count(*) from post")
                        .mapTo(Integer.class)
                        .one()))
                .isEqualTo(2 * 100 * (ROUNDS + 5));
        assertThat(times).isGreaterThan(2);
    }

    private static void upsert(List<ClassifiedPost> posts) {
        database.with(handle -> PostRows.upsert(handle, posts, NOON));
    }
}
