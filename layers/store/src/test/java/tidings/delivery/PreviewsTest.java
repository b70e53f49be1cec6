package tidings.delivery;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tidings.aws.Json;
import tidings.delivery.Previews.Preview;
import tidings.domain.ChatId;
import tidings.domain.ClassifiedPost;
import tidings.domain.Community;
import tidings.domain.Feed;
import tidings.domain.Period;
import tidings.domain.Post;
import tidings.domain.PostId;
import tidings.domain.PostKind;
import tidings.domain.SourceApi;
import tidings.follows.FollowQuery;
import tidings.follows.Origin;
import tidings.messages.PendingCard.FollowPreview;
import tidings.messages.PostsMessage.NewPostsFoundV1;
import tidings.messages.PostsMessage.NewPostsFoundV1.Found;
import tidings.messages.PostsMessage.NewPostsFoundV1.Span;
import tidings.messages.PostsMessage.PostsFoundV1;
import tidings.store.Stores;
import tidings.telegram.Texts;

import static org.assertj.core.api.Assertions.assertThat;

/// What previews say of communities in which so much is posted that Reddit's lists hold a part of it.
class PreviewsTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final Community BUSY = new Community("busy_meadow");
    private static final ChatId CHAT = new ChatId(1);
    private static final int A_DAY = 500;
    private static final Duration BETWEEN = Duration.ofDays(1).dividedBy(A_DAY);

    private static final FollowQuery ALL = query(List.of(), OptionalInt.empty());

    private final Stores stores = Stores.inMemory(InstantSource.fixed(NOON));
    private final Previews previews = new Previews(stores.taught(), List.of("music"));

    /// One of ten is about lambs; votes grow with age.
    private static ClassifiedPost post(int number) {
        String title = number % 10 == 0 ? "A lamb " + number : "A cow " + number;
        Post post = new Post(
                new PostId("b" + number),
                BUSY,
                title,
                "",
                "https://example.org/" + number,
                "example.org",
                "https://www.reddit.com/comments/b" + number + "/",
                PostKind.LINK,
                OptionalInt.of(number),
                OptionalInt.of(0),
                false,
                NOON.minus(BETWEEN.multipliedBy(number + 1L)));
        return new ClassifiedPost(post, "music", 0.9f, "m1");
    }

    private static List<Post> posts(List<ClassifiedPost> posts) {
        return posts.stream().map(ClassifiedPost::post).toList();
    }

    /// The hundred best of the day.
    private void bestAreRead() {
        List<ClassifiedPost> best =
                IntStream.range(400, 500).mapToObj(i -> post(899 - i)).toList();
        stores.feeds()
                .record(
                        new PostsFoundV1(
                                new Feed(BUSY, Period.DAY),
                                "r1",
                                0,
                                OptionalInt.of(best.size()),
                                posts(best),
                                List.of(),
                                SourceApi.OAUTH,
                                NOON),
                        best);
    }

    private void newestAreRead(int count) {
        List<ClassifiedPost> newest =
                IntStream.range(0, count).mapToObj(PreviewsTest::post).toList();
        Span span = new Span(newest.getLast().post().created(), List.of(new Found(BUSY, count)));
        stores.feeds().record(new NewPostsFoundV1("n1", 0, posts(newest), NOON, Optional.of(span)), newest);
    }

    private static FollowQuery query(List<String> words, OptionalInt minScore) {
        return new FollowQuery(
                List.of(new Origin.OfCommunity(BUSY)), words, null, null, null, minScore, null, null, false);
    }

    private Preview preview(FollowQuery query) {
        return previews.of(CHAT, query, NOON);
    }

    private static String card(Preview preview) {
        Draft draft = new Draft(ALL, null, null, null, null, false, null);
        return new FollowCards(Texts.of("en"), NOON)
                .preview(new FollowPreview("1", Json.write(draft), List.of(), "", Optional.empty()), preview)
                .html();
    }

    @Test
    void ofABusyCommunityOfWhichTheBestAloneAreKnownItSaysThatMoreCome() {
        bestAreRead();

        Preview preview = preview(ALL);

        assertThat(preview.aDay()).isEqualTo(100);
        assertThat(preview.isAtLeast()).isTrue();
        assertThat(card(preview)).contains("the best 100 posts of the last 24 h, but not all", "at least 100 a day");
    }

    @Test
    void aPageOfItsNewPostsTellsHowManyComeADayAndOfHowLongThePageIs() {
        bestAreRead();
        newestAreRead(100);

        Preview all = preview(ALL);
        assertThat(all.aDay()).isBetween(495L, 510L);
        assertThat(all.isAtLeast()).isFalse();
        assertThat(card(all)).contains("100 posts from the last 5 h", "about " + all.aDay() + " a day");

        Preview lambs = preview(query(List.of("lamb"), OptionalInt.empty()));
        assertThat(lambs.wanted()).isEqualTo(10);
        assertThat(lambs.aDay()).isBetween(49L, 51L);
    }

    @Test
    void whatAFollowedCommunityBringsIsCountedOfAllThatIsStored() {
        bestAreRead();
        newestAreRead(900);

        assertThat(preview(ALL).aDay()).isBetween(495L, 510L);
    }

    /// What just came has no votes yet.
    @Test
    void whoAsksForVotesIsToldByTheBestOfTheDayWhichAreAllWithSoMany() {
        bestAreRead();
        newestAreRead(100);

        Preview preview = preview(query(List.of(), OptionalInt.of(451)));

        assertThat(preview.aDay()).isEqualTo(49);
        assertThat(preview.isAtLeast()).isFalse();
        assertThat(preview(query(List.of(), OptionalInt.of(11))).isAtLeast()).isTrue();
    }

    /// Three posts of the last hours are no dozen a day.
    @Test
    void ofAQuietCommunityADaysListIsAllOfTheDay() {
        List<ClassifiedPost> few =
                IntStream.range(0, 3).mapToObj(PreviewsTest::post).toList();
        stores.feeds()
                .record(
                        new PostsFoundV1(
                                new Feed(BUSY, Period.DAY),
                                "r1",
                                0,
                                OptionalInt.of(3),
                                posts(few),
                                List.of(),
                                SourceApi.OAUTH,
                                NOON),
                        few);

        Preview preview = preview(ALL);

        assertThat(preview.aDay()).isEqualTo(3);
        assertThat(preview.isAtLeast()).isFalse();
        assertThat(card(preview)).contains("3 posts from the last 24 h");
    }
}
