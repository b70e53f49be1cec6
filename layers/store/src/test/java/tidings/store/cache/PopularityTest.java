package tidings.store.cache;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import tidings.testing.ManualClock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

class PopularityTest {
    private final ManualClock clock = new ManualClock();
    private final InMemoryRemoteCache remote = new InMemoryRemoteCache(clock);
    private final Popularity here = new Popularity(remote, clock);
    private final Popularity there = new Popularity(remote, clock);

    @Test
    void addsUpWhatAllEnvironmentsCountAndTellsItOnce() {
        here.asked("java");
        there.asked("rust");
        here.asked("java");
        there.asked("java");
        clock.advance(Duration.ofSeconds(11));
        here.asked("rust");
        there.asked("java");
        there.asked("python");

        assertThat(there.take(1)).containsExactly(entry("java", 4));
        assertThat(here.take(2)).as("python is not told yet").containsExactly(entry("rust", 2));
        assertThat(here.take(2)).isEmpty();
    }

    @Test
    void forgetsNothingWhileTheRemoteMemoryIsAway() {
        remote.away(true);
        here.asked("java");
        clock.advance(Duration.ofSeconds(11));
        here.asked("java");
        assertThat(here.take(2)).isEmpty();

        remote.away(false);
        clock.advance(Duration.ofSeconds(11));
        here.asked("java");

        assertThat(here.take(2)).containsExactly(entry("java", 3));
    }
}
