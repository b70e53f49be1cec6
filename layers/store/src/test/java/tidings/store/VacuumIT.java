package tidings.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/// Tables whose rows come and go are vacuumed before much of them is dead.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class VacuumIT {
    private static final Path EXPIRY = Path.of("src/main/java/tidings/store/Expiry.java");

    private TestPostgres postgres;
    private Database database;

    @BeforeAll
    void start() throws Exception {
        postgres = TestPostgres.start(Map.of("autovacuum_naptime", "1s"));
        database = postgres.database();
    }

    @AfterAll
    void close() throws Exception {
        database.close();
        postgres.close();
    }

    @Test
    void everyTableThatIsSweptIsVacuumedEarlyAndSoAreThoseWhoseRowsGoWithTheirs() throws IOException {
        Set<String> swept = Pattern.compile("delete\\(\"(\\w+)\"")
                .matcher(Files.readString(EXPIRY))
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> all = new TreeSet<>(swept);
        all.addAll(names("""
                select conrelid::regclass::text from pg_constraint
                where contype = 'f' and confdeltype = 'c' and confrelid::regclass::text = any (:tables::text[])""", swept));

        assertThat(swept).contains("post", "reading", "delivery");
        assertThat(all).contains("reading_post", "post_vector");
        assertThat(names("""
                select oid::regclass::text from pg_class
                where 'autovacuum_vacuum_scale_factor=0.02' = any (reloptions) and oid::regclass::text = any (:tables::text[])""", all)).isEqualTo(all);
    }

    @Test
    void aTableOfWhichATwentiethIsDeadIsVacuumed() throws Exception {
        postgres.execute("insert into title_counts select timestamptz '2026-01-01' + i * interval '1 hour', '{}'"
                + " from generate_series(1, 10000) i");
        postgres.execute("analyze title_counts");

        postgres.execute("delete from title_counts where hour < timestamptz '2026-01-01' + 500 * interval '1 hour'");

        await().atMost(Duration.ofMinutes(2)).until(() -> vacuums("title_counts") > 0);
    }

    private Set<String> names(String sql, Set<String> tables) {
        return database.with(handle -> new TreeSet<>(handle.createQuery(sql)
                .bind("tables", tables.toArray(String[]::new))
                .mapTo(String.class)
                .list()));
    }

    private int vacuums(String table) {
        return database.with(
                handle -> handle.createQuery("select autovacuum_count from pg_stat_user_tables where relname = :table")
                        .bind("table", table)
                        .mapTo(Integer.class)
                        .one());
    }
}
