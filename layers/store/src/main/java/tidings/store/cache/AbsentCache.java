package tidings.store.cache;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/// What takes the place of a cache in a deployment without one: nothing is in it, and nothing stays.
public record AbsentCache() implements RemoteCache {
    @Override
    public boolean isThere() {
        return false;
    }

    @Override
    public List<byte[]> get(List<String> keys) {
        return Collections.nCopies(keys.size(), null);
    }

    @Override
    public void put(String key, byte[] value, Duration ttl) {
        // Nothing stays.
    }

    @Override
    public boolean putIfAbsent(String key, byte[] value, Duration ttl) {
        return true;
    }

    @Override
    public void remove(String key) {
        // Nothing is there.
    }

    @Override
    public void add(String key, Map<String, Integer> counts, Duration ttl) {
        // Nothing stays.
    }

    @Override
    public Map<String, Integer> takeHighest(String key, int max) {
        return Map.of();
    }

    @Override
    public void close() {
        // There is nothing to close.
    }
}
