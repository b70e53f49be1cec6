package tidings.store;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.postgresql.ds.PGSimpleDataSource;
import tidings.domain.ClassifiedPost;
import tidings.domain.Feed;
import tidings.domain.TopicCursor;
import tidings.store.CommunityStore.Learned;
import tidings.store.FeedStore.StoredFeed;
import tidings.store.PostStore.Stale;

import static org.assertj.core.api.Assertions.assertThat;

/// Statements that pin a connection of RDS Proxy to one client, so that the next client needs another connection
/// (https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-proxy-pinning.html).
@ExtendWith(SharedPostgres.class)
class PinningIT {
    private static final Instant NOON = TestPosts.NOON;
    private static final Pattern PINS = Pattern.compile(
            "^\\s*(set|reset|discard|prepare|declare|listen|lock|create\\s+temp)\\b|pg_(try_)?advisory|set_config|nextval");

    private static TestPostgres postgres;

    @BeforeAll
    static void start(TestPostgres shared) {
        postgres = shared;
    }

    @Test
    void onlyThePoolSendsStatementsOnConnecting() throws IOException {
        try (Wiretap tap = Wiretap.to(postgres.port());
                Database database = TestPostgres.database(tap.port())) {
            TestPostgres.stores(database).feeds().topic("music", new TopicCursor.Top(), 5);

            assertThat(tap.statements().subList(0, tap.statements().size() - 1))
                    .as("its connection test and the default transaction isolation")
                    .containsExactly("", "SHOW TRANSACTION ISOLATION LEVEL");
            assertThat(tap.statements().getLast()).startsWith("select p.id");
        }
    }

    @Test
    void noStatementPins() throws IOException {
        try (Wiretap tap = Wiretap.to(postgres.port());
                Database database = TestPostgres.database(tap.port())) {
            for (int i = 0; i < 10; i++) {
                use(database, i);
            }

            assertThat(tap.statements()).hasSizeGreaterThan(100).noneMatch(PinningIT::pins);
            assertThat(tap.names()).isEmpty();
        }
    }

    /// With its default settings the driver pins, which the test above must detect.
    @Test
    void theWiretapSeesWhatPins() throws IOException {
        try (Wiretap tap = Wiretap.to(postgres.port());
                Database database = Database.of(byDefault(tap.port()), TestPostgres.PROFILE, InstantSource.system())) {
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

    /// Everything that functions do with the database.
    static void use(Database database, int i) {
        Stores stores = TestPostgres.stores(database);
        Feed java = TestPosts.feed("java");
        List<ClassifiedPost> posts = TestPosts.posts("java", "u" + i + "x", 10);
        stores.feeds().record(TestPosts.whole(java, "u" + i, posts, NOON.plusSeconds(i)), posts);
        stores.communities().learn(java.community(), _ -> new Learned(new byte[1], 1, "music", 1));
        stores.communities().fix(java.community(), "music");
        assertThat(stores.communities().knowledge(java.community()).fixedTopic())
                .contains("music");
        assertThat(stores.feeds().page(java, 0, 5).value()).isInstanceOf(StoredFeed.Page.class);
        stores.feeds().await(java, TestPosts.CARD);
        stores.feeds().answered(java, stores.feeds().waiting(java));
        assertThat(stores.feeds()
                        .topic("music", new TopicCursor.Top(), 5)
                        .value()
                        .posts())
                .hasSize(5);
        assertThat(stores.posts().find(posts.getFirst().post().id())).isPresent();
        stores.posts()
                .reclassify("m2", 10, stale -> stale.stream().map(Stale::post).toList());
        stores.feeds().requested(java);
        stores.feeds().flushRequested(10);
        stores.feeds().due(NOON, NOON, 10);
        stores.feeds().expire(NOON.minusSeconds(1), 10);
        Random random = new Random(i);
        new FollowQueries(stores, random, 1_000).all().values().forEach(Runnable::run);
        new DeliveryQueries(stores.deliveries(), random, 1_000).all().values().forEach(Runnable::run);
        new BriefQueries(stores, random, 100).all().values().forEach(Runnable::run);
    }

    private static boolean pins(String statement) {
        return PINS.matcher(statement.toLowerCase(Locale.ROOT)).find();
    }
}
