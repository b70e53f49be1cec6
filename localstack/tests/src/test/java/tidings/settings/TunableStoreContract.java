package tidings.settings;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/// What every TunableStore does.
interface TunableStoreContract {
    Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

    /// An empty one.
    TunableStore store();

    private static TunableChange change(Tunable tunable, int value, int secondsLater) {
        return new TunableChange(
                tunable, value, "many people wait", "day shift", NOW.plusSeconds(secondsLater), Optional.empty());
    }

    @Test
    default void theLatestChangeReplacesTheOneBeforeAndBothStayInTheHistory() {
        TunableStore store = store();
        TunableChange first = change(Tunable.FETCHES_PER_MINUTE, 30, 0);
        TunableChange second = new TunableChange(
                Tunable.FETCHES_PER_MINUTE,
                40,
                "still too few",
                "night shift",
                NOW.plusSeconds(60),
                Optional.of(NOW.plusSeconds(3600)));
        store.add(first);
        store.add(second);

        assertThat(store.latest()).containsExactly(second);
        assertThat(store.history(Tunable.FETCHES_PER_MINUTE, 50)).containsExactly(second, first);
    }

    @Test
    default void theHistoryIsOfOneTunableAndHasAtMostSoManyChanges() {
        TunableStore store = store();
        TunableChange third = change(Tunable.LISTING_TTL, 90, 2);
        store.add(change(Tunable.LISTING_TTL, 60, 0));
        store.add(change(Tunable.SENDS_PER_SECOND, 20, 1));
        store.add(third);

        assertThat(store.history(Tunable.LISTING_TTL, 1)).containsExactly(third);
        assertThat(store.history(Tunable.LISTING_TTL, 50)).hasSize(2);
        assertThat(store.latest()).hasSize(2);
    }
}
