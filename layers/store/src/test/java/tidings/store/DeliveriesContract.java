package tidings.store;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tidings.delivery.DeliveryState;
import tidings.delivery.Planned;
import tidings.domain.ChatId;
import tidings.domain.ClassifiedPost;
import tidings.domain.Place;
import tidings.follows.Follow;
import tidings.follows.FollowQuery;
import tidings.follows.Origin;
import tidings.preferences.ChatSettings;
import tidings.store.DeliveryStore.Compared;
import tidings.store.DeliveryStore.Decided;
import tidings.store.DeliveryStore.Decider;
import tidings.store.DeliveryStore.Facts;
import tidings.store.DeliveryStore.Key;
import tidings.store.DeliveryStore.Living;
import tidings.store.DeliveryStore.Oldest;
import tidings.store.DeliveryStore.Shown;

import static org.assertj.core.api.Assertions.assertThat;

/// What becomes of new posts.
abstract class DeliveriesContract extends StoresContract {
    private static final Origin JAVA = Origin.of("java");
    private static final Place ADA = Place.of(new ChatId(1));

    /// Follows that were asked whether they want a post.
    private final List<Long> asked = new ArrayList<>();

    /// Everybody wants everything at once.
    private final Decider eager = decider(DeliveryState.PENDING, Duration.ZERO);

    private Decider decider(DeliveryState state, Duration later) {
        return (_, _, followers) -> followers.stream()
                .map(follower -> decided(follower.follow(), state, later))
                .toList();
    }

    private Decided decided(Follow follow, DeliveryState state, Duration later) {
        asked.add(follow.id());
        Optional<String> reason = state == DeliveryState.PENDING ? Optional.empty() : Optional.of("pace");
        return new Decided(follow, new Planned(state, reason, clock.instant().plus(later)), 0.5f);
    }

    private Follow follow(Place place, Origin... origins) {
        return follows().add(place, FollowQuery.of(origins)).orElseThrow();
    }

    private static Place place(int chat) {
        return Place.of(new ChatId(chat));
    }

    private void post(String... ids) {
        List<ClassifiedPost> posts = Arrays.stream(ids)
                .map(id -> TestPosts.post("java", id, OptionalInt.of(10)))
                .toList();
        record(TestPosts.feed("java"), "run-" + ids[0], posts, clock.instant());
    }

    private void expandAll() {
        expandAll(eager, 500);
    }

    private void expandAll(Decider decider, int max) {
        for (int i = 0; deliveries().expand(max, decider); i++) {
            assertThat(i).as("it comes to an end").isLessThan(1_000);
        }
    }

    private List<String> dueStories() {
        return deliveries().due(100).stream().map(shown -> shown.key().story()).toList();
    }

    private static Compared sent(Shown shown, Optional<Instant> next) {
        return new Compared(shown.key(), shown.facts(), next);
    }

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
        deliveries().sent(deliveries().due(10).stream()
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
                .mapToObj(chat -> follow(place(chat), JAVA, Origin.of("topic:music"), Origin.of("*")).id())
                .toList();
        post("p1");

        expandAll(eager, max);

        assertThat(asked).containsExactlyElementsOf(follows);
        assertThat(deliveries().due(100)).extracting(shown -> shown.key().place().chat().value())
                .containsExactlyInAnyOrder(1L, 2L, 3L, 4L, 5L, 6L, 7L);
    }

    @Test
    void aPostThatCannotBeDecidedHoldsUpNoOtherAndComesLater() {
        IntStream.rangeClosed(1, 3).forEach(chat -> follow(place(chat), JAVA));
        post("p1");
        clock.advance(Duration.ofSeconds(1));
        post("p2");
        List<Integer> pages = new ArrayList<>();
        Decider failing = (post, rank, followers) -> {
            if (post.post().id().value().equals("p1") && pages.size() == 1) {
                throw new IllegalStateException("simulated");
            }
            pages.add(followers.size());
            return eager.decide(post, rank, followers);
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

        assertThat(deliveries().due(10)).extracting(Shown::key)
                .containsExactlyInAnyOrder(
                        new Key(ADA, "p1"), new Key(new Place(ADA.chat(), OptionalInt.of(3)), "p1"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 500})
    void whatOneFollowSkipsAnotherBrings(int max) {
        Follow first = follow(ADA, JAVA);
        Follow second = follow(ADA, Origin.of("topic:music"));
        post("p1");

        expandAll(
                (_, _, followers) -> followers.stream()
                        .map(follower -> decided(
                                follower.follow(),
                                follower.follow().equals(first) ? DeliveryState.SKIPPED : DeliveryState.PENDING,
                                Duration.ZERO))
                        .toList(),
                max);

        assertThat(deliveries().due(10)).singleElement().extracting(Shown::follow).isEqualTo(second.id());
    }

    @ParameterizedTest
    @ValueSource(strings = {"HELD", "SKIPPED"})
    void whatIsNotPendingIsNotDue(DeliveryState state) {
        follow(ADA, JAVA);
        post("p1");

        expandAll(decider(state, Duration.ZERO), 500);

        assertThat(dueStories()).isEmpty();
    }

    @Test
    void theLongestDueComesFirstAndNothingBeforeItsTime() {
        follow(ADA, JAVA);
        post("p1");
        expandAll(decider(DeliveryState.PENDING, Duration.ofMinutes(2)), 500);
        post("p2");
        expandAll(decider(DeliveryState.PENDING, Duration.ofMinutes(1)), 500);

        assertThat(dueStories()).isEmpty();
        clock.advance(Duration.ofMinutes(1));
        assertThat(dueStories()).containsExactly("p2");
        clock.advance(Duration.ofMinutes(1));
        assertThat(dueStories()).containsExactly("p2", "p1");
        assertThat(deliveries().due(1)).extracting(shown -> shown.key().story()).containsExactly("p2");
        assertThat(deliveries().oldest().delivery()).contains(clock.instant().minus(Duration.ofMinutes(1)));
    }

    @Test
    void whatWasSentIsNotDueAgain() {
        follow(ADA, JAVA);
        post("p1", "p2");
        expandAll();

        deliveries().sent(List.of(sent(deliveries().due(1).getFirst(), Optional.empty())));

        assertThat(dueStories()).hasSize(1);
        assertThat(deliveries().living(10)).isEmpty();
    }

    enum Ending {
        UNFOLLOWED {
            @Override
            void happens(DeliveriesContract test, Follow follow) {
                test.follows().remove(ADA.chat(), follow.id());
            }
        },
        PAUSED {
            @Override
            void happens(DeliveriesContract test, Follow follow) {
                test.follows().pause(ADA.chat(), follow.id(), true);
            }
        },
        BLOCKED {
            @Override
            void happens(DeliveriesContract test, Follow follow) {
                test.chats().note(ADA.chat(), ChatRegistry.Status.BLOCKED, test.clock.instant());
            }
        },
        EXPIRED {
            @Override
            void happens(DeliveriesContract test, Follow follow) {
                test.clock.advance(Duration.ofDays(3));
                test.feeds().expire(test.clock.instant().minus(Duration.ofDays(2)), 10);
            }
        };

        abstract void happens(DeliveriesContract test, Follow follow);
    }

    @ParameterizedTest
    @EnumSource
    void whatCannotBeShownAnyMoreKeepsNothingElseFromBeingShown(Ending ending) {
        Follow follow = follow(ADA, JAVA);
        post("p1", "p2", "p3");
        expandAll();
        ending.happens(this, follow);
        follow(place(2), JAVA);
        post("p4");
        expandAll();

        deliveries().due(3);

        assertThat(deliveries().due(3)).extracting(Shown::key).contains(new Key(place(2), "p4"));
        assertThat(dueStories()).containsOnly("p4");
    }

    @Test
    void aPostThatExpiredBeforeItsFollowersWereLookedAtIsForgotten() {
        follow(ADA, JAVA);
        post("p1");
        Ending.EXPIRED.happens(this, null);

        assertThat(deliveries().expand(10, eager)).isTrue();

        assertThat(deliveries().expand(10, eager)).isFalse();
        assertThat(deliveries().oldest().post()).isEmpty();
        assertThat(asked).isEmpty();
    }

    @Test
    void aSentCardIsComparedWithItsPostWhenItIsTime() {
        follow(ADA, JAVA);
        post("p1");
        expandAll();
        Instant sentAt = clock.instant();
        Shown shown = deliveries().due(1).getFirst();
        deliveries().sent(List.of(sent(shown, Optional.of(sentAt.plusSeconds(60)))));
        assertThat(deliveries().living(10)).isEmpty();

        clock.advance(Duration.ofSeconds(60));
        record(
                TestPosts.feed("java"),
                "later",
                List.of(TestPosts.post("java", "p1", OptionalInt.of(900))),
                clock.instant());
        Living living = deliveries().living(10).getFirst();

        assertThat(living.before()).isEqualTo(new Facts(OptionalInt.of(10), OptionalInt.of(3), 0));
        assertThat(living.now().facts()).isEqualTo(new Facts(OptionalInt.of(900), OptionalInt.of(3), 0));
        assertThat(living.sentAt()).isEqualTo(sentAt);
        deliveries().compared(List.of(new Compared(shown.key(), living.now().facts(), Optional.empty())));
        assertThat(deliveries().living(10)).isEmpty();
    }

    @Test
    void oldDeliveriesAreDeleted() {
        follow(ADA, JAVA);
        post("p1", "p2", "p3");
        expandAll();
        clock.advance(Duration.ofDays(8));

        assertThat(deliveries().expire(clock.instant().minus(Duration.ofDays(9)), 10)).isZero();
        assertThat(deliveries().expire(clock.instant().minus(Duration.ofDays(7)), 2)).isEqualTo(2);
        assertThat(deliveries().expire(clock.instant().minus(Duration.ofDays(7)), 2)).isEqualTo(1);
        assertThat(dueStories()).isEmpty();
    }
}
