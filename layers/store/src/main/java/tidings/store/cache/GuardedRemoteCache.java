package tidings.store.cache;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import tidings.aws.Breaker;
import tidings.aws.Deadline;
import tidings.aws.Segment;

/// A remote cache behind a circuit breaker. Every call fails at once if the invocation has no time left for it.
record GuardedRemoteCache(RemoteCache remote, Breaker breaker) implements RemoteCache {
    @Override
    public List<byte[]> get(List<String> keys) {
        return call(() -> remote.get(keys));
    }

    @Override
    public void put(String key, byte[] value, Duration ttl) {
        call(() -> {
            remote.put(key, value, ttl);
            return null;
        });
    }

    @Override
    public boolean putIfAbsent(String key, byte[] value, Duration ttl) {
        return call(() -> remote.putIfAbsent(key, value, ttl));
    }

    @Override
    public void remove(String key) {
        call(() -> {
            remote.remove(key);
            return null;
        });
    }

    @Override
    public void add(String key, Map<String, Integer> counts, Duration ttl) {
        call(() -> {
            remote.add(key, counts, ttl);
            return null;
        });
    }

    @Override
    public Map<String, Integer> takeHighest(String key, int max) {
        return call(() -> remote.takeHighest(key, max));
    }

    @Override
    public void close() {
        remote.close();
    }

    private <T> T call(Breaker.Call<T, RuntimeException> call) {
        Deadline.current().atMost(Valkey.TIMEOUT);
        return breaker.call(() -> Segment.remote("Valkey", call));
    }
}
