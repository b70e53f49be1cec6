package tidings.store;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import tidings.domain.ClassifiedPost;
import tidings.domain.Feed;
import tidings.domain.Post;
import tidings.domain.PostCounts;
import tidings.domain.PostId;
import tidings.domain.TopicCursor;
import tidings.preferences.BriefTimes;
import tidings.preferences.ChatSettings;
import tidings.selection.DeliveryState;
import tidings.store.DeliveryStore.Key;
import tidings.store.DeliveryStore.Sent;
import tidings.store.DeliveryStore.Shown;

import static org.assertj.core.api.Assertions.assertThat;

/// How posts that somebody removed are found and forgotten.
abstract class RemovedPostsContract extends DeliveriesFixture {
    private static final Feed FEED = TestPosts.feed("java");
    private static final Duration HOUR = Duration.ofHours(1);

    private List<PostId> toCheck(int max) {
        return posts().toCheck(clock.instant().minus(HOUR), max);
    }

    private static List<PostId> ids(String... ids) {
        return List.of(ids).stream().map(PostId::new).toList();
    }

    private List<String> deliver(String id, Duration compared) {
        post(id);
        expandAll();
        List<Shown> due = deliveries().due(10);
        deliveries()
                .sent(due.stream()
                        .map(shown -> sent(shown, Optional.of(clock.instant().plus(compared))))
                        .toList());
        return due.stream().map(shown -> shown.key().story()).toList();
    }

    @Test
    void theLongestUnseenPostsAreCheckedFirstAndNoneTwiceInARow() {
        record(FEED, "r1", TestPosts.posts("java", "a", 1), clock.instant());
        clock.advance(Duration.ofMinutes(1));
        record(FEED, "r2", TestPosts.posts("java", "b", 2), clock.instant());
        assertThat(toCheck(9)).isEmpty();

        clock.advance(HOUR.plusMillis(1));
        assertThat(toCheck(1)).isEqualTo(ids("a0"));
        assertThat(toCheck(9)).containsExactlyInAnyOrderElementsOf(ids("b0", "b1"));
        assertThat(toCheck(9)).isEmpty();

        clock.advance(HOUR.plusMillis(1));
        assertThat(toCheck(9)).hasSize(3);
    }

    @Test
    void aPostThatIsSeenAgainIsNotChecked() {
        record(FEED, "r1", TestPosts.posts("java", "a", 2), clock.instant());
        clock.advance(Duration.ofHours(2));
        record(FEED, "r2", TestPosts.posts("java", "a", 1), clock.instant());

        assertThat(toCheck(9)).isEqualTo(ids("a1"));
    }

    @Test
    void onlyRedditIsAskedForPosts() {
        Feed other = TestPosts.feed("hackernews:front");
        record(other, "r1", List.of(TestPosts.post("hackernews:front", "hackernews:1", OptionalInt.of(1))), NOON);
        clock.advance(Duration.ofHours(2));

        assertThat(toCheck(9)).isEmpty();
    }

    @Test
    void whatIsThereGetsTheCountsThatAreKnown() {
        ClassifiedPost post = TestPosts.post("java", "a", OptionalInt.of(10));
        record(FEED, "r1", List.of(post, TestPosts.post("java", "b", OptionalInt.of(9))), clock.instant());

        posts().update(List.of(
                new PostCounts(new PostId("a"), OptionalInt.of(77), OptionalInt.empty()),
                new PostCounts(new PostId("unknown"), OptionalInt.of(1), OptionalInt.of(1))));
        posts().update(List.of());

        Post now = posts().find(new PostId("a")).orElseThrow().post();
        assertThat(now.score()).hasValue(77);
        assertThat(now.comments()).isEqualTo(post.post().comments());
        assertThat(posts().find(new PostId("b")).orElseThrow().post().score()).hasValue(9);
    }

    @Test
    void aSuspectedPostIsGoneWhenItIsSuspectedAgainLater() {
        record(FEED, "r1", TestPosts.posts("java", "a", 2), clock.instant());
        Duration pause = Duration.ofMinutes(30);

        assertThat(posts().suspect(ids("a0", "a1", "unknown"), clock.instant().minus(pause)))
                .isEmpty();
        clock.advance(pause.minusMillis(1));
        assertThat(posts().suspect(ids("a0", "a1"), clock.instant().minus(pause)))
                .as("asked too soon")
                .isEmpty();
        clock.advance(Duration.ofMillis(1));
        assertThat(posts().suspect(ids("a0"), clock.instant().minus(pause))).isEqualTo(ids("a0"));
    }

    @Test
    void whatWasThereOrSeenMeanwhileIsNoLongerSuspected() {
        record(FEED, "r1", TestPosts.posts("java", "a", 2), clock.instant());
        posts().suspect(ids("a0", "a1"), clock.instant());

        posts().update(List.of(new PostCounts(new PostId("a0"), OptionalInt.empty(), OptionalInt.empty())));
        record(FEED, "r2", TestPosts.posts("java", "a", 2).subList(1, 2), clock.instant());
        clock.advance(HOUR);

        assertThat(posts().suspect(ids("a0", "a1"), clock.instant())).isEmpty();
    }

    @Test
    void aRemovedPostIsNowhereAndTheRanksOfTheOthersStay() {
        List<ClassifiedPost> posts = TestPosts.posts("java", "a", 3);
        record(FEED, "r1", posts, clock.instant());
        pageOf(FEED, 0);
        posts().find(new PostId("a1"));
        feeds().topic("music", new TopicCursor.Top(), 5);

        posts().remove(ids("a1", "unknown"));

        assertThat(posts().find(new PostId("a1"))).isEmpty();
        assertThat(pageOf(FEED, 0).posts()).containsExactly(posts.get(0), posts.get(2));
        assertThat(pageOf(FEED, 0).total()).isEqualTo(3);
        assertThat(pageOf(FEED, 2).posts()).containsExactly(posts.get(2));
        assertThat(feeds().topic("music", new TopicCursor.Top(), 5).value().posts())
                .containsExactly(posts.get(0), posts.get(2));
        posts().remove(ids("a1"));
    }

    @Test
    void sentCardsOfARemovedPostAreTakenBackOnceAndNotKeptUpToDate() {
        follow(ADA, JAVA);
        follow(place(2), JAVA);
        chats().prefer(ADA.chat(), ChatSettings.NONE.with(ChatSettings.LANGUAGE, Optional.of("de")));
        deliver("p1", Duration.ZERO);
        deliver("p2", Duration.ZERO);

        List<Sent> cards = deliveries().removed(ids("p1"), 10);
        assertThat(cards).extracting(Sent::key).containsExactlyInAnyOrder(new Key(ADA, "p1"), new Key(place(2), "p1"));
        assertThat(cards)
                .filteredOn(card -> card.key().place().equals(ADA))
                .allSatisfy(card ->
                        assertThat(card.settings().get(ChatSettings.LANGUAGE)).contains("de"));
        assertThat(deliveries().removed(ids("p1"), 1)).as("a page").hasSize(1);

        deliveries().takenBack(cards.stream().map(Sent::key).toList());
        assertThat(deliveries().removed(ids("p1"), 10)).isEmpty();
        assertThat(deliveries().living(10))
                .extracting(card -> card.now().key().story())
                .containsOnly("p2");
    }

    @Test
    void aCardThatTheSenderForgotIsLeftAsItIs() {
        follow(ADA, JAVA);
        deliver("p1", Duration.ZERO);
        clock.advance(DeliveryStore.EDITABLE);
        assertThat(deliveries().removed(ids("p1"), 10)).hasSize(1);

        clock.advance(Duration.ofMillis(1));

        assertThat(deliveries().removed(ids("p1"), 10)).isEmpty();
    }

    @Test
    void whatWaitsForItsTimeOrForABriefIsSkipped() {
        follow(ADA, JAVA);
        post("p1");
        expandAll(decider(DeliveryState.PENDING, Duration.ofMinutes(5)), 500);
        post("p2");
        expandAll();
        chats().prefer(ADA.chat(), ChatSettings.NONE);

        assertThat(deliveries().removed(ids("p1"), 10)).isEmpty();

        clock.advance(Duration.ofMinutes(5));
        assertThat(dueStories()).containsExactly("p2");
    }

    @Test
    void aRemovedPostThatABriefBroughtIsNamedWithItsBriefUntilItIsTakenBack() {
        follow(ADA, JAVA);
        chats().prefer(ADA.chat(), ChatSettings.NONE.with(ChatSettings.BRIEF, BriefTimes.parse("13:00")));
        arrive("p1", 0.9);
        arrive("p2", 0.9);
        clock.advance(HOUR);
        assertThat(briefs().make()).isTrue();

        assertThat(deliveries().removed(ids("p1"), 10)).singleElement().satisfies(sent -> {
            assertThat(sent.key()).isEqualTo(new Key(ADA, "p1"));
            assertThat(sent.brief()).contains(clock.instant());
        });

        deliveries().takenBack(List.of(new Key(ADA, "p1")));
        assertThat(deliveries().removed(ids("p1"), 10)).isEmpty();
        assertThat(briefs().page(ADA, clock.instant(), false, 0, 10).sent()).isEqualTo(2);
    }
}
