package tidings.store;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/// What is in memory by its moments. Not thread-safe.
final class Moments<K, T> {
    private final Function<T, Optional<Instant>> moment;
    private final Map<K, At> known = new HashMap<>();
    private final NavigableMap<At, T> sorted =
            new TreeMap<>(Comparator.comparing(At::moment).thenComparingLong(At::order));
    private long order;

    private record At(Instant moment, long order) {}

    /// @param moment of one, if it has any
    Moments(Function<T, Optional<Instant>> moment) {
        this.moment = moment;
    }

    void put(K key, T one) {
        Optional<Instant> at = moment.apply(one);
        if (!at.equals(Optional.ofNullable(known.get(key)).map(At::moment))) {
            remove(key);
            at.ifPresent(there -> known.put(key, new At(there, order++)));
        }
        at.ifPresent(_ -> sorted.put(known.get(key), one));
    }

    void remove(K key) {
        Optional.ofNullable(known.remove(key)).ifPresent(sorted::remove);
    }

    /// Those before a limit, the earliest first, those of one moment in the order in which they got it.
    List<T> before(Instant limit, int max) {
        return sorted.headMap(new At(limit, 0), false).values().stream()
                .limit(max)
                .toList();
    }

    Optional<Instant> earliest() {
        return sorted.keySet().stream().findFirst().map(At::moment);
    }
}
