package tidings.categorizer;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tidings.aws.Delivery;
import tidings.aws.Verdict;
import tidings.chats.InMemoryChats;
import tidings.domain.ChatId;
import tidings.messages.ActivityMessage.ActedV1;
import tidings.messages.ActivityMessage.ActedV1.Kind;
import tidings.points.Score;
import tidings.store.ChatRegistry.Status;
import tidings.store.HistoryStore;
import tidings.store.Stores;
import tidings.testing.ManualClock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// What people did becomes their history, a batch at once.
class ActivitiesTest {
    private static final ChatId ADA = new ChatId(7);

    private final ManualClock clock = new ManualClock();
    private final Stores stores = Stores.inMemory(clock);
    private final InMemoryChats chats = new InMemoryChats(clock);
    private final List<Integer> batches = new ArrayList<>();

    /// The update that cannot be stored.
    private String bad = "";

    private final Activities activities = new Activities(new Watched(), stores.points(), chats);

    /// Notes how much is added at once.
    private final class Watched implements HistoryStore {
        @Override
        public List<ActedV1> add(List<ActedV1> acted, Predicate<ActedV1> isErased) {
            if (acted.stream().anyMatch(one -> one.id().equals(bad))) {
                throw new IllegalStateException("no such day");
            }
            batches.add(acted.size());
            return stores.history().add(acted, isErased);
        }

        @Override
        public Page of(ChatId chat, Optional<Position> before) {
            return stores.history().of(chat, before);
        }

        @Override
        public Optional<Entry> find(ChatId chat, Position at) {
            return stores.history().find(chat, at);
        }

        @Override
        public void sweep(Instant now) {
            stores.history().sweep(now);
        }
    }

    @BeforeEach
    void known() {
        stores.chats().note(ADA, Status.ACTIVE, clock.instant());
    }

    @Test
    void aBatchIsAddedAtOnceAndOnceHoweverOftenItComes() {
        List<ActedV1> hundred = IntStream.range(0, 100)
                .mapToObj(i -> acted(ADA, Integer.toString(i)))
                .toList();

        activities.together(hundred);
        assertThat(hundred).allSatisfy(one -> assertThat(handle(one)).isEqualTo(Verdict.DONE));
        assertThat(batches).containsExactly(100);
        activities.together(hundred);
        assertThat(hundred).allSatisfy(one -> assertThat(handle(one)).isEqualTo(Verdict.DONE));

        assertThat(entries()).hasSize(100);
    }

    @Test
    void whatComesTwiceIsCountedOnce() {
        activities.together(List.of(acted(ADA, "1")));
        Score once = stores.points().find(ADA).score();
        activities.together(List.of(acted(ADA, "1")));

        assertThat(once).isNotEqualTo(Score.NONE);
        assertThat(stores.points().find(ADA).score()).isEqualTo(once);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 50, 99})
    void oneThatCannotBeStoredCostsNoOther(int which) {
        bad = Integer.toString(which);
        List<ActedV1> hundred = IntStream.range(0, 100)
                .mapToObj(i -> acted(ADA, Integer.toString(i)))
                .toList();

        assertThatThrownBy(() -> activities.together(hundred)).isInstanceOf(IllegalStateException.class);
        for (ActedV1 one : hundred) {
            if (one.id().equals(bad)) {
                assertThatThrownBy(() -> handle(one)).isInstanceOf(IllegalStateException.class);
            } else {
                assertThat(handle(one)).isEqualTo(Verdict.DONE);
            }
        }

        assertThat(entries()).hasSize(99).doesNotContain(bad);
    }

    @Test
    void whatIsOfAChatThatIsNotRegisteredYetComesBackUntilItIs() {
        ChatId bob = new ChatId(8);
        ActedV1 early = acted(bob, "1");
        activities.together(List.of(early, acted(ADA, "2")));

        assertThat(handle(early)).isInstanceOf(Verdict.Retry.class);
        assertThat(handle(acted(ADA, "2"))).isEqualTo(Verdict.DONE);
        stores.chats().note(bob, Status.ACTIVE, clock.instant());
        assertThat(handle(early)).isEqualTo(Verdict.DONE);

        assertThat(stores.history().of(bob, Optional.empty()).entries()).hasSize(1);
    }

    @Test
    void whatIsOfAChatThatIsGoneIsLeftAfterAWhile() {
        ActedV1 gone = acted(new ChatId(8), "1");

        assertThat(activities.handle(new Delivery<>(gone, "m", 29, 0))).isInstanceOf(Verdict.Retry.class);
        assertThat(activities.handle(new Delivery<>(gone, "m", 30, 0))).isEqualTo(Verdict.DONE);
    }

    @Test
    void whatWasUnderWayForAnErasedChatComesToNothingAlsoOnceItBeganAnew() {
        ActedV1 before = acted(ADA, "41");
        chats.bury(ADA, 42, clock.instant());
        stores.chats().forget(ADA);
        assertThat(handle(before)).isEqualTo(Verdict.DONE);

        chats.lift(ADA, clock.instant());
        stores.chats().note(ADA, Status.ACTIVE, clock.instant());
        activities.together(List.of(before, acted(ADA, "42"), acted(ADA, "43")));
        assertThat(handle(before)).isEqualTo(Verdict.DONE);
        assertThat(handle(acted(ADA, "42"))).as("the erasure itself").isEqualTo(Verdict.DONE);
        assertThat(handle(acted(ADA, "43"))).isEqualTo(Verdict.DONE);

        assertThat(entries()).containsExactly("43");
    }

    private Verdict handle(ActedV1 acted) {
        return activities.handle(new Delivery<>(acted, "m", 1, 0));
    }

    private ActedV1 acted(ChatId chat, String id) {
        return new ActedV1(chat, id, clock.instant(), Kind.SHOWN, Optional.of("top"), List.of());
    }

    private List<String> entries() {
        return Stream.iterate(
                        Optional.of(stores.history().of(ADA, Optional.empty())),
                        Optional::isPresent,
                        page -> page.filter(HistoryStore.Page::more)
                                .map(one -> stores.history()
                                        .of(
                                                ADA,
                                                Optional.of(
                                                        one.entries().getLast().at()))))
                .flatMap(page -> page.get().entries().stream())
                .map(entry -> entry.at().id())
                .toList();
    }
}
