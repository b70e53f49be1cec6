package tidings.store.cache;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import tidings.aws.Breaker;

/// The cache that all environments share. Every entry has a TTL, because the server evicts only entries that have one.
/// Every call may throw. Thread-safe.
public interface RemoteCache extends AutoCloseable {
    /// Whether there is one in this deployment.
    default boolean isThere() {
        return true;
    }

    /// The values of keys of one group; null for each that is missing.
    List<byte[]> get(List<String> keys);

    void put(String key, byte[] value, Duration ttl);

    /// Puts a value unless there is one; returns whether it was put.
    boolean putIfAbsent(String key, byte[] value, Duration ttl);

    void remove(String key);

    /// Adds to the counters of a key, by their names.
    void add(String key, Map<String, Integer> counts, Duration ttl);

    /// Removes the highest counters of a key and returns them, the highest first.
    Map<String, Integer> takeHighest(String key, int max);

    /// Closes the connections; the next call opens new ones. Call it before a snapshot is taken.
    @Override
    void close();

    /// Valkey, if there is one, behind a circuit breaker, which opens for five seconds when three of the last
    /// five calls were slow or failed.
    static RemoteCache of(CacheConfig config, InstantSource clock) {
        if (config.mode() == CacheConfig.Mode.NONE) {
            return new AbsentCache();
        }
        Breaker.Settings settings = new Breaker.Settings(5, 3, Valkey.SLOW, Duration.ofSeconds(5));
        return new GuardedRemoteCache(new Valkey(config, clock), new Breaker("valkey", settings, clock));
    }
}
