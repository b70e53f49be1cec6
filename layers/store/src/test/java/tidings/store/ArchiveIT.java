package tidings.store;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tidings.telegram.Card;
import tidings.messages.PostsMessage.FeedRefusedV1;
import tidings.messages.PostsMessage.PostsFoundV1;
import tidings.domain.Feed;
import tidings.domain.Period;
import tidings.domain.Post;
import tidings.domain.PostId;
import tidings.domain.PostKind;
import tidings.domain.SourceProblem;
import tidings.domain.ClassifiedPost;
import tidings.domain.SourceApi;
import tidings.domain.Community;
import tidings.domain.TopicCursor;
import tidings.settings.Profile;
import tidings.store.Listings.Known;
import tidings.store.cache.Cached;
import tidings.store.cache.RemoteCache;
import tidings.store.cache.TestRedis;
import tidings.testing.RecordingMeter;

import static org.assertj.core.api.Assertions.assertThat;

class ArchiveIT {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final Community NAME = new Community("java");
    private static final Feed JAVA = new Feed(NAME, Period.DAY);
    private static final Profile PROFILE = Profile.all().get("production");

    private final RecordingMeter meter = new RecordingMeter();
    private Instant now = NOON;
    private final InstantSource clock = () -> now;
    private EmbeddedPostgres postgres;
    private TestRedis redis;
    private Archive here;
    private Archive there;

    @BeforeEach
    void start() throws IOException {
        postgres = EmbeddedPostgres.start();
        Migrations.apply(postgres.getPostgresDatabase());
        redis = TestRedis.start();
        here = archive();
        there = archive();
    }

    @AfterEach
    void stop() throws IOException {
        here.close();
        there.close();
        redis.close();
        postgres.close();
    }

    @Test
    void everyKindIsAnsweredWithTheDatabaseStopped() throws IOException {
        Post post = record(here, "r1", 7);
        here.learn(NAME, _ -> new Subreddits.Learned(new byte[] {1}, 1, "programming", 0.5f));
        askForEveryKind(here, post);
        postgres.close();
        double statements = statements();
        here.close();

        askForEveryKind(here, post);
        askForEveryKind(there, post);

        assertThat(statements()).isEqualTo(statements);
        assertThat(meter.total("CacheLookup", "local")).isEqualTo(5);
        assertThat(meter.total("CacheLookup", "remote")).isEqualTo(5);
    }

    @Test
    void whatIsOlderThanItShouldBeIsGivenWhileTheDatabaseIsStoppedAndSaysSo() throws IOException {
        record(here, "r1", 7);
        here.page(JAVA, 0, 5);
        postgres.close();
        here.close();
        now = now.plus(Duration.ofMinutes(40));

        Cached<Known> found = there.page(JAVA, 0, 5);

        assertThat(found.value()).isInstanceOf(Known.Page.class);
        assertThat(found.sourceFailed()).isTrue();
        assertThat(found.at()).isEqualTo(NOON);
    }

    @Test
    void aReadingIsShownOnceItIsWholeAndARefusalAtOnce() {
        assertThat(here.page(JAVA, 0, 5).value()).isInstanceOf(Known.Nothing.class);
        record(here, "r1", 7);
        assertThat(total(here)).isEqualTo(7);
        assertThat(total(there)).isEqualTo(7);

        now = now.plus(Duration.ofSeconds(20));
        record(there, "r2", 9);
        assertThat(total(here)).isEqualTo(9);

        Feed week = new Feed(NAME, Period.WEEK);
        there.record(new FeedRefusedV1(week, "r3", SourceProblem.PRIVATE, List.of(), now));
        now = now.plus(Duration.ofSeconds(10));
        assertThat(here.page(JAVA, 0, 5).value()).isEqualTo(new Known.Refused(SourceProblem.PRIVATE, now.minusSeconds(10)));
    }

    @Test
    void whatWasLearnedIsKnownAtOnce() {
        assertThat(here.known(NAME)).isEqualTo(Subreddits.Known.NOTHING);
        here.fix(NAME, "music");
        assertThat(here.known(NAME).fixedTopic()).contains("music");
        here.learn(NAME, _ -> new Subreddits.Learned(new byte[] {1, 2}, 2, "sports", 0.5f));
        assertThat(here.known(NAME).prior()).hasValue(new byte[] {1, 2});
        assertThat(there.known(NAME).prior()).as("through JSON").hasValue(new byte[] {1, 2});
    }

    @Test
    void whatIsAskedForIsNotedLaterInOneStatement() {
        record(here, "r1", 7);
        now = now.plus(Duration.ofHours(7));
        double statements = statements();
        here.asked(JAVA);
        there.asked(JAVA);
        there.asked(new Feed(new Community("never_read"), Period.DAY));
        assertThat(statements()).isEqualTo(statements);

        assertThat(here.noteAsked(100)).containsExactly(JAVA);
        assertThat(here.noteAsked(100)).isEmpty();
        assertThat(statements()).isEqualTo(statements + 1);
        assertThat(here.feeds().due(now.minusSeconds(1), now, 10))
                .extracting(Listings.Due::feed)
                .containsExactly(JAVA);
    }

    private static void askForEveryKind(Archive archive, Post post) {
        assertThat(total(archive)).isEqualTo(7);
        assertThat(archive.ofTopic("programming", new TopicCursor.Top(), 5)
                        .value()
                        .posts())
                .hasSize(5);
        assertThat(archive.find(post.id())).map(ClassifiedPost::post).contains(post);
        assertThat(archive.known(NAME).prior()).hasValue(new byte[] {1});
        assertThat(archive.classification("hash", () -> Card.of("Programming")).html())
                .isEqualTo("Programming");
    }

    private static int total(Archive archive) {
        return ((Known.Page) archive.page(JAVA, 0, 5).value()).page().total();
    }

    private double statements() {
        return meter.total("DatabaseStatement");
    }

    private Archive archive() {
        return new Archive(
                Database.of(postgres.getPostgresDatabase(), PROFILE, meter, clock),
                RemoteCache.of(redis.config(), meter, clock),
                PROFILE,
                meter,
                clock);
    }

    private Post record(Archive archive, String run, int number) {
        List<Post> posts = IntStream.range(0, number).mapToObj(this::post).toList();
        archive.record(
                new PostsFoundV1(
                        JAVA, run, 0, OptionalInt.of(number), posts, List.of(), SourceApi.OAUTH, clock.instant()),
                posts.stream()
                        .map(post -> new ClassifiedPost(post, "programming", 0.9f, "m1"))
                        .toList());
        return posts.getFirst();
    }

    private Post post(int rank) {
        String link = "https://www.reddit.com/r/java/comments/" + rank;
        return new Post(
                new PostId("p" + rank),
                NAME,
                "Post " + rank,
                "A body. ".repeat(200),
                link,
                "self",
                link,
                PostKind.TEXT,
                OptionalInt.of(100 - rank),
                OptionalInt.empty(),
                false,
                NOON);
    }
}
