package tidings.store;

import java.time.InstantSource;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tidings.settings.Tunables;
import tidings.store.DatabaseReport.Statement;
import tidings.store.DatabaseReport.Table;
import tidings.store.cache.Cache;
import tidings.store.cache.InMemoryRemoteCache;

import static org.assertj.core.api.Assertions.assertThat;

/// What the report says after real faults: a statement without an index, an index that nothing uses, dead rows.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DatabaseReportIT {
    private TestPostgres postgres;
    private Database database;

    @BeforeAll
    void fill() throws Exception {
        postgres = TestPostgres.start(Map.of("shared_preload_libraries", "pg_stat_statements", "autovacuum", "off"));
        database = postgres.database();
        postgres.execute("create table ledger (id int primary key, note text, padding text)");
        postgres.execute("grant select, insert, update, delete on ledger to tidings");
        postgres.execute("create index ledger_by_padding on ledger (padding)");
        postgres.execute("insert into ledger select i, 'note ' || i, repeat('x' || i, 20)"
                + " from generate_series(1, 20000) as i");
        postgres.execute("delete from ledger where id % 2 = 0");
        postgres.execute("analyze ledger");
    }

    @AfterAll
    void close() throws Exception {
        database.close();
        postgres.close();
    }

    @Test
    void aSlowStatementIsNamedWithoutItsValuesAndWithTheTableThatItReadsWhole() {
        for (int call = 0; call < 6; call++) {
            slowly("secret " + call);
        }

        Statement slow = report().statements().stream()
                .filter(statement -> statement.sql().contains("ledger"))
                .findFirst()
                .orElseThrow();
        assertThat(slow.name()).matches("select-ledger-[0-9a-f]{4}");
        assertThat(slow.sql()).contains("note = $1").doesNotContain("secret");
        assertThat(slow.calls()).isGreaterThanOrEqualTo(6);
        assertThat(slow.meanMillis()).isGreaterThanOrEqualTo(StatementCounts.SLOW_MILLIS);
        assertThat(slow.scans()).containsExactly("ledger");
    }

    @Test
    void aFastStatementIsNotNamed() {
        for (int id = 0; id < 20; id++) {
            int wanted = id;
            database.with(handle -> handle.createQuery("select padding from ledger where id = :id")
                    .bind("id", wanted)
                    .mapTo(String.class)
                    .findOne());
        }

        assertThat(report().statements()).noneMatch(statement -> statement.sql().contains("padding"));
    }

    @Test
    void anIndexThatNothingUsesHasNoScansAndDeadRowsAreCounted() {
        DatabaseReport report = report();

        assertThat(report.indexes())
                .filteredOn(index -> index.name().equals("ledger_by_padding"))
                .first()
                .matches(index -> index.scans() == 0 && index.bytes() > 1 << 20);
        Table ledger = report.tables().stream()
                .filter(table -> table.name().equals("ledger"))
                .findFirst()
                .orElseThrow();
        assertThat(ledger.deadRows()).isBetween(9_000L, 11_000L);
    }

    @Test
    void aServerThatDoesNotCountStatementsHasNone() throws Exception {
        try (TestPostgres other = TestPostgres.start();
                Database plain = other.database()) {
            assertThat(report(plain).statements()).isEmpty();
            assertThat(report(plain).tables()).extracting(Table::name).contains("post");
        }
    }

    /// As slow as a scan of a large table.
    private void slowly(String note) {
        database.with(handle -> handle.createQuery(
                        "select count(pg_sleep(0.06)) from ledger where note = :note" + " or id = 1")
                .bind("note", note)
                .mapTo(Long.class)
                .one());
    }

    private DatabaseReport report() {
        return report(database);
    }

    private static DatabaseReport report(Database database) {
        InstantSource clock = InstantSource.system();
        return DatabaseReport.of(
                database,
                new Cache(
                        new InMemoryRemoteCache(clock),
                        Tunables.fixed(TestPostgres.PROFILE),
                        _ -> {},
                        clock,
                        new Random(7)));
    }
}
