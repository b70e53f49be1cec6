package tidings.store.cache;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import tidings.settings.Tunables;

/// A type of value in the cache, declared as a constant beside the query that it serves.
///
/// @param name part of each value's address; unique
/// @param version of the type's JSON, part of the address too. Raise it with every change after which the old JSON
///     would be misread, so that a deployment never reads what an incompatible version wrote.
/// @param ttl how long a value is fresh, as its tunable says now; shortened at random by up to a tenth, so that
///     values loaded together do not expire together
/// @param stale how long after its TTL a value is still served while one caller reloads it, or while its source fails
/// @param negativeTtl how long an empty result is remembered
/// @param maxBytes a value with longer JSON is cached in this environment only
/// @param trusted how long this environment serves a value without asking whether another one invalidated it
public record CacheRegion<V>(
        String name,
        int version,
        Class<V> type,
        Function<Tunables, Duration> ttl,
        Duration stale,
        Duration negativeTtl,
        int maxBytes,
        Duration trusted) {
    /// The longest that anything is cached. Posts must not outlive this, and a generation must outlive its entries.
    public static final Duration MAX_AGE = Duration.ofDays(2);

    private static final Duration NEGATIVE_TTL = Duration.ofSeconds(30);
    private static final int MAX_BYTES = 256 * 1024;
    private static final Duration TRUSTED = Duration.ofSeconds(10);

    public static <V> CacheRegion<V> of(
            String name, int version, Class<V> type, Function<Tunables, Duration> ttl, Duration stale) {
        return new CacheRegion<>(name, version, type, ttl, stale, NEGATIVE_TTL, MAX_BYTES, TRUSTED);
    }

    /// For what a chat changes by one command and expects to be so in the next, wherever that is answered.
    public CacheRegion<V> ofOneChat() {
        return new CacheRegion<>(name, version, type, ttl, stale, negativeTtl, maxBytes, Duration.ofSeconds(1));
    }

    /// How long a value that is loaded now is fresh: never so long that it could be served past its greatest age.
    public Duration freshFor(Tunables tunables) {
        Duration most = MAX_AGE.minus(stale).minusMinutes(1);
        Duration wanted = ttl.apply(tunables);
        return wanted.compareTo(most) < 0 ? wanted : most;
    }

    /// Writes and reads a value as the cache does, to load the classes that this takes before a snapshot.
    public V prime(V value) {
        Entry<V> entry = new Entry<>(Optional.of(value), Instant.EPOCH, Instant.EPOCH, Instant.EPOCH, "");
        return Format.read(this, Format.write(this, entry).orElseThrow())
                .value()
                .orElseThrow();
    }

    String address(Key key) {
        return Key.prefix(key.group()) + name + "." + version + ":" + key.name();
    }
}
