package tidings.store;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SequencedMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tidings.messages.PostsMessage.FeedRefusedV1;
import tidings.messages.PostsMessage.PostsFoundV1;
import tidings.domain.Feed;
import tidings.domain.FeedPage;
import tidings.domain.Period;
import tidings.domain.Post;
import tidings.domain.PostId;
import tidings.domain.PostKind;
import tidings.domain.SourceProblem;
import tidings.domain.ClassifiedPost;
import tidings.domain.SourceApi;
import tidings.domain.Community;
import tidings.domain.TopicPage;
import tidings.domain.TopicCursor;
import tidings.aws.Meter;
import tidings.settings.Profile;
import tidings.store.Listings.Known;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class ListingsIT {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    private static EmbeddedPostgres postgres;
    private static Database database;

    private final Listings feeds = new Listings(database);
    private final Readings readings = new Readings(database);
    private int made;

    @BeforeAll
    static void start() throws IOException {
        postgres = EmbeddedPostgres.start();
        Migrations.apply(postgres.getPostgresDatabase());
        database = Database.of(
                postgres.getPostgresDatabase(), Profile.all().get("testing"), Meter.silent(), InstantSource.system());
    }

    @AfterAll
    static void stop() throws IOException {
        database.close();
        postgres.close();
    }

    @Test
    void isWholeOnceEveryPartArrivedInWhateverOrder() {
        Feed java = feed("java");

        assertThat(record(java, "r1", 60, 40, OptionalInt.of(100), NOON)).isFalse();
        assertThat(feeds.page(java, 0, 5)).isInstanceOf(Known.Nothing.class);
        assertThat(record(java, "r1", 0, 60, OptionalInt.empty(), NOON)).isTrue();
        assertThat(record(java, "r1", 0, 60, OptionalInt.empty(), NOON))
                .as("again")
                .isTrue();

        FeedPage page = pageOf(java, 5);
        assertThat(page.total()).isEqualTo(100);
        assertThat(page.posts())
                .extracting(sorted -> sorted.post().title())
                .containsExactly("java 5", "java 6", "java 7", "java 8", "java 9");
        assertThat(page.next(5)).hasValue(10);
        assertThat(page.previous(5)).hasValue(0);
    }

    @Test
    void tellsNewPostsFromKnownOnes() {
        Post known = post(new Community("fresh"), 1);
        Post added = post(new Community("fresh"), 2);

        assertThat(recorded("f1", known).newPosts()).containsExactly(known.id());
        assertThat(recorded("f2", known, added).newPosts()).containsExactly(added.id());
    }

    @Test
    void findsAPostByItsId() {
        Post post = post(new Community("found"), 1);
        recorded("g1", post);

        assertThat(feeds.find(post.id())).map(ClassifiedPost::post).contains(post);
        assertThat(feeds.find(new PostId("unknown"))).isEmpty();
    }

    @Test
    void keepsWhatIsLearnedOfASubreddit() {
        Community name = new Community("learned");
        Subreddits subreddits = new Subreddits(database);
        assertThat(subreddits.known(name)).isEqualTo(Subreddits.Known.NOTHING);

        subreddits.learn(name, before -> {
            assertThat(before).isEmpty();
            return new Subreddits.Learned(new byte[] {1}, 3, "music", 0.5f);
        });
        subreddits.learn(name, before -> {
            assertThat(before).hasValue(new byte[] {1});
            return new Subreddits.Learned(new byte[] {1, 2}, 4, "sports", 0.75f);
        });

        assertThat(subreddits.known(name).prior()).hasValue(new byte[] {1, 2});
        assertThat(subreddits.known(name).fixedTopic()).isEmpty();
    }

    @Test
    void keepsTheTopicThatAnOperatorFixed() {
        Community name = new Community("fixed");
        Subreddits subreddits = new Subreddits(database);

        subreddits.fix(name, "music");
        subreddits.learn(name, _ -> new Subreddits.Learned(new byte[] {1}, 1, "sports", 0.9f));

        assertThat(subreddits.known(name).fixedTopic()).contains("music");
    }

    @Test
    void showsAnEmptyListingAsEmpty() {
        Feed quiet = feed("quiet");

        assertThat(record(quiet, "q1", 0, 0, OptionalInt.of(0), NOON)).isTrue();

        assertThat(pageOf(quiet, 0).posts()).isEmpty();
        assertThat(pageOf(quiet, 0).next(5)).isEmpty();
    }

    @Test
    void replacesAReadingByALaterOneButNotByAnEarlier() {
        Feed python = feed("python");
        record(python, "p2", 0, 20, OptionalInt.of(20), NOON);
        record(python, "p1", 0, 10, OptionalInt.of(10), NOON.minusSeconds(60));
        assertThat(pageOf(python, 0).total()).isEqualTo(20);

        record(python, "p3", 0, 30, OptionalInt.of(30), NOON.plusSeconds(60));
        assertThat(pageOf(python, 0).total()).isEqualTo(30);
    }

    @Test
    void keepsWhatThePostSays() {
        Feed odd = feed("odd");
        Post post = new Post(
                new PostId("odd1"),
                odd.community(),
                "<b>שלום</b> 🙂 \u0000&amp;",
                "",
                "https://example.org",
                "example.org",
                "https://www.reddit.com/r/odd/comments/odd1/",
                PostKind.GALLERY,
                OptionalInt.empty(),
                OptionalInt.of(7),
                false,
                NOON);
        readings.record(
                new PostsFoundV1(odd, "o1", 0, OptionalInt.of(1), List.of(post), List.of(), SourceApi.RSS, NOON),
                List.of(new ClassifiedPost(post, "music", 0.5f, "m1")));

        FeedPage page = pageOf(odd, 0);
        ClassifiedPost found = page.posts().getFirst();
        assertThat(page.source()).isEqualTo(SourceApi.RSS);
        assertThat(found.post().title()).isEqualTo("<b>שלום</b> 🙂 &amp;");
        assertThat(found.post().score()).isEmpty();
        assertThat(found.post().comments()).hasValue(7);
        assertThat(found.post().kind()).isEqualTo(PostKind.GALLERY);
        assertThat(found.topic()).isEqualTo("music");
    }

    @Test
    void remembersARefusalUntilAReadingSucceeds() {
        Feed club = feed("club");
        readings.record(new FeedRefusedV1(club, "c1", SourceProblem.PRIVATE, List.of(), NOON));
        assertThat(feeds.page(club, 0, 5)).isEqualTo(new Known.Refused(SourceProblem.PRIVATE, NOON));

        record(club, "c2", 0, 3, OptionalInt.of(3), NOON.plusSeconds(1));
        assertThat(pageOf(club, 0).total()).isEqualTo(3);
    }

    @Test
    void findsWhatWasAskedForAndIsStale() {
        Feed stale = feed("stale");
        record(stale, "s1", 0, 1, OptionalInt.of(1), NOON.minus(Duration.ofDays(3)));
        assertThat(due(stale)).isEmpty();

        feeds.asked(asks(stale, 4), NOON);
        assertThat(due(stale)).hasValueSatisfying(due -> {
            assertThat(due.fetchedAt()).isEqualTo(NOON.minus(Duration.ofDays(3)));
            assertThat(due.newAnHour()).isEmpty();
            assertThat(due.asks()).isEqualTo(4, within(0.001));
        });

        feeds.asked(asks(stale, 1), NOON.plus(Duration.ofHours(6)));
        assertThat(due(stale))
                .hasValueSatisfying(due -> assertThat(due.asks()).isEqualTo(1 + 4 / Math.E, within(0.001)));
    }

    @Test
    void learnsHowManyPostsAListingBringsInAnHour() {
        Feed busy = feed("busy");
        Instant first = NOON.minus(Duration.ofHours(9));
        assertThat(brought(busy, "b1", 0, 10, first)).isEqualTo(10);
        feeds.asked(asks(busy, 1), NOON);
        assertThat(due(busy).orElseThrow().newAnHour()).isEmpty();

        assertThat(brought(busy, "b2", 6, 16, first.plus(Duration.ofHours(2)))).isEqualTo(6);
        assertThat(due(busy).orElseThrow().newAnHour().orElseThrow()).isEqualTo(3, within(0.001));
        assertThat(brought(busy, "b2", 6, 16, first.plus(Duration.ofHours(2)))).isZero();

        assertThat(brought(busy, "b3", 16, 26, first.plus(Duration.ofHours(3)))).isEqualTo(10);
        assertThat(due(busy).orElseThrow().newAnHour().orElseThrow()).isEqualTo(0.7 * 3 + 0.3 * 10, within(0.001));

        assertThat(brought(busy, "late", 30, 40, first.plus(Duration.ofHours(1))))
                .isPositive();
        assertThat(due(busy).orElseThrow().newAnHour().orElseThrow()).isEqualTo(5.1, within(0.001));
    }

    /// Records a whole reading of so many posts, each known by its number.
    private int brought(Feed feed, String run, int from, int to, Instant at) {
        List<Post> posts = IntStream.range(from, to)
                .mapToObj(number -> post(feed.community(), number))
                .toList();
        return readings.record(
                        new PostsFoundV1(
                                feed, run, 0, OptionalInt.of(posts.size()), posts, List.of(), SourceApi.OAUTH, at),
                        posts.stream()
                                .map(post -> new ClassifiedPost(post, "busy-topic", 0.9f, "m1"))
                                .toList())
                .brought();
    }

    private static SequencedMap<Feed, Integer> asks(Feed feed, int asks) {
        return new LinkedHashMap<>(Map.of(feed, asks));
    }

    private Optional<Listings.Due> due(Feed feed) {
        return feeds.due(NOON.minusSeconds(10), NOON.minusSeconds(10), 1_000).stream()
                .filter(due -> due.feed().equals(feed))
                .findFirst();
    }

    @Test
    void expiresWhatIsOldInBatchesAndKeepsWhatWasLearned() {
        Feed old = feed("old");
        record(old, "e1", 0, 4, OptionalInt.of(4), NOON.minus(Duration.ofDays(30)));
        new Subreddits(database).learn(old.community(), _ -> new Subreddits.Learned(new byte[] {1}, 4, "music", 0.9f));
        Instant limit = NOON.minus(Duration.ofDays(29));

        assertThat(feeds.expire(limit, 3)).isEqualTo(3);
        assertThat(feeds.expire(limit, 3)).isEqualTo(1);
        assertThat(feeds.expire(limit, 3)).isZero();
        assertThat(feeds.page(old, 0, 5)).isInstanceOf(Known.Nothing.class);
        assertThat(new Subreddits(database).known(old.community()).prior()).isPresent();
    }

    @Test
    void ranksTheBestOfATopicFirst() {
        record(feed("ranked"), "t1", 0, 8, OptionalInt.of(8), NOON);

        assertThat(scores(top("ranked-topic", 3))).containsExactly(1000, 999, 998);
    }

    @Test
    void turnsThePagesOfATopicToTheEndAndBack() {
        Community name = new Community("turned");
        recorded(
                "turned1",
                Stream.of(7, 7, null, 9, 7, null, -3, 9)
                        .map(score -> scored(name, score))
                        .toArray(Post[]::new));
        List<String> down = new ArrayList<>();
        List<String> up = new ArrayList<>();

        TopicPage page = top("any-of-turned", 3);
        assertThat(page.previous()).isEmpty();
        while (true) {
            assertThat(page.first()).isEqualTo(down.size());
            down.addAll(ids(page));
            if (page.next().isEmpty()) {
                break;
            }
            page = feeds.ofTopic("any-of-turned", page.next().get(), 3);
        }
        while (page.previous().isPresent()) {
            page = feeds.ofTopic("any-of-turned", page.previous().get(), 3);
            up.addAll(0, ids(page));
        }

        assertThat(down).hasSize(8).doesNotHaveDuplicates();
        assertThat(up).as("the way back").isEqualTo(down.subList(0, 6));
        assertThat(page).as("the start").isEqualTo(top("any-of-turned", 3));
    }

    @Test
    void goesOnAfterThePostThatWasShownAlthoughBetterOnesCame() {
        Community name = new Community("moving");
        recorded("m1", scored(name, 10), scored(name, 9), scored(name, 8), scored(name, 7));
        TopicPage before = top("any-of-moving", 2);
        recorded("m2", scored(name, 20), scored(name, 19), scored(name, 18));

        TopicPage after = feeds.ofTopic("any-of-moving", before.next().orElseThrow(), 2);

        assertThat(scores(after)).containsExactly(8, 7);
        assertThat(after.first()).isEqualTo(2);
        assertThat(scores(feeds.ofTopic("any-of-moving", after.previous().orElseThrow(), 2)))
                .containsExactly(10, 9);
    }

    private TopicPage top(String topic, int size) {
        return feeds.ofTopic(topic, new TopicCursor.Top(), size);
    }

    private static List<String> ids(TopicPage page) {
        return page.posts().stream().map(sorted -> sorted.post().id().value()).toList();
    }

    private static List<Integer> scores(TopicPage page) {
        return page.posts().stream()
                .map(sorted -> sorted.post().score().getAsInt())
                .toList();
    }

    private Post scored(Community subreddit, Integer score) {
        Post post = post(subreddit, ++made);
        return new Post(
                post.id(),
                subreddit,
                post.title(),
                "",
                post.url(),
                post.domain(),
                post.permalink(),
                post.kind(),
                score == null ? OptionalInt.empty() : OptionalInt.of(score),
                post.comments(),
                false,
                NOON);
    }

    private boolean record(Feed feed, String run, int first, int count, OptionalInt total, Instant at) {
        List<Post> posts = IntStream.range(first, first + count)
                .mapToObj(rank -> post(feed.community(), rank))
                .toList();
        return readings.record(
                        new PostsFoundV1(feed, run, first, total, posts, List.of(), SourceApi.OAUTH, at),
                        posts.stream()
                                .map(post -> new ClassifiedPost(post, feed.community() + "-topic", 0.9f, "m1"))
                                .toList())
                .whole();
    }

    private Readings.Recorded recorded(String run, Post... posts) {
        return readings.record(
                new PostsFoundV1(
                        feed(posts[0].community().value()),
                        run,
                        0,
                        OptionalInt.of(posts.length),
                        List.of(posts),
                        List.of(),
                        SourceApi.OAUTH,
                        NOON),
                Stream.of(posts)
                        .map(post -> new ClassifiedPost(post, "any-of-" + post.community(), 0.9f, "m1"))
                        .toList());
    }

    private FeedPage pageOf(Feed feed, int first) {
        return ((Known.Page) feeds.page(feed, first, 5)).page();
    }

    private static Feed feed(String subreddit) {
        return new Feed(new Community(subreddit), Period.DAY);
    }

    private static Post post(Community subreddit, int rank) {
        String link = "https://www.reddit.com/r/" + subreddit + "/comments/" + rank;
        return new Post(
                new PostId(subreddit.value().replace("_", "") + rank),
                subreddit,
                subreddit + " " + rank,
                "",
                link,
                "self",
                link,
                PostKind.TEXT,
                OptionalInt.of(1000 - rank),
                OptionalInt.of(rank),
                false,
                NOON);
    }
}
