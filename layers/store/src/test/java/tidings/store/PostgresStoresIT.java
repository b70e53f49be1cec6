package tidings.store;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import tidings.domain.ClassifiedPost;
import tidings.domain.Feed;
import tidings.domain.Post;
import tidings.domain.PostId;
import tidings.domain.PostKind;
import tidings.domain.SourceProblem;
import tidings.messages.PostsMessage.FeedRefusedV1;
import tidings.store.cache.InMemoryRemoteCache;
import tidings.testing.ManualClock;

import static org.assertj.core.api.Assertions.assertThat;

class PostgresStoresIT {
    private static TestPostgres postgres;
    private static Database database;

    @BeforeAll
    static void start() throws IOException, SQLException {
        postgres = TestPostgres.start();
        database = postgres.database();
    }

    @AfterAll
    static void stop() throws IOException {
        database.close();
        postgres.close();
    }

    private static Stores emptyStores(ManualClock clock) {
        postgres.empty();
        return Stores.of(database, new InMemoryRemoteCache(clock), TestPostgres.PROFILE, _ -> {}, clock);
    }

    @Nested
    class Feeds extends FeedStoreContract {
        @Override
        Stores empty(ManualClock clock) {
            return emptyStores(clock);
        }
    }

    @Nested
    class Requests extends FeedRequestsContract {
        @Override
        Stores empty(ManualClock clock) {
            return emptyStores(clock);
        }
    }

    @Nested
    class Topics extends TopicPagesContract {
        @Override
        Stores empty(ManualClock clock) {
            return emptyStores(clock);
        }
    }

    @Nested
    class Posts extends PostStoreContract {
        @Override
        Stores empty(ManualClock clock) {
            return emptyStores(clock);
        }
    }

    @Nested
    class Communities extends CommunityStoreContract {
        @Override
        Stores empty(ManualClock clock) {
            return emptyStores(clock);
        }
    }

    @Nested
    class Rows {
        private final Stores stores = emptyStores(new ManualClock());

        @Test
        void aCharacterThatPostgresCannotStoreIsDropped() {
            ClassifiedPost post = TestPosts.post("java", "j0", OptionalInt.of(1));
            Post odd = new Post(
                    post.post().id(),
                    post.post().community(),
                    "\u0000A title",
                    "a \u0000body",
                    "https://example.org",
                    "example.org",
                    "https://www.reddit.com/",
                    PostKind.LINK,
                    OptionalInt.empty(),
                    OptionalInt.empty(),
                    false,
                    TestPosts.NOON);
            record(TestPosts.feed("java"), "r1", new ClassifiedPost(odd, "music", 0.5f, "m1"));

            Post stored = stores.posts().find(odd.id()).orElseThrow().post();
            assertThat(stored.title()).isEqualTo("A title");
            assertThat(stored.body()).isEqualTo("a body");
        }

        @Test
        void rowsCarryTheirSource() {
            Feed front = TestPosts.feed("hackernews:front");
            record(front, "r1", TestPosts.post("hackernews:front", "hackernews:42", OptionalInt.of(1)));
            stores.communities().fix(front.community(), "science");
            record(TestPosts.feed("java"), "r2", TestPosts.post("java", "j0", OptionalInt.of(1)));
            stores.feeds()
                    .record(new FeedRefusedV1(
                            TestPosts.feed("club"), "r3", SourceProblem.BANNED, List.of(), TestPosts.NOON));

            assertThat(values("select source from post order by id")).containsExactly("hackernews", "reddit");
            assertThat(values("select source from listing order by subreddit")).containsExactly("hackernews", "reddit");
            assertThat(values("select source from subreddit order by name")).containsExactly("reddit", "hackernews");
        }

        @Test
        void aRowOfTheVersionBeforeIsOfReddit() throws SQLException {
            postgres.execute("""
                    insert into post (id, subreddit, title, body, url, domain, permalink, kind, score, comments, adult,
                        created, topic, confidence, model, seen_at)
                    values ('old1', 'java', 't', '', 'u', 'd', 'p', 'link', 1, 1, false, now(), 'music', 0.9, 'm', now())""");

            assertThat(values("select source from post")).containsExactly("reddit");
            assertThat(stores.posts().find(new PostId("old1"))).isPresent();
        }

        private void record(Feed feed, String run, ClassifiedPost post) {
            stores.feeds().record(TestPosts.whole(feed, run, List.of(post), TestPosts.NOON), List.of(post));
        }

        private static List<String> values(String sql) {
            return database.with(
                    handle -> handle.createQuery(sql).mapTo(String.class).list());
        }
    }
}
