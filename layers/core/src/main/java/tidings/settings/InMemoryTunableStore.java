package tidings.settings;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// TunableStore for unit tests and priming. Thread-safe.
public final class InMemoryTunableStore implements TunableStore {
    private final List<TunableChange> changes = new ArrayList<>();

    @Override
    public synchronized List<TunableChange> latest() {
        Map<Tunable, TunableChange> latest = new LinkedHashMap<>();
        changes.forEach(change -> latest.put(change.tunable(), change));
        return List.copyOf(latest.values());
    }

    @Override
    public synchronized List<TunableChange> history(Tunable tunable, int limit) {
        return changes.reversed().stream()
                .filter(change -> change.tunable() == tunable)
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized void add(TunableChange change) {
        changes.add(change);
    }
}
