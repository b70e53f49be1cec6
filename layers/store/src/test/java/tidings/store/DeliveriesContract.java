package tidings.store;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tidings.domain.Place;
import tidings.follows.Follow;
import tidings.selection.DeliveryState;
import tidings.store.DeliveryStore.Compared;
import tidings.store.DeliveryStore.Facts;
import tidings.store.DeliveryStore.Key;
import tidings.store.DeliveryStore.Living;
import tidings.store.DeliveryStore.Shown;
import tidings.store.DeliveryStore.Waiting;

import static org.assertj.core.api.Assertions.assertThat;

/// When deliveries are due, and for how long their cards live.
abstract class DeliveriesContract extends DeliveriesFixture {
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

    @Test
    void whatWaitsForAChatIsCounted() {
        Place group = place(-5);
        follow(ADA, JAVA);
        follow(new Place(group.chat(), OptionalInt.of(9)), JAVA);
        follow(group, JAVA);
        assertThat(deliveries().waiting(ADA.chat())).isEqualTo(new Waiting(0, 0));

        post("p1", "p2");
        expandAll();
        post("p3");
        expandAll(decider(DeliveryState.HELD, Duration.ofHours(1)), 500);
        post("p4");
        expandAll(decider(DeliveryState.SKIPPED, Duration.ZERO), 500);
        assertThat(deliveries().waiting(ADA.chat())).isEqualTo(new Waiting(2, 1));
        assertThat(deliveries().waiting(group.chat())).isEqualTo(new Waiting(4, 2));

        deliveries().due(100).forEach(shown -> deliveries().sent(List.of(sent(shown, Optional.empty()))));
        assertThat(deliveries().waiting(ADA.chat())).isEqualTo(new Waiting(0, 1));
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

        assertThat(deliveries().expire(clock.instant().minus(Duration.ofDays(9)), 10))
                .isZero();
        assertThat(deliveries().expire(clock.instant().minus(Duration.ofDays(7)), 2))
                .isEqualTo(2);
        int deleted;
        do {
            deleted = deliveries().expire(clock.instant().minus(Duration.ofDays(7)), 2);
        } while (deleted > 0);
        assertThat(dueStories()).isEmpty();
    }
}
