package tidings.store.cache;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import tidings.aws.Breaker;
import tidings.aws.Deadline;

/// A remote memory that is left alone while it fails, and when there is no time left to ask it.
record GuardedRemoteCache(RemoteCache remote, Breaker breaker) implements RemoteCache {
    @Override
    public List<byte[]> get(List<String> keys) {
        return call(() -> remote.get(keys));
    }

    @Override
    public void put(String key, byte[] value, Duration life) {
        call(() -> {
            remote.put(key, value, life);
            return null;
        });
    }

    @Override
    public boolean putIfAbsent(String key, byte[] value, Duration life) {
        return call(() -> remote.putIfAbsent(key, value, life));
    }

    @Override
    public void remove(String key) {
        call(() -> {
            remote.remove(key);
            return null;
        });
    }

    @Override
    public void add(String key, Map<String, Integer> numbers, Duration life) {
        call(() -> {
            remote.add(key, numbers, life);
            return null;
        });
    }

    @Override
    public Map<String, Integer> takeHighest(String key, int most) {
        return call(() -> remote.takeHighest(key, most));
    }

    @Override
    public void close() {
        remote.close();
    }

    private <T> T call(Breaker.Call<T, RuntimeException> call) {
        Deadline.current().atMost(Valkey.TIMEOUT);
        return breaker.call(call);
    }
}
