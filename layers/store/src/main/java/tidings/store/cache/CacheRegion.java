package tidings.store.cache;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// A kind of data that is kept in the cache; one line makes one.
///
/// @param name part of the address of each value
/// @param version of how the type is written as JSON, part of the address too: raise it with every change that makes
///     old bytes read wrong, so that a deployment never reads what another version wrote
/// @param fresh how long a value is given out as it is; up to a tenth less, so that values that came together do not go
///     together
/// @param stale how long after that it is still given out while one caller loads it anew, or while its source fails
/// @param nothing how long it is remembered that the source has nothing
/// @param maxBytes a value that is longer as JSON is kept in this environment only
public record CacheRegion<V>(
        String name, int version, Class<V> type, Duration fresh, Duration stale, Duration nothing, int maxBytes) {
    /// A generation has to outlive whatever was stored under it.
    static final Duration LONGEST = Duration.ofDays(2);

    private static final Duration NOTHING = Duration.ofSeconds(30);
    private static final int MAX_BYTES = 256 * 1024;

    public CacheRegion {
        if (fresh.plus(stale).compareTo(LONGEST) >= 0) {
            throw new IllegalArgumentException(name + " would be kept longer than " + LONGEST);
        }
    }

    public static <V> CacheRegion<V> of(String name, int version, Class<V> type, Duration fresh, Duration stale) {
        return new CacheRegion<>(name, version, type, fresh, stale, NOTHING, MAX_BYTES);
    }

    /// Writes a value and reads it again as the cache does, so that all that this takes is loaded.
    public V rehearse(V value) {
        Entry<V> entry = new Entry<>(Optional.of(value), Instant.EPOCH, Instant.EPOCH, Instant.EPOCH, "");
        return Format.read(this, Format.write(this, entry).orElseThrow())
                .value()
                .orElseThrow();
    }

    String address(Key key) {
        return Key.space(key.group()) + name + "." + version + ":" + key.name();
    }
}
