package tidings.store.cache;

import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/// The tier in this environment's memory. While Valkey is unavailable, an entry is served until its TTL ends.
/// Thread-safe.
final class LocalTier {
    private final InstantSource clock;
    private final Map<String, Held> entries;

    private record Held(Entry<?> entry, Instant trustedUntil) {}

    LocalTier(int maxEntries, InstantSource clock) {
        this.clock = clock;
        this.entries = Caffeine.newBuilder()
                .maximumSize(maxEntries)
                .executor(Runnable::run)
                .<String, Held>build()
                .asMap();
    }

    /// An entry that may be served without asking Valkey.
    <V> Optional<Entry<V>> trusted(CacheRegion<V> region, String address) {
        return Optional.ofNullable(entries.get(address))
                .filter(held -> clock.instant().isBefore(held.trustedUntil()))
                .map(held -> entry(region, held));
    }

    /// An entry that may be stale but has not expired.
    <V> Optional<Entry<V>> get(CacheRegion<V> region, String address) {
        return Optional.ofNullable(entries.get(address))
                .filter(held -> !held.entry().isExpired(clock.instant()))
                .map(held -> entry(region, held));
    }

    /// Keeps no empty result: whoever asks again soon is waiting for the value.
    <V> void put(CacheRegion<V> region, String address, Entry<V> entry) {
        if (entry.value().isEmpty()) {
            entries.remove(address);
            return;
        }
        Instant until = clock.instant().plus(region.trusted());
        entries.put(address, new Held(entry, until.isBefore(entry.staleAt()) ? until : entry.staleAt()));
    }

    void remove(String address) {
        entries.remove(address);
    }

    void removeAll(String prefix) {
        entries.keySet().removeIf(address -> address.startsWith(prefix));
    }

    /// An address contains its region's name and version, so the entry is of the region's type.
    @SuppressWarnings("unchecked")
    private static <V> Entry<V> entry(CacheRegion<V> region, Held held) {
        assert held.entry().value().stream().allMatch(region.type()::isInstance);
        return (Entry<V>) held.entry();
    }
}
