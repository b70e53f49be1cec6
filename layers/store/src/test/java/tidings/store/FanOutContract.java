package tidings.store;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tidings.domain.ClassifiedPost;
import tidings.domain.Place;
import tidings.domain.PostCounts;
import tidings.domain.PostId;
import tidings.follows.Follow;
import tidings.follows.FollowQuery;
import tidings.follows.Matcher;
import tidings.follows.Origin;
import tidings.messages.PostsMessage.NewPostsFoundV1;
import tidings.preferences.ChatSettings;
import tidings.selection.DeliveryPolicy;
import tidings.selection.DeliveryState;
import tidings.selection.Planned;
import tidings.store.DeliveryStore.Decided;
import tidings.store.DeliveryStore.Decider;
import tidings.store.DeliveryStore.Key;
import tidings.store.DeliveryStore.Oldest;
import tidings.store.DeliveryStore.Shown;

import static org.assertj.core.api.Assertions.assertThat;

/// Which deliveries are made of new posts.
abstract class FanOutContract extends DeliveriesFixture {
    @ParameterizedTest
    @ValueSource(strings = {"java", "topic:music", "*"})
    void aNewPostComesToThoseWhoFollowAnyOfItsOrigins(String origin) {
        Follow follow = follow(ADA, Origin.of(origin));
        chats().prefer(ADA.chat(), ChatSettings.NONE.with(ChatSettings.LANGUAGE, Optional.of("de")));
        post("p1");

        expandAll();

        assertThat(deliveries().due(10)).singleElement().satisfies(shown -> {
            assertThat(shown.key()).isEqualTo(new Key(ADA, "p1"));
            assertThat(shown.post()).isEqualTo(TestPosts.post("java", "p1", OptionalInt.of(10)));
            assertThat(shown.follow()).isEqualTo(follow.id());
            assertThat(shown.query()).isEqualTo(follow.query());
            assertThat(shown.settings().get(ChatSettings.LANGUAGE)).contains("de");
            assertThat(shown.also()).isEmpty();
        });
    }

    @Test
    void whatNobodyFollowsIsNotNoted() {
        follow(ADA, Origin.of("python"), Origin.of("topic:food"));
        post("p1");

        assertThat(deliveries().oldest()).isEqualTo(new Oldest(Optional.empty(), Optional.empty()));
        assertThat(deliveries().expand(10, eager)).isFalse();
    }

    @Test
    void aPostThatIsStoredAgainIsNotNew() {
        follow(ADA, JAVA);
        post("p1");
        expandAll();
        deliveries()
                .sent(deliveries().due(10).stream()
                        .map(shown -> sent(shown, Optional.empty()))
                        .toList());
        record(TestPosts.feed("java"), "again", TestPosts.posts("java", "p", 2), clock.instant());

        expandAll();

        assertThat(dueStories()).containsExactly("p0");
    }

    @Test
    void nobodyGetsWhatWasStoredBeforeAnybodyFollowed() {
        post("p1");
        follow(ADA, JAVA);

        assertThat(deliveries().expand(10, eager)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 8})
    void eachFollowerIsAskedOnceInPagesOfAnySize(int max) {
        List<Long> follows = IntStream.rangeClosed(1, 7)
                .mapToObj(chat -> follow(place(chat), JAVA, Origin.of("topic:music"), Origin.of("*"))
                        .id())
                .toList();
        post("p1");

        expandAll(eager, max);

        assertThat(asked).containsExactlyElementsOf(follows);
        assertThat(deliveries().due(100))
                .extracting(shown -> shown.key().place().chat().value())
                .containsExactlyInAnyOrder(1L, 2L, 3L, 4L, 5L, 6L, 7L);
    }

    @Test
    void aPostThatCannotBeDecidedHoldsUpNoOtherAndComesLater() {
        IntStream.rangeClosed(1, 3).forEach(chat -> follow(place(chat), JAVA));
        post("p1");
        clock.advance(Duration.ofSeconds(1));
        post("p2");
        List<Integer> pages = new ArrayList<>();
        Decider failing = (post, meaning, rank, followers) -> {
            if (post.post().id().value().equals("p1") && pages.size() == 1) {
                throw new IllegalStateException("simulated");
            }
            pages.add(followers.size());
            return eager.decide(post, meaning, rank, followers);
        };

        expandAll(failing, 2);
        List<String> before = dueStories();
        clock.advance(DeliveryStore.PAUSE);
        expandAll(eager, 2);

        assertThat(before).containsExactlyInAnyOrder("p1", "p1", "p2", "p2", "p2");
        assertThat(dueStories()).containsExactlyInAnyOrder("p1", "p1", "p1", "p2", "p2", "p2");
        assertThat(asked).hasSize(6);
    }

    @Test
    void aPlaceGetsAStoryOnceHoweverManyOfItsFollowsWantIt() {
        follow(ADA, JAVA);
        follow(ADA, Origin.of("topic:music"));
        follow(new Place(ADA.chat(), OptionalInt.of(3)), JAVA);
        post("p1");

        expandAll(eager, 1);

        assertThat(deliveries().due(10))
                .extracting(Shown::key)
                .containsExactlyInAnyOrder(new Key(ADA, "p1"), new Key(new Place(ADA.chat(), OptionalInt.of(3)), "p1"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 500})
    void whatOneFollowSkipsAnotherBrings(int max) {
        Follow first = follow(ADA, JAVA);
        Follow second = follow(ADA, Origin.of("topic:music"));
        post("p1");

        expandAll(
                (_, _, _, followers) -> followers.stream()
                        .map(follower -> decided(
                                follower.follow(),
                                follower.follow().equals(first) ? DeliveryState.SKIPPED : DeliveryState.PENDING,
                                Duration.ZERO))
                        .toList(),
                max);

        assertThat(deliveries().due(10))
                .singleElement()
                .extracting(Shown::follow)
                .isEqualTo(second.id());
    }

    /// It may have come before and have been forgotten since.
    @Test
    void aPostThatWasWrittenLongerAgoThanIsRememberedIsNotNewWhoeverFindsIt() {
        follow(ADA, JAVA);
        Instant limit = clock.instant().minus(DeliveryStore.NEW);
        record(
                TestPosts.feed("java"),
                "r1",
                List.of(
                        TestPosts.post("java", "p1", OptionalInt.of(1), limit.plusMillis(1)),
                        TestPosts.post("java", "p2", OptionalInt.of(1), limit)),
                clock.instant());

        expandAll();

        assertThat(dueStories()).containsExactly("p1");
    }

    private void newest(OptionalInt score, String run) {
        List<ClassifiedPost> posts = List.of(TestPosts.post("java", "p1", score, clock.instant()));
        feeds().record(
                        new NewPostsFoundV1(
                                run,
                                0,
                                posts.stream().map(ClassifiedPost::post).toList(),
                                clock.instant(),
                                Optional.empty()),
                        posts);
    }

    private void counted(int score) {
        posts().update(List.of(new PostCounts(new PostId("p1"), OptionalInt.of(score), OptionalInt.empty())));
    }

    private static Decider by(DeliveryState state, Optional<String> reason) {
        return (post, meaning, rank, followers) ->
                Matcher.of(followers, one -> one.follow().query()).matches(post, Optional.empty()).stream()
                        .map(follower -> new Decided(
                                follower.follow(),
                                new Planned(state, reason, post.post().created()),
                                rank))
                        .toList();
    }

    @Test
    void aPostComesOnceAsSoonAsItHasTheVotesThatAFollowAsksFor() {
        Decider wanted = by(DeliveryState.PENDING, Optional.empty());
        follows().add(ADA, FollowQuery.of(JAVA).with(OptionalInt.of(50), OptionalInt.empty()));
        follow(place(2), JAVA);
        newest(OptionalInt.of(1), "n1");
        expandAll(wanted, 1);
        assertThat(deliveries().due(10))
                .extracting(shown -> shown.key().place())
                .containsExactly(place(2));

        counted(49);
        newest(OptionalInt.of(49), "n2");
        assertThat(deliveries().expand(10, wanted)).as("too few").isFalse();
        counted(50);
        counted(51);
        expandAll(wanted, 1);

        assertThat(deliveries().due(10))
                .extracting(shown -> shown.key().place())
                .containsExactlyInAnyOrder(ADA, place(2));
        counted(5_000);
        newest(OptionalInt.of(5_000), "n3");
        assertThat(deliveries().expand(10, wanted)).as("nobody asks for more").isFalse();
    }

    @Test
    void aPostThatPaceSkippedIsDecidedAnewWhenItMayRankHigher() {
        follow(ADA, JAVA);
        newest(OptionalInt.of(10), "n1");
        expandAll(by(DeliveryState.SKIPPED, Optional.of(DeliveryPolicy.PACE)), 10);
        assertThat(dueStories()).isEmpty();

        newest(OptionalInt.of(19), "n2");
        assertThat(deliveries().expand(10, eager)).isFalse();
        newest(OptionalInt.of(20), "n3");
        expandAll();

        assertThat(dueStories()).containsExactly("p1");
    }

    @Test
    void whatWasSkippedForAnotherReasonStaysSkipped() {
        follow(ADA, JAVA);
        follows().add(place(2), FollowQuery.of(JAVA).with(OptionalInt.of(50), OptionalInt.empty()));
        newest(OptionalInt.of(10), "n1");
        expandAll(by(DeliveryState.SKIPPED, Optional.of(DeliveryStore.REMOVED)), 10);

        counted(50);
        expandAll(by(DeliveryState.PENDING, Optional.empty()), 10);

        assertThat(deliveries().due(10))
                .extracting(shown -> shown.key().place())
                .containsExactly(place(2));
    }

    @Test
    void withoutScoresAPostIsDecidedAnewWhereItIsAmongTheBest() {
        follow(ADA, JAVA);
        newest(OptionalInt.empty(), "n1");
        expandAll(by(DeliveryState.SKIPPED, Optional.of(DeliveryPolicy.PACE)), 10);
        newest(OptionalInt.empty(), "n2");
        assertThat(deliveries().expand(10, eager)).isFalse();

        record(
                TestPosts.feed("java"),
                "r1",
                List.of(TestPosts.post("java", "p1", OptionalInt.empty(), clock.instant())),
                clock.instant());
        expandAll();

        assertThat(dueStories()).containsExactly("p1");
    }
}
