package tidings.settings;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tidings.settings.TunableStore.Replacement;

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

    private static Autopilot.Trial trial(TunableChange change) {
        return new Autopilot.Trial(
                "sends-per-second",
                new AppliedChange(change.tunable(), 25, change.at()),
                "waiting-messages",
                7_501,
                change.at().plusSeconds(900));
    }

    @Test
    default void theAutopilotIsOffAtFirstAndRemembersWhatItTries() {
        TunableStore store = store();
        assertThat(store.autopilot()).isEqualTo(Autopilot.OFF);

        TunableChange change = change(Tunable.SENDS_PER_SECOND, 30, 0);
        Autopilot allowed = store.autopilot().allowing(List.of("sends-per-second"));
        assertThat(store.save(allowed, Optional.empty())).isTrue();
        Autopilot trying = allowed.trying(trial(change));
        assertThat(store.save(trying, Optional.of(new Replacement(Optional.empty(), change))))
                .isTrue();

        assertThat(store.autopilot()).isEqualTo(trying);
        assertThat(store.latest(Tunable.SENDS_PER_SECOND)).hasValue(change);
        assertThat(store.history(Tunable.SENDS_PER_SECOND, 5)).containsExactly(change);
    }

    @Test
    default void ofTwoWhoChangeTheAutopilotAtOnceOneDoes() {
        TunableStore store = store();
        TunableChange first = change(Tunable.SENDS_PER_SECOND, 30, 0);
        TunableChange second = change(Tunable.LISTING_TTL, 300, 0);
        Autopilot seen = store.autopilot();

        assertThat(store.save(seen.trying(trial(first)), Optional.of(new Replacement(Optional.empty(), first))))
                .isTrue();
        assertThat(store.save(seen.trying(trial(second)), Optional.of(new Replacement(Optional.empty(), second))))
                .isFalse();

        assertThat(store.latest()).containsExactly(first);
        assertThat(store.history(Tunable.LISTING_TTL, 5)).isEmpty();
    }

    @Test
    default void aTunableThatSomebodyChangedMeanwhileIsLeftAlone() {
        TunableStore store = store();
        TunableChange before = change(Tunable.SENDS_PER_SECOND, 20, 0);
        TunableChange byHand = change(Tunable.SENDS_PER_SECOND, 10, 1);
        TunableChange late = change(Tunable.SENDS_PER_SECOND, 30, 2);
        store.add(before);
        store.add(byHand);

        for (Optional<TunableChange> seen : List.of(Optional.of(before), Optional.<TunableChange>empty())) {
            assertThat(store.save(store.autopilot().trying(trial(late)), Optional.of(new Replacement(seen, late))))
                    .isFalse();
        }
        assertThat(store.autopilot()).isEqualTo(Autopilot.OFF);
        assertThat(store.latest()).containsExactly(byHand);
        assertThat(store.save(
                        store.autopilot().trying(trial(late)), Optional.of(new Replacement(Optional.of(byHand), late))))
                .isTrue();
    }
}
