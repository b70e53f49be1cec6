package tidings.store;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import tidings.settings.Tunable;
import tidings.store.cache.Cache;
import tidings.store.cache.CacheRegion;
import tidings.store.cache.Key;

/// Sizes and use of tables and indexes, by Postgres's own counts since they were last reset.
///
/// @param bytes of the whole database
/// @param statements that are slow, the slowest first; empty where the server does not count them
public record DatabaseReport(long bytes, List<Table> tables, List<Index> indexes, List<Statement> statements) {
    /// Of no database at all, for priming.
    public static final DatabaseReport EMPTY = new DatabaseReport(0, List.of(), List.of(), List.of());

    static final CacheRegion<DatabaseReport> REPORTS = CacheRegion.of(
            "database", 2, DatabaseReport.class, tunables -> tunables.seconds(Tunable.CATALOG_TTL), Stores.STALE);

    /// @param bytes with its indexes
    /// @param deadRows that vacuum has not removed
    public record Table(String name, long rows, long deadRows, long bytes) {}

    /// @param scans how often a query used it
    public record Index(String name, String table, long scans, long bytes) {}

    /// @param name verb, table and a short id that stays while the statement does
    /// @param sql with `$1`, `$2`, … for values
    /// @param scans tables that its plan reads whole
    public record Statement(String name, String sql, long calls, double meanMillis, List<String> scans) {}

    /// As old as the tunable `catalog-ttl` lets it become.
    public static DatabaseReport of(Database database, Cache cache) {
        return cache.get(REPORTS, Key.of("database"), () -> Optional.of(database.with(DatabaseReport::read)))
                .value()
                .orElseThrow();
    }

    private static DatabaseReport read(Handle handle) {
        return new DatabaseReport(
                handle.createQuery("select pg_database_size(current_database())")
                        .mapTo(Long.class)
                        .one(),
                handle.createQuery("""
                                select relname, n_live_tup, n_dead_tup, pg_total_relation_size(relid) as bytes
                                from pg_stat_user_tables order by bytes desc, relname""")
                        .map((row, _) -> new Table(
                                row.getString("relname"),
                                row.getLong("n_live_tup"),
                                row.getLong("n_dead_tup"),
                                row.getLong("bytes")))
                        .list(),
                handle.createQuery("""
                                select indexrelname, relname, idx_scan, pg_relation_size(indexrelid) as bytes
                                from pg_stat_user_indexes order by bytes desc, indexrelname""")
                        .map((row, _) -> new Index(
                                row.getString("indexrelname"),
                                row.getString("relname"),
                                row.getLong("idx_scan"),
                                row.getLong("bytes")))
                        .list(),
                StatementCounts.slowest(handle));
    }
}
