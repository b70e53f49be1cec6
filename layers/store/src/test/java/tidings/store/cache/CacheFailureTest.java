package tidings.store.cache;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// The cache while Valkey, the source or another environment fails.
class CacheFailureTest extends CacheFixture {
    @Test
    void servesAndMarksAStaleValueWhileTheSourceFails() {
        text(here);
        clock.advance(TTL.plusMinutes(5));

        Cached<Optional<Note>> found = there.get(NOTE, KEY, CacheFixture::fail);

        assertThat(found.value().orElseThrow().text()).isEqualTo("load 1");
        assertThat(found.sourceFailed()).isTrue();
        assertThat(Duration.between(found.at(), clock.instant())).isEqualTo(TTL.plusMinutes(5));
    }

    @Test
    void throwsTheExceptionOfTheSourceWithoutAStaleValue() {
        assertThatThrownBy(() -> here.get(NOTE, KEY, CacheFixture::fail)).hasMessage("source unavailable");

        text(here);
        clock.advance(TTL.plus(STALE));
        assertThatThrownBy(() -> here.get(NOTE, KEY, CacheFixture::fail)).hasMessage("source unavailable");
        assertThat(text(here)).as("the lock was released").isEqualTo("load 2");
    }

    @Test
    void treatsDamagedBytesAsAMiss() {
        text(here);
        byte[] bytes = remote.get(List.of(NOTE.address(KEY))).getFirst();
        bytes[bytes.length - 1] ^= 1;

        assertThat(text(there)).isEqualTo("load 2");
        assertThat(text(cache())).as("repaired").isEqualTo("load 2");
    }

    @Test
    void keepsATooLargeValueInLocalMemoryOnly() {
        CacheRegion<Note> small = new CacheRegion<>("small", 1, Note.class, _ -> TTL, STALE, TTL, 100, TTL);
        Supplier<Optional<Note>> large = () -> {
            loads.incrementAndGet();
            return Optional.of(new Note("x".repeat(101), List.of()));
        };

        here.get(small, KEY, large);
        here.get(small, KEY, large);
        assertThat(loads).hasValue(1);
        there.get(small, KEY, large);

        assertThat(loads).hasValue(2);
        assertThat(remote.keys()).allMatch(key -> key.endsWith(":generation"));
    }

    @Test
    void loadsFromTheSourceWhileValkeyIsUnavailableAndCountsTheError() {
        remote.unavailable(true);

        assertThat(text(here)).isEqualTo("load 1");
        assertThat(text(here)).as("from local memory").isEqualTo("load 1");
        clock.advance(Duration.ofMinutes(5));
        assertThat(text(here)).as("until its TTL ends").isEqualTo("load 1");
        here.invalidate(KEY.group());
        assertThat(text(here)).isEqualTo("load 2");
        assertThat(text(there)).isEqualTo("load 3");

        assertThat(lookups(Cache.Outcome.ERROR)).isEqualTo(3);
    }

    @Test
    void waitsOnlyBrieflyForAnEnvironmentThatDied() {
        text(there, new Key(KEY.group(), "other"));
        String generation =
                new String(remote.get(List.of(Key.generation(KEY.group()))).getFirst(), StandardCharsets.US_ASCII);
        remote.putIfAbsent(NOTE.address(KEY) + ":" + generation, new byte[1], Duration.ofMinutes(1));
        long start = System.nanoTime();

        assertThat(text(here)).isEqualTo("load 2");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(500));
    }
}
