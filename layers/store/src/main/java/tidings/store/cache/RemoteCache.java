package tidings.store.cache;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import tidings.aws.Breaker;
import tidings.aws.Meter;

/// The memory that all environments share. Whatever is put lives for a limited time: the server evicts nothing else.
/// Every call may throw. Thread-safe.
public interface RemoteCache extends AutoCloseable {
    /// The values of keys of one group, null for each that is not there.
    List<byte[]> get(List<String> keys);

    void put(String key, byte[] value, Duration life);

    /// Whether there was none, so that it was put.
    boolean putIfAbsent(String key, byte[] value, Duration life);

    void remove(String key);

    /// Adds to the numbers that are kept under a key.
    void add(String key, Map<String, Integer> numbers, Duration life);

    /// Takes the highest numbers away from under a key.
    Map<String, Integer> takeHighest(String key, int most);

    /// Lets go of connections; the next call opens others. To be called before a snapshot is taken.
    @Override
    void close();

    /// Valkey behind a breaker: three bad calls of the last five, and it is left alone for five seconds.
    static RemoteCache of(CacheConfig config, Meter meter, InstantSource clock) {
        Breaker.Settings settings = new Breaker.Settings(5, 3, Valkey.SLOW, Duration.ofSeconds(5));
        return new GuardedRemoteCache(new Valkey(config, clock), new Breaker("valkey", settings, meter, clock));
    }
}
