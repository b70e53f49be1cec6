package tidings.store.cache;

import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/// This environment's memory as the cache uses it. Thread-safe.
final class LocalTier {
    /// So long at most a value that another environment invalidated is given out; while Valkey is away, until it is
    /// past its time.
    static final Duration TRUSTED = Duration.ofSeconds(10);

    private final InstantSource clock;
    private final Map<String, Held> held;

    private record Held(Entry<?> entry, Instant trustedUntil) {}

    /// @param entries how many are kept at most
    LocalTier(int entries, InstantSource clock) {
        this.clock = clock;
        this.held = Caffeine.newBuilder()
                .maximumSize(entries)
                .executor(Runnable::run)
                .<String, Held>build()
                .asMap();
    }

    /// An entry that may be given out without a question to Valkey.
    <V> Optional<Entry<V>> trusted(CacheRegion<V> kind, String address) {
        Held here = held.get(address);
        return here == null || !clock.instant().isBefore(here.trustedUntil())
                ? Optional.empty()
                : Optional.of(entry(kind, here));
    }

    /// An entry that may be past its time, null if there is none or it is gone.
    <V> Entry<V> get(CacheRegion<V> kind, String address) {
        Held here = held.get(address);
        return here == null || here.entry().isGone(clock.instant()) ? null : entry(kind, here);
    }

    void put(String address, Entry<?> entry) {
        Instant until = clock.instant().plus(TRUSTED);
        held.put(address, new Held(entry, until.isBefore(entry.freshUntil()) ? until : entry.freshUntil()));
    }

    void remove(String address) {
        held.remove(address);
    }

    /// @param space what the addresses start with
    void removeAll(String space) {
        held.keySet().removeIf(address -> address.startsWith(space));
    }

    /// Addresses hold the kind, so that what lies at one is of its type.
    @SuppressWarnings("unchecked")
    private static <V> Entry<V> entry(CacheRegion<V> kind, Held here) {
        assert here.entry().value().stream().allMatch(kind.type()::isInstance);
        return (Entry<V>) here.entry();
    }
}
