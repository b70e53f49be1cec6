package tidings.store.cache;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A remote cache in this process, held to [RemoteCacheContract]; it can be made to fail.
public final class InMemoryRemoteCache implements RemoteCache {
    private final InstantSource clock;
    private final Map<String, Value> values = new HashMap<>();
    private final Map<String, Map<String, Integer>> numbers = new HashMap<>();
    private boolean unavailable;

    private record Value(byte[] bytes, Instant end) {}

    public InMemoryRemoteCache(InstantSource clock) {
        this.clock = clock;
    }

    synchronized void unavailable(boolean isUnavailable) {
        unavailable = isUnavailable;
    }

    synchronized List<String> keys() {
        return List.copyOf(values.keySet());
    }

    /// Keys and values as texts.
    public synchronized List<String> everything() {
        List<String> texts = new ArrayList<>(values.keySet());
        values.values().forEach(value -> texts.add(new String(value.bytes, StandardCharsets.ISO_8859_1)));
        texts.addAll(numbers.keySet());
        return texts;
    }

    synchronized Duration ttlOf(String key) {
        return Duration.between(clock.instant(), values.get(key).end);
    }

    @Override
    public synchronized List<byte[]> get(List<String> keys) {
        checkAvailable();
        List<byte[]> found = new ArrayList<>();
        keys.forEach(key -> found.add(live(key)));
        return found;
    }

    @Override
    public synchronized void put(String key, byte[] value, Duration ttl) {
        checkAvailable();
        values.put(key, new Value(value, clock.instant().plus(ttl)));
    }

    @Override
    public synchronized boolean putIfAbsent(String key, byte[] value, Duration ttl) {
        checkAvailable();
        if (live(key) != null) {
            return false;
        }
        put(key, value, ttl);
        return true;
    }

    @Override
    public synchronized void remove(String key) {
        checkAvailable();
        values.remove(key);
    }

    @Override
    public synchronized void add(String key, Map<String, Integer> more, Duration ttl) {
        checkAvailable();
        Map<String, Integer> there = numbers.computeIfAbsent(key, _ -> new HashMap<>());
        more.forEach((name, number) -> there.merge(name, number, Integer::sum));
    }

    @Override
    public synchronized Map<String, Integer> takeHighest(String key, int max) {
        checkAvailable();
        Map<String, Integer> there = numbers.getOrDefault(key, new HashMap<>());
        Map<String, Integer> taken = new LinkedHashMap<>();
        there.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder()))
                .limit(max)
                .forEach(counter -> taken.put(counter.getKey(), counter.getValue()));
        there.keySet().removeAll(taken.keySet());
        return taken;
    }

    @Override
    public void close() {
        // Nothing is open.
    }

    private byte[] live(String key) {
        Value value = values.get(key);
        return value == null || !clock.instant().isBefore(value.end) ? null : value.bytes;
    }

    private void checkAvailable() {
        if (unavailable) {
            throw new IllegalStateException("unavailable");
        }
    }
}
