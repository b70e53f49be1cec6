package tidings.store;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(SharedPostgres.class)
class BatchUpsertIT {
    private static Database database;

    @BeforeAll
    static void start(TestPostgres postgres) {
        database = postgres.database();
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    /// Postgres marks each row with the transaction and with the statement that wrote it.
    @Test
    void aHundredPostsAreStoredByOneStatement() {
        database.inTransaction(
                handle -> PostRows.upsert(handle, TestPosts.posts("java", "b", 100), TestPosts.NOON, true));

        assertThat(database.<String>with(
                        handle -> handle.createQuery("""
                        select count(*) || ' posts by ' || count(distinct (xmin::text, cmin::text)) from post""").mapTo(String.class).one()))
                .isEqualTo("100 posts by 1");
    }
}
