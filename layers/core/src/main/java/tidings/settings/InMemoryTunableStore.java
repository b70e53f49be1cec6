package tidings.settings;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// TunableStore for unit tests and priming. Thread-safe.
public final class InMemoryTunableStore implements TunableStore {
    private final List<TunableChange> changes = new ArrayList<>();
    private Autopilot autopilot = Autopilot.OFF;

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

    @Override
    public synchronized Autopilot autopilot() {
        return autopilot;
    }

    @Override
    public synchronized boolean save(Autopilot next, Optional<Replacement> change) {
        boolean isCurrent = next.revision() == autopilot.revision() + 1
                && change.stream()
                        .allMatch(one -> latest(one.change().tunable()).equals(one.seen()));
        if (isCurrent) {
            autopilot = next;
            change.ifPresent(one -> changes.add(one.change()));
        }
        return isCurrent;
    }
}
