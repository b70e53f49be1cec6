package tidings.store.cache;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/// Reads another cache and leaves it as it is.
public record ReadOnlyCache(RemoteCache read) implements RemoteCache {
    @Override
    public boolean isThere() {
        return read.isThere();
    }

    @Override
    public List<byte[]> get(List<String> keys) {
        return read.get(keys);
    }

    @Override
    public void put(String key, byte[] value, Duration ttl) {
        // Nothing is put.
    }

    @Override
    public boolean putIfAbsent(String key, byte[] value, Duration ttl) {
        return true;
    }

    @Override
    public void remove(String key) {
        // Nothing is removed.
    }

    @Override
    public void add(String key, Map<String, Integer> counts, Duration ttl) {
        // Nothing is counted.
    }

    @Override
    public Map<String, Integer> takeHighest(String key, int max) {
        return Map.of();
    }

    @Override
    public void close() {
        // Who made the other one closes it.
    }
}
