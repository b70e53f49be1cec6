package tidings.scheduler;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tidings.settings.InMemoryTunableStore;
import tidings.settings.Insights.Sample;
import tidings.settings.Profile;
import tidings.settings.Tunable;
import tidings.settings.TunableChange;
import tidings.settings.Tunables;
import tidings.state.UsualHours;
import tidings.testing.ManualClock;

import static org.assertj.core.api.Assertions.assertThat;

/// The profile `testing` keeps 50 feeds warm.
class WarmthTest {
    private final ManualClock clock = new ManualClock();
    private final InMemoryTunableStore store = new InMemoryTunableStore();
    private final List<Instant> asked = new ArrayList<>();
    private List<Double> sameHour = List.of();
    private List<Double> month = Collections.nCopies(100, 20.0);
    private final Warmth warmth = new Warmth(
            new Tunables(store, Profile.all().get("testing"), clock),
            new UsualHours(
                    at -> {
                        asked.add(at);
                        return samples(sameHour);
                    },
                    _ -> samples(month)),
            clock);

    private static List<Sample> samples(List<Double> updates) {
        return updates.stream()
                .map(one -> new Sample(Instant.EPOCH, one < 0 ? Map.of() : Map.of("updatesQueued", one)))
                .toList();
    }

    private void set(Tunable tunable, int value) {
        store.add(new TunableChange(tunable, value, "to see", "me", clock.instant(), Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource({"30, 75", "20, 50", "14, 35", "2, 25", "0, 25", "900, 100"})
    void theHourToComeIsPreparedForAsItUsuallyIs(double updates, int feeds) {
        sameHour = Stream.of(updates, updates, updates, 5_000.0).toList();

        assertThat(warmth.feeds()).isEqualTo(feeds);
    }

    @Test
    void anHourInWhichNothingWasCountedHadNoUpdates() {
        sameHour = List.of(-1.0, -1.0, -1.0);

        assertThat(warmth.feeds()).isEqualTo(25);
    }

    @Test
    void tooLittleHistoryChangesNothing() {
        sameHour = List.of(100.0, 100.0);
        assertThat(warmth.feeds()).isEqualTo(50);

        clock.advance(Duration.ofHours(1));
        sameHour = List.of(100.0, 100.0, 100.0);
        month = Collections.nCopies(49, 20.0);
        assertThat(warmth.feeds()).isEqualTo(50);

        clock.advance(Duration.ofHours(1));
        month = Collections.nCopies(50, 0.0);
        assertThat(warmth.feeds()).isEqualTo(50);
    }

    @Test
    void itLooksOnceAnHourAndFollowsTheTunableMeanwhile() {
        sameHour = List.of(30.0, 30.0, 30.0);
        assertThat(warmth.feeds()).isEqualTo(75);
        set(Tunable.WARM_FEEDS, 400);
        clock.advance(Duration.ofMinutes(1));
        assertThat(warmth.feeds()).isEqualTo(500);
        assertThat(asked).hasSize(1);

        clock.advance(Duration.ofHours(1));
        assertThat(warmth.feeds()).isEqualTo(500);
        assertThat(asked).hasSize(2);
        assertThat(Duration.between(asked.get(0), asked.get(1))).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void withoutACacheNothingIsKeptWarm() {
        set(Tunable.USE_CACHE, 0);

        assertThat(warmth.feeds()).isZero();
        assertThat(asked).isEmpty();
    }
}
