package tidings.scheduler;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tidings.delivery.Briefs;
import tidings.delivery.Deliveries;
import tidings.domain.ChatId;
import tidings.domain.ClassifiedPost;
import tidings.domain.Community;
import tidings.domain.Feed;
import tidings.domain.Period;
import tidings.domain.Place;
import tidings.domain.Post;
import tidings.domain.PostId;
import tidings.domain.PostKind;
import tidings.domain.SourceId;
import tidings.follows.FollowQuery;
import tidings.follows.Origin;
import tidings.messages.OutboxMessage;
import tidings.messages.OutboxMessage.ShowCardV1;
import tidings.messages.ScrapeMessage;
import tidings.messages.ScrapeMessage.PostsToCheckV1;
import tidings.preferences.BriefTimes;
import tidings.preferences.ChatSettings;
import tidings.ratelimit.RedditMode;
import tidings.store.Stores;
import tidings.testing.ManualClock;

import static org.assertj.core.api.Assertions.assertThat;

/// Posts of weekly briefs that are asked for again.
class BriefTitlesTest {
    private static final Duration KEPT = Duration.ofHours(48);
    private static final ChatSettings FRIDAYS =
            ChatSettings.NONE.with(ChatSettings.BRIEF, BriefTimes.parse("fri 18:00"));
    private static final Instant FRIDAY = Instant.parse("2026-11-27T18:00:00Z");

    private final ManualClock clock = new ManualClock();
    private final Stores stores = Stores.inMemory(clock);
    private final List<ScrapeMessage> requests = new ArrayList<>();
    private final List<OutboxMessage> cards = new ArrayList<>();

    private int ask(RedditMode mode, int spare) {
        return new BriefTitles(stores.briefs(), requests::addAll, mode, KEPT).request(spare, clock.instant());
    }

    /// Chats that want weekly briefs and follow a community each, with 20 posts at the beginning of the week. Only
    /// ids are left of these ten minutes before the brief.
    private void week(int chats) {
        week(IntStream.rangeClosed(1, chats)
                .mapToObj(BriefTitlesTest::community)
                .toList());
    }

    private void week(List<Community> communities) {
        clock.advance(Duration.ofHours(7));
        for (int i = 0; i < communities.size(); i++) {
            Place place = Place.of(new ChatId(1 + i));
            stores.follows()
                    .add(place, FollowQuery.of(Origin.of(communities.get(i).value())));
            stores.chats().prefer(place.chat(), FRIDAYS);
        }
        communities.stream()
                .distinct()
                .forEach(community ->
                        Fetched.whole(stores.feeds(), new Feed(community, Period.DAY), clock.instant(), 20));
        new Deliveries(stores.deliveries(), stores.threads(), cards::addAll, clock).run(10_000, 10_000);
        assertThat(cards).isEmpty();
        advanceTo(FRIDAY.minus(BriefTitles.AHEAD));
    }

    private static Community community(int chat) {
        return new Community("followed" + (char) ('a' + chat / 26) + (char) ('a' + chat % 26) + "x");
    }

    private void advanceTo(Instant instant) {
        clock.advance(Duration.between(clock.instant(), instant));
        stores.feeds().expire(clock.instant().minus(KEPT), 100_000);
    }

    private List<PostId> asked() {
        return requests.stream()
                .map(PostsToCheckV1.class::cast)
                .flatMap(request -> request.posts().stream())
                .toList();
    }

    private static ClassifiedPost again(PostId id) {
        Post post = new Post(
                id,
                community(1),
                "The story of " + id,
                "",
                "https://example.org/" + id,
                "example.org",
                "https://www.reddit.com/comments/" + id + "/",
                PostKind.LINK,
                OptionalInt.of(10),
                OptionalInt.of(3),
                false,
                FRIDAY.minus(Duration.ofDays(6)));
        return new ClassifiedPost(post, "music", 0.9f, "m1");
    }

    private String brief() {
        new Briefs(stores.briefs(), stores.threads(), stores.points(), cards::addAll, clock).run(10);
        return cards.stream().map(card -> ((ShowCardV1) card).html()).reduce("", String::concat);
    }

    @Test
    void aWeeklyBriefShowsTheBestOfTheWholeWeek() {
        week(1);

        assertThat(ask(RedditMode.OAUTH, 20)).isEqualTo(1);
        assertThat(requests)
                .allSatisfy(request ->
                        assertThat(((PostsToCheckV1) request).texts()).isTrue());
        assertThat(asked()).hasSize(20).doesNotHaveDuplicates();
        stores.posts().restore(asked().stream().map(BriefTitlesTest::again).toList(), clock.instant());
        advanceTo(FRIDAY);

        String brief = brief();
        assertThat(asked()).allSatisfy(id -> assertThat(brief).contains("The story of " + id + "<"));
        assertThat(brief).doesNotContain("skipped", "older than");
    }

    @Test
    void aBriefComesInTimeWithoutWhatDidNotComeAndSaysSo() {
        week(1);
        ask(RedditMode.OAUTH, 20);
        stores.posts()
                .restore(asked().stream().limit(15).map(BriefTitlesTest::again).toList(), clock.instant());
        advanceTo(FRIDAY);

        assertThat(brief()).contains("I skipped 5 posts", "5 of them are older than I may keep posts");
    }

    @Test
    void eachIsAskedForOnce() {
        week(1);

        assertThat(ask(RedditMode.OAUTH, 20)).isEqualTo(1);
        clock.advance(Duration.ofMinutes(1));
        assertThat(ask(RedditMode.OAUTH, 20)).isZero();
    }

    @ParameterizedTest
    @CsvSource({"5, 20, 1", "6, 20, 2", "40, 20, 3", "40, 2, 2", "40, 0, 0", "40, -1, 0"})
    void aMinuteAsksForAFewHundredPostsAndNoMoreThanTheBudgetAllows(int chats, int spare, int expected) {
        week(chats);

        assertThat(ask(RedditMode.OAUTH, spare)).isEqualTo(expected);

        assertThat(asked()).doesNotHaveDuplicates().hasSize(Math.min(chats * 20, expected * 100));
        assertThat(requests).extracting(ScrapeMessage::deduplication).doesNotHaveDuplicates();
    }

    @Test
    void redditIsNotAskedForPostsOfOthers() {
        week(List.of(new Community("hackernews:top"), community(1)));

        assertThat(ask(RedditMode.OAUTH, 20)).isEqualTo(1);

        assertThat(asked()).hasSize(20).allMatch(post -> post.source().equals(SourceId.REDDIT));
    }

    @Test
    void chatsThatShareTheirPostsTakeNobodysTurn() {
        week(IntStream.rangeClosed(1, 40)
                .mapToObj(chat -> community(chat % 20 == 0 ? chat : 1))
                .toList());

        assertThat(ask(RedditMode.OAUTH, 20)).isEqualTo(1);

        assertThat(asked()).hasSize(60).doesNotHaveDuplicates();
    }

    @Test
    void whoHadNoTurnHasItInTheNextMinutes() {
        week(40);

        for (int minute = 0; minute < 3; minute++) {
            ask(RedditMode.OAUTH, 20);
            clock.advance(Duration.ofMinutes(1));
        }

        assertThat(asked()).hasSize(800).doesNotHaveDuplicates();
    }

    @Test
    void whereOnlyFeedsCanBeReadTheBestOfTheWeekAreAskedForInOneRequest() {
        week(List.of(community(1), community(2), new Community("hackernews:top")));

        assertThat(ask(RedditMode.RSS, 0)).isZero();
        assertThat(ask(RedditMode.RSS, 1)).isEqualTo(1);
        assertThat(ask(RedditMode.RSS, 1)).as("each once").isZero();

        PostsToCheckV1 request = (PostsToCheckV1) requests.getFirst();
        assertThat(request.texts()).isTrue();
        assertThat(request.among()).containsExactlyInAnyOrder(community(1), community(2));
        assertThat(request.posts()).hasSize(40).allMatch(post -> post.source().equals(SourceId.REDDIT));
    }

    @Test
    void ofManyChatsThoseThatOneRequestServesAreAskedForAndTheOthersInTheNextMinutes() {
        week(12);

        for (int minute = 0; minute < 3; minute++) {
            assertThat(ask(RedditMode.RSS, 1)).isEqualTo(1);
            clock.advance(Duration.ofMinutes(1));
        }

        assertThat(ask(RedditMode.RSS, 1)).isZero();
        assertThat(asked()).hasSize(240).doesNotHaveDuplicates();
    }

    @Test
    void whereRedditIsOffItIsNotAsked() {
        week(1);

        assertThat(ask(RedditMode.OFF, 20)).isZero();
        assertThat(requests).isEmpty();
    }
}
