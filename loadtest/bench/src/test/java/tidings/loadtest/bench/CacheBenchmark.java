package tidings.loadtest.bench;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import tidings.domain.Community;
import tidings.settings.Profile;
import tidings.settings.Tunables;
import tidings.store.cache.Cache;
import tidings.store.cache.CacheRegion;
import tidings.store.cache.Cached;
import tidings.store.cache.InMemoryRemoteCache;
import tidings.store.cache.Key;

/// The tiers of the cache, without the network of the second one.
@State(Scope.Benchmark)
public class CacheBenchmark {
    /// More than the first tier keeps.
    private static final int KEYS = 50_000;

    private static final CacheRegion<Note> NOTE =
            CacheRegion.of("note", 1, Note.class, _ -> Duration.ofHours(10), Duration.ofHours(20));

    private final InMemoryRemoteCache remote = new InMemoryRemoteCache(InstantSource.system());
    private final Cache cache = cache();
    private final List<Key> keys =
            IntStream.range(0, KEYS).mapToObj(i -> new Key("notes", "k" + i)).toList();
    private final List<Key> unknown =
            IntStream.range(0, KEYS).mapToObj(i -> new Key("others", "k" + i)).toList();
    private int next;

    /// What is cached.
    public record Note(String text, List<Community> about) {}

    private Cache cache() {
        return new Cache(
                remote, Tunables.fixed(Profile.all().get("testing")), _ -> {}, InstantSource.system(), new Random(7));
    }

    @Setup
    public void fill() {
        Cache another = cache();
        keys.forEach(key -> another.get(NOTE, key, CacheBenchmark::load));
    }

    private static Optional<Note> load() {
        return Optional.of(new Note("What a source says. ".repeat(10), List.of(new Community("java"))));
    }

    private Cached<Optional<Note>> get(List<Key> from) {
        next = (next + 1) % KEYS;
        return cache.get(NOTE, from.get(next), CacheBenchmark::load);
    }

    @Benchmark
    public Cached<Optional<Note>> firstTier() {
        return cache.get(NOTE, keys.getFirst(), CacheBenchmark::load);
    }

    @Benchmark
    public Cached<Optional<Note>> secondTier() {
        return get(keys);
    }

    @Benchmark
    public Cached<Optional<Note>> miss() {
        return get(unknown);
    }
}
