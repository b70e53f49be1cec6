package tidings.store;

import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tidings.store.DatabaseReport.Statement;

/// The slowest statements by `pg_stat_statements`
/// (<https://www.postgresql.org/docs/current/pgstatstatements.html>), in which values are `$1`, `$2`, ….
final class StatementCounts {
    /// A statement that takes longer on average is slow.
    static final int SLOW_MILLIS = 50;

    private static final Logger LOG = LoggerFactory.getLogger(StatementCounts.class);

    /// So few calls may have met a cold cache.
    private static final int ENOUGH_CALLS = 5;

    private static final int MOST = 10;

    /// SQL state of a view whose library the server has not loaded.
    private static final String NOT_LOADED = "55000";

    private static final Pattern SCANNED = Pattern.compile("Seq Scan on (\\w+)");
    private static final Pattern TABLE = Pattern.compile("(?i)\\b(?:from|into|update)\\s+(\\w+)");

    private StatementCounts() {}

    /// The slowest on average first; empty where the server counts none.
    static List<Statement> slowest(Handle handle) {
        if (handle.createQuery("select to_regclass('pg_stat_statements') is null")
                .mapTo(Boolean.class)
                .one()) {
            return List.of();
        }
        try {
            return handle
                    .createQuery("""
                            select queryid, query, calls, mean_exec_time from pg_stat_statements
                            where userid = current_user::regrole and calls >= :calls and mean_exec_time >= :millis
                                and dbid = (select oid from pg_database where datname = current_database())
                                and query ~* '^\\s*(select|with|insert|update|delete)'
                            order by mean_exec_time desc limit :most""")
                    .bind("calls", ENOUGH_CALLS)
                    .bind("millis", SLOW_MILLIS)
                    .bind("most", MOST)
                    .map((row, _) -> new Statement(
                            name(row.getString("query"), row.getLong("queryid")),
                            row.getString("query").replaceAll("\\s+", " ").strip(),
                            row.getLong("calls"),
                            row.getDouble("mean_exec_time"),
                            List.of()))
                    .list()
                    .stream()
                    .map(statement -> new Statement(
                            statement.name(),
                            statement.sql(),
                            statement.calls(),
                            statement.meanMillis(),
                            scans(handle, statement.sql())))
                    .sorted(Comparator.comparingDouble(Statement::meanMillis).reversed())
                    .toList();
        } catch (UnableToExecuteStatementException e) {
            if (e.getCause() instanceof SQLException cause && NOT_LOADED.equals(cause.getSQLState())) {
                return List.of();
            }
            throw e;
        }
    }

    private static String name(String sql, long id) {
        String verb = sql.strip().split("\\s", 2)[0].toLowerCase(Locale.ROOT);
        String table = TABLE.matcher(sql)
                .results()
                .map(found -> found.group(1))
                .findFirst()
                .orElse("?");
        return "%s-%s-%04x".formatted(verb, table, id & 0xffff);
    }

    /// Empty where Postgres makes no plan without values.
    private static List<String> scans(Handle handle, String sql) {
        try {
            Stream<MatchResult> found = SCANNED.matcher(SlowStatements.explain(handle.getConnection(), sql))
                    .results();
            return found.map(scan -> scan.group(1)).distinct().toList();
        } catch (SQLException e) {
            LOG.info("no plan of a slow statement: SQL state {}", e.getSQLState());
            return List.of();
        }
    }
}
