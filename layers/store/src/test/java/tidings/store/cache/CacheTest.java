package tidings.store.cache;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tidings.domain.Community;
import tidings.testing.ManualClock;
import tidings.testing.RecordingMeter;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class CacheTest {
    private static final Duration FRESH = Duration.ofMinutes(10);
    private static final Duration STALE = Duration.ofMinutes(30);
    private static final CacheRegion<Note> NOTE = CacheRegion.of("note", 1, Note.class, FRESH, STALE);
    private static final Key KEY = new Key("notes", "1");

    private final ManualClock clock = new ManualClock();
    private final InMemoryRemoteCache remote = new InMemoryRemoteCache(clock);
    private final RecordingMeter meter = new RecordingMeter();
    private final Cache here = cache();
    private final Cache there = cache();
    private final AtomicInteger loads = new AtomicInteger();

    record Note(String text, List<Community> about) {}

    @Test
    void asksTheSourceOnceAndThenItsOwnMemory() {
        assertThat(text(here)).isEqualTo("load 1");
        assertThat(text(here)).isEqualTo("load 1");

        assertThat(lookups("miss")).isEqualTo(1);
        assertThat(lookups("local")).isEqualTo(1);
    }

    @Test
    void givesWhatAnotherEnvironmentLoaded() {
        text(here);

        assertThat(text(there)).isEqualTo("load 1");
        assertThat(lookups("remote")).isEqualTo(1);
    }

    @Test
    void saysWhenTheSourceSaidSo() {
        Instant loaded = clock.instant();
        text(here);
        clock.advance(Duration.ofMinutes(1));

        assertThat(there.get(NOTE, KEY, this::load).at()).isEqualTo(loaded);
        assertThat(there.get(NOTE, KEY, this::load).sourceFailed()).isFalse();
    }

    @Test
    void hearsOfWhatOthersInvalidatedAfterAShortWhile() {
        text(here);
        text(there);
        here.invalidate(KEY.group());

        assertThat(text(there)).as("its own memory is trusted a while").isEqualTo("load 1");
        clock.advance(LocalTier.TRUSTED);
        assertThat(text(there)).isEqualTo("load 2");
    }

    @Test
    void invalidatesAllOfAGroupAndNothingElse() {
        Key second = new Key("notes", "2");
        Key other = Key.of("other");
        Stream.of(KEY, second, other).forEach(key -> here.get(NOTE, key, this::load));
        here.invalidate("notes");

        Stream.of(KEY, second, other).forEach(key -> here.get(NOTE, key, this::load));
        Stream.of(KEY, second, other).forEach(key -> there.get(NOTE, key, this::load));

        assertThat(loads).hasValue(5);
    }

    @Test
    void doesNotKeepALoadThatAnInvalidationOvertook() {
        here.get(NOTE, KEY, () -> {
            there.invalidate(KEY.group());
            return load();
        });
        clock.advance(LocalTier.TRUSTED);
        assertThat(text(here)).as("invalidated elsewhere").isEqualTo("load 2");

        Key second = new Key("notes", "2");
        here.get(NOTE, second, () -> {
            here.invalidate(second.group());
            return load();
        });
        assertThat(text(here, second)).as("invalidated here").isEqualTo("load 4");
    }

    @Test
    void loadsAnewWhatIsPastItsTime() {
        text(here);
        clock.advance(FRESH);

        assertThat(text(here)).isEqualTo("load 2");
        assertThat(text(there)).isEqualTo("load 2");
    }

    @Test
    void givesTheOldValueToOthersWhileOneLoads() throws Exception {
        text(here);
        text(there);
        clock.advance(FRESH);
        CountDownLatch loading = new CountDownLatch(1);
        CountDownLatch loaded = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Cached<Optional<Note>>> one = threads.submit(() -> here.get(NOTE, KEY, () -> {
                loading.countDown();
                await(loaded);
                return load();
            }));
            assertThat(loading.await(10, SECONDS)).isTrue();

            assertThat(text(here)).as("in the same environment").isEqualTo("load 1");
            assertThat(text(there)).as("in another one").isEqualTo("load 1");
            assertThat(lookups("stale")).isEqualTo(2);

            loaded.countDown();
            assertThat(one.get().value().orElseThrow().text()).isEqualTo("load 2");
        }
        assertThat(text(there)).isEqualTo("load 2");
    }

    @Test
    void givesTheOldValueWhileTheSourceFailsAndSaysSo() {
        text(here);
        clock.advance(FRESH.plusMinutes(5));

        Cached<Optional<Note>> found = there.get(NOTE, KEY, CacheTest::fail);

        assertThat(found.value().orElseThrow().text()).isEqualTo("load 1");
        assertThat(found.sourceFailed()).isTrue();
        assertThat(Duration.between(found.at(), clock.instant())).isEqualTo(FRESH.plusMinutes(5));
    }

    @Test
    void throwsWhatTheSourceThrowsWhereNothingIsAtHand() {
        assertThatThrownBy(() -> here.get(NOTE, KEY, CacheTest::fail)).hasMessage("source away");

        text(here);
        clock.advance(FRESH.plus(STALE));
        assertThatThrownBy(() -> here.get(NOTE, KEY, CacheTest::fail)).hasMessage("source away");
        assertThat(text(here)).as("no lock is left behind").isEqualTo("load 2");
    }

    @Test
    void remembersForAShortTimeThatThereIsNothing() {
        here.get(NOTE, KEY, this::nothing);
        assertThat(here.get(NOTE, KEY, this::nothing).value()).isEmpty();
        assertThat(there.get(NOTE, KEY, this::nothing).value()).isEmpty();
        assertThat(loads).hasValue(1);
        assertThat(lookups("negative")).isEqualTo(2);

        clock.advance(NOTE.nothing());
        here.get(NOTE, KEY, this::nothing);

        assertThat(loads).hasValue(2);
    }

    @Test
    void letsWhatCameTogetherGoOneAfterTheOther() {
        List<Key> keys =
                IntStream.range(0, 200).mapToObj(i -> Key.of("note" + i)).toList();
        keys.forEach(key -> here.get(NOTE, key, this::load));
        clock.advance(FRESH.multipliedBy(95).dividedBy(100));
        loads.set(0);

        keys.forEach(key -> cache().get(NOTE, key, this::load));

        assertThat(loads.get()).isBetween(60, 140);
    }

    @Test
    void neverReadsWhatAnotherVersionWrote() {
        text(here);
        CacheRegion<Note> next = CacheRegion.of(NOTE.name(), 2, Note.class, FRESH, STALE);

        there.get(next, KEY, this::load);
        assertThat(loads).hasValue(2);
        assertThat(text(there)).as("which reads its own").isEqualTo("load 1");
    }

    @Test
    void takesDamagedBytesForNothingAndCountsThem() {
        text(here);
        byte[] bytes = remote.get(List.of(NOTE.address(KEY))).getFirst();
        bytes[bytes.length - 1] ^= 1;

        assertThat(text(there)).isEqualTo("load 2");
        assertThat(meter.total("CacheValueRefused", "damaged")).isEqualTo(1);
        assertThat(text(cache())).as("mended").isEqualTo("load 2");
    }

    @Test
    void keepsWhatIsTooLargeToItselfAndCountsIt() {
        CacheRegion<Note> small = new CacheRegion<>("small", 1, Note.class, FRESH, STALE, FRESH, 100);
        Supplier<Optional<Note>> large = () -> {
            loads.incrementAndGet();
            return Optional.of(new Note("x".repeat(101), List.of()));
        };

        here.get(small, KEY, large);
        here.get(small, KEY, large);
        assertThat(loads).hasValue(1);
        there.get(small, KEY, large);

        assertThat(loads).hasValue(2);
        assertThat(meter.total("CacheValueRefused", "too_large")).isEqualTo(2);
        assertThat(remote.keys()).allMatch(key -> key.endsWith(":generation"));
    }

    @Test
    void compressesWhatIsLong() {
        Note note = new Note("a long note ".repeat(2_000), List.of(new Community("java")));
        here.get(NOTE, KEY, () -> Optional.of(note));

        assertThat(remote.get(List.of(NOTE.address(KEY))).getFirst()).hasSizeLessThan(1_000);
        assertThat(there.get(NOTE, KEY, CacheTest::fail).value()).contains(note);
    }

    @Test
    void givesEveryKeyALifeThatItsKindAllows() {
        text(here);

        assertThat(remote.keys()).hasSize(2);
        assertThat(remote.lifeOf(NOTE.address(KEY))).isBetween(STALE.plus(FRESH.dividedBy(2)), STALE.plus(FRESH));
        assertThat(remote.lifeOf(Key.generation(KEY.group()))).isEqualTo(CacheRegion.LONGEST);
    }

    @Test
    void asksTheSourceWhileValkeyIsAwayAndCountsTheError() {
        remote.away(true);

        assertThat(text(here)).isEqualTo("load 1");
        assertThat(text(here)).as("its own memory still serves").isEqualTo("load 1");
        clock.advance(Duration.ofMinutes(5));
        assertThat(text(here)).as("for as long as the value is fresh").isEqualTo("load 1");
        here.invalidate(KEY.group());
        assertThat(text(here)).isEqualTo("load 2");
        assertThat(text(there)).isEqualTo("load 3");

        assertThat(lookups("error")).isEqualTo(3);
        assertThat(meter.total("CacheInvalidation", "error")).isEqualTo(1);
    }

    @Test
    void waitsNoLongerThanAMomentForAnotherEnvironmentThatDied() {
        text(there, new Key(KEY.group(), "other"));
        String generation =
                new String(remote.get(List.of(Key.generation(KEY.group()))).getFirst(), StandardCharsets.US_ASCII);
        remote.putIfAbsent(NOTE.address(KEY) + ":" + generation, new byte[1], Duration.ofMinutes(1));
        long start = System.nanoTime();

        assertThat(text(here)).isEqualTo("load 2");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(500));
    }

    @Test
    void loadsOnceHoweverManyAskAtOnce() {
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
    void keepsNoMoreThanItMay() {
        Cache small = new Cache(remote, 10, meter, clock, new Random(1));
        for (int i = 0; i < 100; i++) {
            small.get(NOTE, Key.of("note" + i), this::load);
        }
        for (int i = 0; i < 100; i++) {
            small.get(NOTE, Key.of("note" + i), this::load);
        }

        assertThat(lookups("local")).isLessThanOrEqualTo(20);
        assertThat(loads).hasValue(100);
    }

    private Cache cache() {
        return new Cache(remote, 1_000, meter, clock, new Random(7));
    }

    private String text(Cache cache) {
        return text(cache, KEY);
    }

    private String text(Cache cache, Key key) {
        return cache.get(NOTE, key, this::load).value().orElseThrow().text();
    }

    private double lookups(String outcome) {
        return meter.total("CacheLookup", outcome);
    }

    private Optional<Note> load() {
        return Optional.of(new Note("load " + loads.incrementAndGet(), List.of(new Community("java"))));
    }

    private Optional<Note> nothing() {
        loads.incrementAndGet();
        return Optional.empty();
    }

    private static Optional<Note> fail() {
        throw new IllegalStateException("source away");
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
