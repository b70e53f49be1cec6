package tidings.tunables;

import java.util.List;

/// Nobody ever changed anything.
final class NoChanges implements Changes {
    @Override
    public List<Change> latest() {
        return List.of();
    }

    @Override
    public List<Change> history(Tunable tunable) {
        return List.of();
    }

    @Override
    public void add(Change change) {
        throw new UnsupportedOperationException("these numbers are fixed");
    }
}
