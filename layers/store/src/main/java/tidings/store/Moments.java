package tidings.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Finds what in memory has come to its moment, and looks at all only where something may have. Not thread-safe.
final class Moments<T> {
    private final Function<T, Optional<Instant>> moment;

    /// None is earlier, but the earliest may be later by now.
    private Instant bound = Instant.MAX;

    /// @param moment of one, if it has any
    Moments(Function<T, Optional<Instant>> moment) {
        this.moment = moment;
    }

    /// To be called with whatever is new or has an earlier moment than before.
    void add(T one) {
        moment.apply(one).filter(bound::isAfter).ifPresent(at -> bound = at);
    }

    /// Those before a limit, the earliest first, those of one moment in the order of all.
    List<T> before(Instant limit, Collection<T> all, int max) {
        if (!bound.isBefore(limit)) {
            return List.of();
        }
        bound = Instant.MAX;
        List<T> found = new ArrayList<>();
        for (T one : all) {
            add(one);
            if (moment.apply(one).filter(limit::isAfter).isPresent()) {
                found.add(one);
            }
        }
        return found.stream()
                .sorted(Comparator.comparing(one -> moment.apply(one).orElseThrow()))
                .limit(max)
                .toList();
    }

    Optional<Instant> earliest(Collection<T> all) {
        return all.stream().flatMap(one -> moment.apply(one).stream()).min(Comparator.naturalOrder());
    }
}
