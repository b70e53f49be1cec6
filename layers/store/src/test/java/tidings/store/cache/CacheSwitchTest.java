package tidings.store.cache;

import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tidings.settings.Profile;
import tidings.settings.Tunable;
import tidings.settings.TunableChange;
import tidings.settings.Tunables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/// What tunables do to a cache that is in use.
class CacheSwitchTest extends CacheFixture {
    private static final CacheRegion<Note> LIVE =
            CacheRegion.of("live", 1, Note.class, tunables -> tunables.seconds(Tunable.TOPIC_TTL), Duration.ofHours(1));

    @Test
    void withinThirtySecondsOfASwitchEachReadGoesToTheSource() {
        assertThat(text(here)).isEqualTo("load 1");
        assertThat(text(there)).isEqualTo("load 1");
        set(Tunable.USE_CACHE, 0, Optional.empty());
        clock.advance(Duration.ofSeconds(30));

        assertThat(text(here)).isEqualTo("load 2");
        assertThat(text(here)).isEqualTo("load 3");
        assertThat(text(there)).isEqualTo("load 4");
        assertThat(here.reload(NOTE, KEY, this::load).orElseThrow().text()).isEqualTo("load 5");
        assertThat(lookups.subList(lookups.size() - 4, lookups.size())).containsOnly(Cache.Outcome.MISS);
    }

    @Test
    void whatIsReadPastTheCacheIsNotLeftThere() {
        set(Tunable.USE_CACHE, 0, Optional.of(Duration.ofMinutes(5)));
        assertThat(text(here)).isEqualTo("load 1");
        clock.advance(Duration.ofMinutes(5));

        assertThat(text(there)).as("the cache is used again").isEqualTo("load 2");
        assertThat(text(here)).isEqualTo("load 2");
    }

    @Test
    void whatChangedWhileTheCacheWasNotUsedIsNotServedAfterwards() {
        assertThat(text(here)).isEqualTo("load 1");
        set(Tunable.USE_CACHE, 0, Optional.of(Duration.ofMinutes(1)));
        clock.advance(Duration.ofSeconds(30));
        there.invalidate(KEY.group());
        clock.advance(Duration.ofSeconds(30));

        assertThat(text(here)).isEqualTo("load 2");
    }

    @Test
    void withoutTheCacheAFailureOfTheSourceIsThrown() {
        text(here);
        set(Tunable.USE_CACHE, 0, Optional.empty());
        clock.advance(Duration.ofSeconds(30));

        assertThatIllegalStateException().isThrownBy(() -> here.get(NOTE, KEY, CacheFixture::fail));
    }

    @Test
    void aTtlIsThatOfTheTunableWhenTheValueWasLoadedAndReturnsAtItsEnd() {
        set(Tunable.TOPIC_TTL, 3_600, Optional.of(Duration.ofHours(2)));
        load(LIVE);
        clock.advance(Duration.ofMinutes(50));
        assertThat(load(LIVE)).as("within the TTL that was set").isEqualTo("load 1");

        clock.advance(Duration.ofMinutes(70));
        assertThat(load(LIVE)).isEqualTo("load 2");
        clock.advance(Duration.ofSeconds(PROFILE.topicTtl().toSeconds()));
        assertThat(load(LIVE)).as("past the profile's TTL").isEqualTo("load 3");
    }

    private String load(CacheRegion<Note> region) {
        return here.get(region, KEY, this::load).value().orElseThrow().text();
    }

    private void set(Tunable tunable, int value, Optional<Duration> time) {
        changes.add(new TunableChange(
                tunable, value, "a test", "a test", clock.instant(), time.map(clock.instant()::plus)));
    }

    @Test
    void inADeploymentWithoutACacheEachReadGoesToTheSource() {
        Cache none = new Cache(
                new AbsentCache(), Tunables.fixed(Profile.all().get("testing")), lookups::add, clock, new Random(1));
        none.invalidate(KEY.group());

        assertThat(text(none)).isEqualTo("load 1");
        assertThat(text(none)).isEqualTo("load 2");
        assertThat(none.reload(NOTE, KEY, this::load).orElseThrow().text()).isEqualTo("load 3");
        assertThat(lookups).containsOnly(Cache.Outcome.MISS);
    }
}
