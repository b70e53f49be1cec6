package tidings.store;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tidings.domain.ClassifiedPost;
import tidings.domain.Feed;
import tidings.domain.Post;
import tidings.domain.PostId;
import tidings.domain.PostKind;
import tidings.domain.SourceProblem;
import tidings.messages.PostsMessage.FeedRefusedV1;
import tidings.store.FeedStore.Recorded;
import tidings.store.FeedStore.StoredFeed;
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
    class Expired extends RetentionContract {
        @Override
        Stores empty(ManualClock clock) {
            return emptyStores(clock);
        }
    }

    @Nested
    class FollowedFeeds extends FollowedFeedsContract {
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
    class Follows extends FollowsContract {
        @Override
        Stores empty(ManualClock clock) {
            return emptyStores(clock);
        }
    }

    @Nested
    class Chats extends ChatRegistryContract {
        @Override
        Stores empty(ManualClock clock) {
            return emptyStores(clock);
        }
    }

    @Nested
    class Rows {
        private final Stores stores = emptyStores(new ManualClock());

        @Test
        void aCharacterThatPostgresCannotStoreIsDroppedFromEveryText() {
            Post odd = post("odd1", "\u0000A title", "a \u0000body", "exa\u0000mple.org", TestPosts.NOON);
            record(TestPosts.feed("java"), "r1", classified(odd));

            assertThat(stores.posts().find(odd.id()).orElseThrow().post())
                    .isEqualTo(post("odd1", "A title", "a body", "example.org", TestPosts.NOON));
        }

        static Stream<Post> unusual() {
            return Stream.of(
                    post("odd1", "Half a pair \ud83d", "", "example.org", TestPosts.NOON),
                    post("odd6", "\u0000 \u0000", "", "example.org", TestPosts.NOON),
                    post("odd2", "Before all calendars", "", "example.org", Instant.MIN),
                    post("odd3", "After all calendars", "", "example.org", Instant.MAX),
                    post("odd4", "A title. ".repeat(100_000), "", "example.org", TestPosts.NOON),
                    post("odd5", "Long host", "", "example.org".repeat(10_000), TestPosts.NOON));
        }

        /// Whatever becomes of the unusual post itself.
        @ParameterizedTest
        @MethodSource("unusual")
        void aPostThatIsUnusualCostsItsNeighboursNothing(Post post) {
            ClassifiedPost before = TestPosts.post("java", "j0", OptionalInt.of(1));
            ClassifiedPost after = TestPosts.post("java", "j1", OptionalInt.of(1));
            List<ClassifiedPost> posts = List.of(before, classified(post), after);

            Recorded recorded =
                    stores.feeds().record(TestPosts.whole(TestPosts.feed("java"), "r1", posts, TestPosts.NOON), posts);

            assertThat(recorded.answers()).isTrue();
            assertThat(recorded.newPosts())
                    .contains(before.post().id(), after.post().id());
            StoredFeed.Page page = (StoredFeed.Page) stores.feeds().latest(TestPosts.feed("java"), 5);
            assertThat(page.page().posts()).startsWith(before).endsWith(after);
            assertThat(page.page().total()).isEqualTo(3);
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

        private static Post post(String id, String title, String body, String domain, Instant created) {
            return new Post(
                    new PostId(id),
                    TestPosts.feed("java").community(),
                    title,
                    body,
                    "https://" + domain,
                    domain,
                    "https://www." + domain,
                    PostKind.LINK,
                    OptionalInt.of(Integer.MAX_VALUE),
                    OptionalInt.of(Integer.MIN_VALUE),
                    false,
                    created);
        }

        private static ClassifiedPost classified(Post post) {
            return new ClassifiedPost(post, "music", 0.5f, "m1");
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
