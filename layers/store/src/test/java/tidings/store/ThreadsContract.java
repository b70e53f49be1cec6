package tidings.store;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tidings.domain.ChatId;
import tidings.domain.Place;
import tidings.follows.FollowQuery;
import tidings.follows.Origin;
import tidings.store.ThreadStore.Key;

import static org.assertj.core.api.Assertions.assertThat;

/// Threads of a forum group, from the first post of their topic on.
abstract class ThreadsContract extends StoresContract {
    private static final ChatId GROUP = new ChatId(-5);
    private static final Key SCIENCE = new Key(GROUP, "science");
    private static final Key FOOD = new Key(GROUP, "food-drink");

    @BeforeEach
    void follow() {
        for (ChatId chat : List.of(GROUP, new ChatId(-6))) {
            follows().add(Place.of(chat), FollowQuery.of(Origin.of("java")));
        }
    }

    @Test
    void aThreadIsAskedForOnceAndKnownWhenItIsMade() {
        assertThat(threads().find(List.of(SCIENCE, FOOD))).isEmpty();
        assertThat(threads().ask(List.of(SCIENCE))).containsExactly(SCIENCE);
        assertThat(threads().ask(List.of(SCIENCE, FOOD))).containsExactly(FOOD);
        assertThat(threads().find(List.of(SCIENCE, FOOD))).isEmpty();

        threads().made(SCIENCE, 42);
        threads().made(SCIENCE, 43);

        assertThat(threads().find(List.of(SCIENCE, FOOD))).isEqualTo(Map.of(SCIENCE, OptionalInt.of(42)));
        assertThat(threads().find(List.of(new Key(new ChatId(-6), "science")))).isEmpty();
    }

    @Test
    void aThreadThatIsNotMadeIsAskedForAgain() {
        threads().ask(List.of(SCIENCE, FOOD));
        threads().made(FOOD, 42);
        clock.advance(ThreadStore.PATIENCE.minusSeconds(1));
        assertThat(threads().ask(List.of(SCIENCE, FOOD))).isEmpty();

        clock.advance(Duration.ofSeconds(1));

        assertThat(threads().ask(List.of(SCIENCE, FOOD))).containsExactly(SCIENCE);
        assertThat(threads().ask(List.of(SCIENCE, FOOD))).isEmpty();
    }

    @Test
    void aLostThreadIsKnownAsNone() {
        threads().ask(List.of(SCIENCE));
        threads().made(SCIENCE, 42);
        assertThat(threads().topic(GROUP, 42)).contains("science");
        assertThat(threads().topic(GROUP, 41)).isEmpty();
        assertThat(threads().topic(new ChatId(-6), 42)).isEmpty();

        threads().lost(GROUP, 42);

        assertThat(threads().topic(GROUP, 42)).isEmpty();
        assertThat(threads().find(List.of(SCIENCE))).isEqualTo(Map.of(SCIENCE, OptionalInt.empty()));
        clock.advance(ThreadStore.PATIENCE);
        assertThat(threads().ask(List.of(SCIENCE))).isEmpty();
    }

    @Test
    void whatWasLostOrNotMadeIsMadeAnewOnDemand() {
        Key sports = new Key(GROUP, "sports");
        threads().ask(List.of(SCIENCE, FOOD, sports));
        threads().made(SCIENCE, 42);
        threads().made(FOOD, 43);
        threads().lost(GROUP, 43);

        threads().renew(GROUP);

        assertThat(threads().find(List.of(SCIENCE, FOOD, sports))).isEqualTo(Map.of(SCIENCE, OptionalInt.of(42)));
        assertThat(threads().ask(List.of(SCIENCE, FOOD, sports))).containsExactlyInAnyOrder(FOOD, sports);
    }

    @Test
    void threadsMoveAndGoWithTheirChat() {
        ChatId moved = new ChatId(-1_005);
        threads().ask(List.of(SCIENCE));
        threads().made(SCIENCE, 42);

        chats().moved(GROUP, moved);
        assertThat(threads().topic(moved, 42)).contains("science");
        assertThat(threads().topic(GROUP, 42)).isEmpty();

        chats().forget(moved);
        assertThat(threads().topic(moved, 42)).isEmpty();
    }
}
