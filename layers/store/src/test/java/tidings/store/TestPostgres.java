package tidings.store;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import javax.sql.DataSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import tidings.settings.Profile;
import tidings.settings.Tunables;
import tidings.store.cache.InMemoryRemoteCache;

/// A Postgres server with the schema in the database `tidings`, where the user `tidings` logs in with any password.
final class TestPostgres implements AutoCloseable {
    static final Profile PROFILE = Profile.all().get("testing");

    private final EmbeddedPostgres postgres;

    private TestPostgres(EmbeddedPostgres postgres) {
        this.postgres = postgres;
    }

    static TestPostgres start() throws IOException, SQLException {
        return start(Map.of());
    }

    /// @param settings of the server
    static TestPostgres start(Map<String, String> settings) throws IOException, SQLException {
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder().setPGStartupWait(Duration.ofSeconds(60));
        settings.forEach(builder::setServerConfig);
        TestPostgres started = new TestPostgres(builder.start());
        started.create(DatabaseConfig.NAME);
        return started;
    }

    /// Another database with the schema.
    DataSource create(String name) throws SQLException {
        execute(postgres.getPostgresDatabase(), "create database " + name);
        DataSource superuser = postgres.getDatabase("postgres", name);
        Migrations.apply(superuser);
        return superuser;
    }

    /// Deletes all rows.
    void empty() {
        try {
            execute(
                    "truncate post, post_vector, phrase_vector, reading, reading_post, listing, subreddit, correction, gone_posts, waiting_card,"
                            + " chat, follow, follow_origin, origin_followers, fan_out, delivery, story_key, brief, shared_list,"
                            + " saved_post, reminder, topic_rule, taste, points, topic_hour, title_counts, notice, forum_thread, history, new_posts");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /// As the superuser.
    void execute(String sql) throws SQLException {
        execute(postgres.getDatabase("postgres", DatabaseConfig.NAME), sql);
    }

    static void execute(DataSource source, String sql) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    int port() {
        return postgres.getPort();
    }

    String url() {
        return postgres.getJdbcUrl("postgres", DatabaseConfig.NAME);
    }

    /// What a function connects with, at the given port.
    static DataSource asAFunction(int port) {
        return new IamDataSource(
                new DatabaseConfig("127.0.0.1", port, "disable", "test", "eu-west-1", PROFILE),
                StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")));
    }

    Database database() {
        return database(port());
    }

    static Database database(int port) {
        return Database.of(asAFunction(port), PROFILE, InstantSource.system());
    }

    /// Repositories that share no cache with others.
    /// At noon of the day of [TestPosts].
    static Stores stores(Database database) {
        return stores(database, InstantSource.fixed(TestPosts.NOON));
    }

    static Stores stores(Database database, InstantSource clock) {
        return Stores.of(database, new InMemoryRemoteCache(clock), Tunables.fixed(PROFILE), _ -> {}, clock);
    }

    @Override
    public void close() throws IOException {
        postgres.close();
    }
}
