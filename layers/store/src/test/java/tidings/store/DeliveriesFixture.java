package tidings.store;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import tidings.domain.ChatId;
import tidings.domain.ClassifiedPost;
import tidings.domain.Place;
import tidings.follows.Follow;
import tidings.follows.FollowQuery;
import tidings.follows.Origin;
import tidings.selection.DeliveryPolicy;
import tidings.selection.DeliveryState;
import tidings.selection.Planned;
import tidings.store.DeliveryStore.Compared;
import tidings.store.DeliveryStore.Decided;
import tidings.store.DeliveryStore.Decider;
import tidings.store.DeliveryStore.Shown;

import static org.assertj.core.api.Assertions.assertThat;

/// Follows and posts, and what was asked and is due.
abstract class DeliveriesFixture extends StoresContract {
    static final Origin JAVA = Origin.of("java");
    static final Place ADA = Place.of(new ChatId(1));

    /// Follows that were asked whether they want a post.
    final List<Long> asked = new ArrayList<>();

    /// Everybody wants everything at once.
    final Decider eager = decider(DeliveryState.PENDING, Duration.ZERO);

    Decider decider(DeliveryState state, Duration later) {
        return (_, _, _, followers) -> followers.stream()
                .map(follower -> decided(follower.follow(), state, later))
                .toList();
    }

    Decided decided(Follow follow, DeliveryState state, Duration later) {
        asked.add(follow.id());
        Optional<String> reason = state == DeliveryState.PENDING ? Optional.empty() : Optional.of("pace");
        return new Decided(follow, new Planned(state, reason, clock.instant().plus(later)), 0.5f);
    }

    Follow follow(Place place, Origin... origins) {
        return follows().add(place, FollowQuery.of(origins)).orElseThrow();
    }

    static Place place(int chat) {
        return Place.of(new ChatId(chat));
    }

    void post(String... ids) {
        List<ClassifiedPost> posts = Arrays.stream(ids)
                .map(id -> TestPosts.post(
                        "java", id, OptionalInt.of(10), clock.instant().minus(Duration.ofHours(2))))
                .toList();
        record(TestPosts.feed("java"), "run-" + ids[0], posts, clock.instant());
    }

    /// A post comes to its followers as their chats prefer.
    void arrive(String id, double rank) {
        post(id);
        expandAll(
                (_, _, _, followers) -> followers.stream()
                        .map(one -> new Decided(
                                one.follow(), DeliveryPolicy.plan(one.settings(), 0.3, rank, clock.instant()), (float)
                                        rank))
                        .toList(),
                100);
    }

    void expandAll() {
        expandAll(eager, 500);
    }

    void expandAll(Decider decider, int max) {
        for (int i = 0; deliveries().expand(max, decider); i++) {
            assertThat(i).as("it comes to an end").isLessThan(1_000);
        }
    }

    List<String> dueStories() {
        return deliveries().due(100).stream().map(shown -> shown.key().story()).toList();
    }

    static Compared sent(Shown shown, Optional<Instant> next) {
        return new Compared(shown.key(), shown.facts(), next);
    }
}
