package tidings.api;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tidings.store.DatabaseReport;
import tidings.store.DatabaseReport.Index;
import tidings.store.DatabaseReport.Statement;
import tidings.store.DatabaseReport.Table;

import static tidings.api.Evidence.format;

/// Rules about statements, indexes and tables; their changes are migrations.
record DatabaseRules(Evidence evidence) {
    private static final int MEGABYTE = 1 << 20;

    /// As much of a statement as an operator needs to find it.
    private static final int SHOWN = 160;

    Stream<Suggestion> all() {
        DatabaseReport report = evidence.metrics().database().storage();
        Map<String, Long> rows = report.tables().stream()
                .collect(Collectors.toMap(Table::name, table -> table.rows() + table.deadRows()));
        return Stream.of(
                        report.statements().stream().flatMap(statement -> slow(statement, rows).stream()),
                        vacuum().stream(),
                        unused(report).map(DatabaseRules::unused))
                .flatMap(suggestions -> suggestions);
    }

    /// Statements that read a whole table of some size. Whatever else is slow needs a look, not an index.
    private static Optional<Suggestion> slow(Statement statement, Map<String, Long> rows) {
        List<String> whole = statement.scans().stream()
                .filter(table -> rows.getOrDefault(table, 0L) >= Budget.ENOUGH_ROWS)
                .toList();
        String sql =
                statement.sql().substring(0, Math.min(SHOWN, statement.sql().length()));
        return whole.isEmpty()
                ? Optional.empty()
                : Optional.of(Suggestion.byCommand(
                        "index-" + statement.name(),
                        format(
                                "%s took %.0f ms on average of %d calls, since counts began, and reads all %d rows of"
                                        + " %s: %s",
                                statement.name(),
                                statement.meanMillis(),
                                statement.calls(),
                                whole.stream().mapToLong(rows::get).sum(),
                                String.join(", ", whole),
                                sql),
                        format(
                                "%.0f s of the database's time, and each call waits",
                                statement.calls() * statement.meanMillis() / 1000),
                        "create an index on " + whole.getFirst() + " for its conditions, in a migration",
                        "it reads the rows that it needs",
                        "drop the index in another migration",
                        "explain (generic_plan) " + statement.sql()));
    }

    private Optional<Suggestion> vacuum() {
        return Budget.worst(evidence.metrics())
                .filter(table -> Budget.deadPercent(table) > Budget.MOST_DEAD_ROWS)
                .map(table -> Suggestion.byCommand(
                        "vacuum-" + table.name(),
                        format("%.0f %% of the rows of %s are dead, now", Budget.deadPercent(table), table.name()),
                        "scans read them, and the table grows",
                        "vacuum the table, and lower its autovacuum_vacuum_scale_factor in a migration",
                        "smaller scans",
                        "none is needed: vacuum changes no row",
                        "vacuum (analyze) " + table.name()));
    }

    /// Keys stay whether they are read or not.
    static Stream<Index> unused(DatabaseReport report) {
        return report.indexes().stream()
                .filter(index -> index.scans() == 0
                        && index.bytes() >= MEGABYTE
                        && !index.name().endsWith("_pkey")
                        && !index.name().endsWith("_key"));
    }

    private static Suggestion unused(Index index) {
        return Suggestion.byCommand(
                "unused-" + index.name(),
                format("no scan of %s (%d MB) since counts began", index.name(), index.bytes() / MEGABYTE),
                "each insert and update of " + index.table() + " writes to it",
                "drop it in a migration, if a week of traffic has not used it either",
                "cheaper writes",
                "create it again in another migration",
                "drop index " + index.name());
    }
}
