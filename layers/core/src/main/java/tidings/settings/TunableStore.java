package tidings.settings;

import java.util.List;

/// Stores changes of tunables. The history keeps every change, also one that was replaced or has expired.
public interface TunableStore {
    /// The latest change of each tunable that was ever changed; expired ones may be among them.
    List<TunableChange> latest();

    /// The changes of a tunable, the newest first.
    ///
    /// @param limit how many at most
    List<TunableChange> history(Tunable tunable, int limit);

    void add(TunableChange change);
}
