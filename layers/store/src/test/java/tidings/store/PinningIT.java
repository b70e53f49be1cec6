package tidings.store;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import tidings.domain.ClassifiedPost;
import tidings.domain.TopicCursor;
import tidings.aws.Meter;

import static org.assertj.core.api.Assertions.assertThat;

/// What pins a connection of RDS Proxy to one client, so that the next one needs a connection more
/// (https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-proxy-pinning.html).
class PinningIT {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final Pattern PINS = Pattern.compile(
            "^\\s*(set|reset|discard|prepare|declare|listen|lock|create\\s+temp)\\b|pg_(try_)?advisory|set_config|nextval");

    private static TestPostgres postgres;

    @BeforeAll
    static void start() throws IOException, SQLException {
        postgres = TestPostgres.start();
    }

    @AfterAll
    static void stop() throws IOException {
        postgres.close();
    }

    @Test
    void onlyThePoolAsksSomethingOnConnecting() throws IOException {
        try (Wiretap tap = Wiretap.to(postgres.port());
                Database database = TestPostgres.database(tap.port(), Meter.silent())) {
            new Listings(database).ofTopic("music", new TopicCursor.Top(), 5);

            assertThat(tap.statements().subList(0, tap.statements().size() - 1))
                    .as("its test of the connection, and how transactions are isolated by default")
                    .containsExactly("", "SHOW TRANSACTION ISOLATION LEVEL");
            assertThat(tap.statements().getLast()).startsWith("select p.id");
        }
    }

    @Test
    void nothingThatIsSentPins() throws IOException {
        try (Wiretap tap = Wiretap.to(postgres.port());
                Database database = TestPostgres.database(tap.port(), Meter.silent())) {
            for (int i = 0; i < 10; i++) {
                use(database, i);
            }

            assertThat(tap.statements()).hasSizeGreaterThan(100).noneMatch(PinningIT::pins);
            assertThat(tap.names()).isEmpty();
        }
    }

    /// A driver as it is by default does what the test above must find.
    @Test
    void theTapSeesWhatPins() throws IOException {
        try (Wiretap tap = Wiretap.to(postgres.port());
                Database database = Database.of(
                        byDefault(tap.port()), TestPostgres.PROFILE, Meter.silent(), InstantSource.system())) {
            for (int i = 0; i < 10; i++) {
                use(database, i);
            }

            assertThat(tap.statements()).anyMatch(PinningIT::pins);
            assertThat(tap.names()).isNotEmpty();
        }
    }

    static DataSource byDefault(int port) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setURL(
                "jdbc:postgresql://127.0.0.1:" + port + "/tidings?user=tidings&ApplicationName=test&sslmode=disable");
        return source;
    }

    /// All that functions do with the database.
    static void use(Database database, int i) {
        List<ClassifiedPost> posts = TestPosts.sorted("java", "u" + i + "x", 10);
        new Readings(database).record(TestPosts.part("java", "u" + i, posts, NOON.plusSeconds(i)), posts);
        new Subreddits(database)
                .learn(posts.getFirst().post().community(), _ -> new Subreddits.Learned(new byte[1], 1, "music", 1));
        Listings feeds = new Listings(database);
        assertThat(feeds.page(TestPosts.feed("java"), 0, 5)).isInstanceOf(Listings.Known.Page.class);
        assertThat(feeds.ofTopic("music", new TopicCursor.Top(), 5).posts()).hasSize(5);
        assertThat(feeds.find(posts.getFirst().post().id())).isPresent();
        feeds.due(NOON, NOON, 10);
        feeds.expire(NOON.minusSeconds(1), 10);
    }

    private static boolean pins(String statement) {
        return PINS.matcher(statement.toLowerCase(Locale.ROOT)).find();
    }
}
