package tidings.store;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.flywaydb.core.api.FlywayException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// As on AWS, the schema belongs to `owner`, who is not a superuser.
class MigrationsIT {
    private static EmbeddedPostgres postgres;

    @BeforeAll
    static void start() throws IOException, SQLException {
        postgres = EmbeddedPostgres.start();
        execute(postgres.getPostgresDatabase(), "create role owner login createrole");
    }

    @AfterAll
    static void stop() throws IOException {
        postgres.close();
    }

    @Test
    void createTheSchemaOnceAndGrantTheFunctionsUserNoOwnership() throws SQLException {
        DataSource owner = database("fresh");

        assertThat(Migrations.apply(owner)).isPositive();
        assertThat(Migrations.apply(owner)).as("again").isZero();

        DataSource functions = postgres.getDatabase("tidings", "fresh");
        assertThat(rows(functions, "select name from subreddit")).isEmpty();
        assertThatThrownBy(() -> execute(functions, "drop table subreddit")).hasMessageContaining("must be owner");
        assertThatThrownBy(() -> execute(functions, "create table mine (id int)"))
                .hasMessageContaining("permission denied");
        assertThatThrownBy(() -> execute(functions, "delete from flyway_schema_history"))
                .hasMessageContaining("permission denied");
    }

    @Test
    void areAppliedOnceByTwoConcurrentDeployments() throws Exception {
        DataSource owner = database("contended");
        List<Integer> applied = new ArrayList<>();

        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> both = List.of(
                    threads.submit(() -> Migrations.apply(owner)), threads.submit(() -> Migrations.apply(owner)));
            for (Future<Integer> one : both) {
                applied.add(one.get());
            }
        }

        assertThat(applied).contains(0).hasSize(2);
        assertThat(applied.stream().mapToInt(Integer::intValue).sum())
                .isEqualTo(rows(owner, "select version from flyway_schema_history where version is not null")
                        .size());
    }

    @Test
    void areRolledBackTogetherWhenOneFails() throws SQLException {
        DataSource owner = database("failing");
        Migrations.apply(owner, "migrations/older");

        assertThatThrownBy(() -> Migrations.apply(owner, "migrations/failing"))
                .isInstanceOf(FlywayException.class)
                .hasMessageContaining("V3__wrong.sql");

        assertThat(rows(owner, "select tablename from pg_tables where schemaname = 'public'"))
                .as("also the one before it, which is good")
                .containsExactlyInAnyOrder("flyway_schema_history", "kept");
        assertThat(Migrations.apply(owner, "migrations/older"))
                .as("a deployment of the older version still works")
                .isZero();
    }

    @Test
    void areRejectedIfTheyRemoveWhatTheVersionInUseMayNeed() throws SQLException {
        DataSource owner = database("contracting");
        Migrations.apply(owner, "migrations/older");

        assertThatThrownBy(() -> Migrations.apply(owner, "migrations/contracting"))
                .hasMessageStartingWith("V2__contracted.sql removes or restricts");

        assertThat(rows(owner, "select tablename from pg_tables where tablename = 'kept'"))
                .hasSize(1);
    }

    @Test
    void giveUpRatherThanBlockOthersBehindALock() throws SQLException {
        DataSource owner = database("locked");
        Migrations.apply(owner, "migrations/older");

        try (Connection reader = owner.getConnection();
                Statement statement = reader.createStatement()) {
            reader.setAutoCommit(false);
            statement.execute("select * from kept");

            assertThatThrownBy(() -> Migrations.apply(owner, "migrations/locking"))
                    .hasMessageContaining("lock timeout");
        }
    }

    private static DataSource database(String name) throws SQLException {
        execute(postgres.getPostgresDatabase(), "create database " + name + " owner owner");
        return postgres.getDatabase("owner", name);
    }

    private static void execute(DataSource source, String sql) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static List<String> rows(DataSource source, String sql) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(sql)) {
            List<String> rows = new ArrayList<>();
            while (found.next()) {
                rows.add(found.getString(1));
            }
            return rows;
        }
    }
}
