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
    void addsTheCountsOfAllEnvironmentsAndReturnsThemOnce() {
        here.count("java");
        there.count("rust");
        here.count("java");
        there.count("java");
        clock.advance(Duration.ofSeconds(11));
        here.count("rust");
        there.count("java");
        there.count("python");

        assertThat(there.take(1)).containsExactly(entry("java", 4));
        assertThat(here.take(2)).as("python is not reported yet").containsExactly(entry("rust", 2));
        assertThat(here.take(2)).isEmpty();
    }

    @Test
    void losesNothingWhileTheRemoteCacheIsUnavailable() {
        remote.unavailable(true);
        here.count("java");
        clock.advance(Duration.ofSeconds(11));
        here.count("java");
        assertThat(here.take(2)).isEmpty();

        remote.unavailable(false);
        clock.advance(Duration.ofSeconds(11));
        here.count("java");

        assertThat(here.take(2)).containsExactly(entry("java", 3));
    }
}
