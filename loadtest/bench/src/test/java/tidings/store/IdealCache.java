package tidings.store;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import tidings.store.AskedKeys.Asked;
import tidings.store.cache.Key;

/// What a cache of that size could be at best, if it keeps what was used last: at once the same everywhere, and not
/// a moment shorter fresh than the region says. Not thread-safe.
final class IdealCache {
    private final boolean expires;
    private final LinkedHashMap<Place, Duration> freshUntil;

    private record Place(String region, Key key) {}

    /// @param expires whether values have a TTL
    IdealCache(int size, boolean expires) {
        this.expires = expires;
        this.freshUntil = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Place, Duration> eldest) {
                return size() > size;
            }
        };
    }

    /// Whether it has the value; it has it afterwards.
    boolean has(Asked asked, Duration now, Duration ttl) {
        Place place = new Place(asked.region().name(), asked.key());
        Duration until = freshUntil.get(place);
        if (until != null && (!expires || now.compareTo(until) < 0)) {
            return true;
        }
        freshUntil.put(place, now.plus(ttl));
        return false;
    }

    void invalidate(String group) {
        freshUntil.keySet().removeIf(place -> place.key().group().equals(group));
    }
}
