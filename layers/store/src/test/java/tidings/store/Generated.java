package tidings.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/// Fills an empty database with what a large bot has: posts, all of whose feeds were just fetched, a chat for
/// each ten of them with ten follows and ten deliveries, and briefs. Keys, indexes and counters are made once all
/// rows are there, and nothing is written to the log.
final class Generated {
    /// What is partitioned is filled as it is.
    private static final String OURS = "!~ '^(flyway_schema_)?history'";
    private static final String TABLES =
            "select format('alter table %I set unlogged', tablename) from pg_tables where schemaname = 'public' and tablename "
                    + OURS;

    /// Foreign keys last.
    private static final String CONSTRAINTS = """
            select format('alter table %s {}', conrelid::regclass, conname, pg_get_constraintdef(oid)) from pg_constraint
            where connamespace = 'public'::regnamespace and contype in ('p', 'u', 'f') and conrelid::regclass::text
            """ + OURS + " order by contype = 'f', conname";

    private static final String INDEXES = """
            from pg_indexes where schemaname = 'public'
                and indexname not in (select conname from pg_constraint) and tablename\s""" + OURS;

    private Generated() {}

    /// @param source as the superuser
    static void fill(DataSource source, int posts, int postsOfACommunity, int topics) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            List<String> constraints = texts(statement, CONSTRAINTS.replace("{}", "add constraint %I %s"));
            List<String> indexes = texts(statement, "select indexdef " + INDEXES);
            List<String> dropped = texts(statement, CONSTRAINTS.replace("{}", "drop constraint %I"));
            execute(statement, dropped.reversed());
            execute(statement, texts(statement, "select format('drop index %I', indexname) " + INDEXES));
            execute(statement, texts(statement, TABLES));
            statement.execute("set session_replication_role = replica"); // no triggers
            execute(
                    statement,
                    List.of(rows().formatted(posts, postsOfACommunity, topics).split(";")));
            execute(statement, indexes);
            execute(statement, constraints);
            statement.execute("vacuum analyze");
        }
    }

    private static String rows() {
        try (InputStream in = Generated.class.getResourceAsStream("fill.sql")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void execute(Statement statement, List<String> all) throws SQLException {
        for (String sql : all) {
            statement.execute(sql);
        }
    }

    private static List<String> texts(Statement statement, String query) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
        }
        return texts;
    }
}
