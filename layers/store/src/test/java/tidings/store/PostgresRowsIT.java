package tidings.store;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tidings.domain.ChatId;
import tidings.domain.ClassifiedPost;
import tidings.domain.Community;
import tidings.domain.Feed;
import tidings.domain.Place;
import tidings.domain.Post;
import tidings.domain.PostId;
import tidings.domain.PostKind;
import tidings.domain.SourceProblem;
import tidings.follows.Follow;
import tidings.follows.FollowQuery;
import tidings.follows.Origin;
import tidings.messages.PostsMessage.FeedRefusedV1;
import tidings.store.FeedStore.Recorded;
import tidings.store.FeedStore.StoredFeed;
import tidings.testing.ManualClock;

import static org.assertj.core.api.Assertions.assertThat;

/// What only rows of Postgres can hold or do.
@ExtendWith(SharedPostgres.class)
class PostgresRowsIT {
    private static TestPostgres postgres;
    private static Database database;

    private final Stores stores = TestPostgres.stores(database, new ManualClock());

    @BeforeAll
    static void start(TestPostgres shared) {
        postgres = shared;
        database = postgres.database();
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    @AfterEach
    void empty() {
        postgres.empty();
    }

    @Test
    void aCharacterThatPostgresCannotStoreIsDroppedFromEveryText() {
        Post odd = post("odd1", "\u0000A title", "a \u0000body", "exa\u0000mple.org", TestPosts.NOON);
        record(TestPosts.feed("java"), "r1", classified(odd));

        assertThat(stores.posts().find(odd.id()).orElseThrow().post())
                .isEqualTo(post("odd1", "A title", "a body", "example.org", TestPosts.NOON));
    }

    /// Titles are not kept for so long, so words by which one could be told are not either.
    @Test
    void ofTitlesOnlyWordsOfSeveralPostsAreCountedAndForEightDays() {
        ManualClock clock = new ManualClock();
        Stores counting = TestPostgres.stores(database, clock);
        Instant at = clock.instant().minusSeconds(60);
        for (int i = 0; i < 5; i++) {
            String title = i == 0 ? "Comets over Springfield" : "Comets over the sea";
            Post post = post("c" + i, title, "body", "example.org", at);
            record(TestPosts.feed("java"), "r" + i, classified(post));
        }

        counting.posts().countTitles();
        assertThat(counted()).containsExactly("{\"communities\":{\"java\":5},\"words\":{\"comet\":5}}");

        clock.advance(Duration.ofDays(8));
        counting.feeds().expire(clock.instant().minus(Retention.MAX), 1_000);
        assertThat(counted()).hasSize(1);
        clock.advance(Duration.ofMinutes(1));
        counting.feeds().expire(clock.instant().minus(Retention.MAX), 1_000);
        assertThat(counted()).isEmpty();
    }

    private static List<String> counted() {
        return database.with(handle -> handle.createQuery("select counts from title_counts")
                .mapTo(String.class)
                .list());
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

    @Test
    void aFollowThatAnotherVersionWroteIsLeftOutUntilItCanBeRead() throws SQLException {
        Place place = Place.of(new ChatId(1));
        List<Follow> follows = Stream.of("java", "rust", "go", "bread")
                .map(name -> stores.follows().add(place, FollowQuery.of(Origin.of(name), Origin.of("*"))))
                .map(Optional::orElseThrow)
                .toList();
        Follow unreadable = follows.get(1);
        postgres.execute("update follow set query = '{\"origins\":[\"rust\"],\"kinds\":[\"hologram\"]}' where id = "
                + unreadable.id());
        List<Follow> others =
                follows.stream().filter(follow -> follow != unreadable).toList();

        assertThat(stores.follows().of(place.chat())).isEqualTo(others);
        assertThat(stores.follows().find(place.chat(), unreadable.id())).isEmpty();
        for (int size = 1; size < 5; size++) {
            assertThat(stores.follows().followers(List.of(Origin.of("*")), 0, size))
                    .as("a page that is short would be the last one")
                    .isEqualTo(others.subList(0, Math.min(size, 3)));
        }
        stores.chats().note(place.chat(), ChatRegistry.Status.BLOCKED, TestPosts.NOON);
        stores.chats().note(place.chat(), ChatRegistry.Status.ACTIVE, TestPosts.NOON);
        assertThat(stores.follows().followers(List.of(Origin.of("*")), 0, 10)).isEqualTo(others);
        assertThat(stores.follows().communities(10)).as("its origins are known").containsKey(new Community("rust"));
        assertThat(stores.follows().remove(place.chat(), unreadable.id())).isTrue();
    }

    @Test
    void ofAGroupThatMovedADeliveryOfAStoryIsKeptOnce() throws SQLException {
        stores.follows().add(Place.of(new ChatId(-7)), FollowQuery.of(Origin.of("java")));
        postgres.execute("""
                insert into delivery (chat, thread, story, post, follow, topic, rank, state, created_at, due_at)
                values (-7, 0, 's1', 'p1', 1, 'music', 0, 'sent', now(), now()),
                    (-7, 3, 's1', 'p2', 1, 'music', 0, 'pending', now(), now()),
                    (-7, 0, 's2', 'p3', 1, 'music', 0, 'held', now(), now()),
                    (-1007, 0, 's1', 'p4', 1, 'music', 0, 'pending', now(), now())""");

        stores.chats().moved(new ChatId(-7), new ChatId(-1007));

        assertThat(values("select concat_ws(' ', chat, thread, story, post) from delivery order by post"))
                .containsExactly("-1007 3 s1 p2", "-1007 0 s2 p3", "-1007 0 s1 p4");
    }

    @Test
    void whoeverDeletesAChatDeletesAllOfItAndItIsNotCounted() throws SQLException {
        stores.follows().add(Place.of(new ChatId(1)), FollowQuery.of(Origin.of("java"), Origin.of("topic:music")));

        postgres.execute("delete from chat where id = 1");

        assertThat(stores.follows().of(new ChatId(1))).isEmpty();
        assertThat(stores.follows().communities(10)).isEmpty();
        assertThat(stores.follows().topics()).isEmpty();
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
