package tidings.settings;

import java.util.List;

/// Nobody ever changed anything.
final class NoChanges implements TunableStore {
    @Override
    public List<TunableChange> latest() {
        return List.of();
    }

    @Override
    public List<TunableChange> history(Tunable tunable) {
        return List.of();
    }

    @Override
    public void add(TunableChange change) {
        throw new UnsupportedOperationException("these numbers are fixed");
    }
}
