package tidings.api;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Function;

/// Results of a function, kept for a while in this environment. Thread-safe.
final class Memo<K, V> implements Function<K, V> {
    private static final int MAX = 100;

    private final LoadingCache<K, V> results;

    Memo(Function<K, V> function, Duration ttl, InstantSource clock) {
        this.results = Caffeine.newBuilder()
                .maximumSize(MAX)
                .expireAfterWrite(ttl)
                .ticker(() -> Duration.between(Instant.EPOCH, clock.instant()).toNanos())
                .executor(Runnable::run)
                .build(function::apply);
    }

    @Override
    public V apply(K key) {
        return results.get(key);
    }
}
