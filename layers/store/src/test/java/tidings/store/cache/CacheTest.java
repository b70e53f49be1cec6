package tidings.store.cache;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tidings.domain.Community;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

class CacheTest extends CacheFixture {
    @Test
    void loadsAValueOnceAndThenServesItFromMemory() {
        assertThat(text(here)).isEqualTo("load 1");
        assertThat(text(here)).isEqualTo("load 1");

        assertThat(lookups(Cache.Outcome.MISS)).isEqualTo(1);
        assertThat(lookups(Cache.Outcome.LOCAL)).isEqualTo(1);
    }

    @Test
    void servesWhatAnotherEnvironmentLoaded() {
        text(here);

        assertThat(text(there)).isEqualTo("load 1");
        assertThat(lookups(Cache.Outcome.REMOTE)).isEqualTo(1);
    }

    @Test
    void returnsWhenTheValueWasLoaded() {
        Instant loaded = clock.instant();
        text(here);
        clock.advance(Duration.ofMinutes(1));

        assertThat(there.get(NOTE, KEY, this::load).at()).isEqualTo(loaded);
        assertThat(there.get(NOTE, KEY, this::load).sourceFailed()).isFalse();
    }

    @Test
    void noticesTheInvalidationOfAnotherEnvironmentAfterTenSeconds() {
        text(here);
        text(there);
        here.invalidate(KEY.group());

        assertThat(text(there)).as("local memory is trusted for ten seconds").isEqualTo("load 1");
        clock.advance(NOTE.trusted());
        assertThat(text(there)).isEqualTo("load 2");
    }

    /// Sooner than a person can ask again.
    @Test
    void noticesWhatAChatChangedInAnotherEnvironmentAfterASecond() {
        CacheRegion<Note> own = NOTE.ofOneChat();
        here.get(own, KEY, this::load);
        there.get(own, KEY, this::load);
        here.invalidate(KEY.group());
        clock.advance(Duration.ofSeconds(1));

        assertThat(there.get(own, KEY, this::load).value().orElseThrow().text()).isEqualTo("load 2");
    }

    @Test
    void invalidatesAllValuesOfAGroupAndNoOthers() {
        Key second = new Key("notes", "2");
        Key other = Key.of("other");
        Stream.of(KEY, second, other).forEach(key -> here.get(NOTE, key, this::load));
        here.invalidate("notes");

        Stream.of(KEY, second, other).forEach(key -> here.get(NOTE, key, this::load));
        Stream.of(KEY, second, other).forEach(key -> there.get(NOTE, key, this::load));

        assertThat(loads).hasValue(5);
    }

    @Test
    void discardsALoadDuringWhichTheGroupWasInvalidated() {
        here.get(NOTE, KEY, () -> {
            there.invalidate(KEY.group());
            return load();
        });
        clock.advance(NOTE.trusted());
        assertThat(text(here)).as("invalidated elsewhere").isEqualTo("load 2");

        Key second = new Key("notes", "2");
        here.get(NOTE, second, () -> {
            here.invalidate(second.group());
            return load();
        });
        assertThat(text(here, second)).as("invalidated here").isEqualTo("load 4");
    }

    @Test
    void reloadsAStaleValue() {
        text(here);
        clock.advance(TTL);

        assertThat(text(here)).isEqualTo("load 2");
        assertThat(text(there)).isEqualTo("load 2");
    }

    @Test
    void servesTheStaleValueWhileOneCallerReloadsIt() throws Exception {
        text(here);
        text(there);
        clock.advance(TTL);
        CountDownLatch loading = new CountDownLatch(1);
        CountDownLatch loaded = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Cached<Optional<Note>>> one = threads.submit(() -> here.get(NOTE, KEY, () -> {
                loading.countDown();
                await(loaded);
                return load();
            }));
            assertThat(loading.await(60, SECONDS)).isTrue();

            assertThat(text(here)).as("in the same environment").isEqualTo("load 1");
            assertThat(text(there)).as("in another one").isEqualTo("load 1");
            assertThat(lookups(Cache.Outcome.STALE)).isEqualTo(2);

            loaded.countDown();
            assertThat(one.get().value().orElseThrow().text()).isEqualTo("load 2");
        }
        assertThat(text(there)).isEqualTo("load 2");
    }

    @Test
    void cachesAnEmptyResultForAShortTime() {
        here.get(NOTE, KEY, this::loadNothing);
        assertThat(here.get(NOTE, KEY, this::loadNothing).value()).isEmpty();
        assertThat(there.get(NOTE, KEY, this::loadNothing).value()).isEmpty();
        assertThat(loads).hasValue(1);
        assertThat(lookups(Cache.Outcome.NEGATIVE)).isEqualTo(2);

        clock.advance(NOTE.negativeTtl());
        here.get(NOTE, KEY, this::loadNothing);

        assertThat(loads).hasValue(2);
    }

    @Test
    void spreadsTheExpiryOfValuesThatWereLoadedTogether() {
        List<Key> keys =
                IntStream.range(0, 200).mapToObj(i -> Key.of("note" + i)).toList();
        keys.forEach(key -> here.get(NOTE, key, this::load));
        clock.advance(TTL.multipliedBy(95).dividedBy(100));
        loads.set(0);

        keys.forEach(key -> cache().get(NOTE, key, this::load));

        assertThat(loads.get()).isBetween(60, 140);
    }

    @Test
    void ignoresWhatAnotherVersionOfTheRegionWrote() {
        text(here);
        CacheRegion<Note> next = CacheRegion.of(NOTE.name(), 2, Note.class, _ -> TTL, STALE);

        there.get(next, KEY, this::load);
        assertThat(loads).hasValue(2);
        assertThat(text(there)).as("whose own value stays").isEqualTo("load 1");
    }

    @Test
    void compressesALongValue() {
        Note note = new Note("a long note ".repeat(2_000), List.of(new Community("java")));
        here.get(NOTE, KEY, () -> Optional.of(note));

        assertThat(remote.get(List.of(NOTE.address(KEY))).getFirst()).hasSizeLessThan(1_000);
        assertThat(there.get(NOTE, KEY, CacheFixture::fail).value()).contains(note);
    }

    @Test
    void givesEveryEntryATtl() {
        text(here);

        assertThat(remote.keys()).hasSize(2);
        assertThat(remote.ttlOf(NOTE.address(KEY))).isBetween(STALE.plus(TTL.dividedBy(2)), STALE.plus(TTL));
        assertThat(remote.ttlOf(Key.generation(KEY.group()))).isEqualTo(CacheRegion.MAX_AGE);
    }

    @Test
    void loadsOnceForManyConcurrentCallers() {
        Set<String> seen = ConcurrentHashMap.newKeySet();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 1_000; i++) {
                threads.submit(() -> seen.add(text(here)));
            }
        }

        assertThat(loads).hasValue(1);
        assertThat(seen).containsExactly("load 1");
    }

    @Test
    void keepsNoMoreEntriesThanTheProfileAllows() {
        int keys = 10 * PROFILE.cacheEntries();
        for (int i = 0; i < keys; i++) {
            here.get(NOTE, Key.of("note" + i), this::load);
        }
        for (int i = 0; i < keys; i++) {
            here.get(NOTE, Key.of("note" + i), this::load);
        }

        assertThat(lookups(Cache.Outcome.LOCAL)).isLessThanOrEqualTo(2 * PROFILE.cacheEntries());
        assertThat(loads).hasValue(keys);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
