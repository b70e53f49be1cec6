package tidings.store.cache;

import java.time.Duration;
import java.util.Map;

/// A cache to which nothing is written.
interface Unwritten extends RemoteCache {
    @Override
    default void put(String key, byte[] value, Duration ttl) {
        // Nothing is put.
    }

    @Override
    default boolean putIfAbsent(String key, byte[] value, Duration ttl) {
        return true;
    }

    @Override
    default void remove(String key) {
        // Nothing is removed.
    }

    @Override
    default void add(String key, Map<String, Integer> counts, Duration ttl) {
        // Nothing is counted.
    }

    @Override
    default Map<String, Integer> takeHighest(String key, int max) {
        return Map.of();
    }

    @Override
    default void close() {
        // Whoever opened a connection closes it.
    }
}
