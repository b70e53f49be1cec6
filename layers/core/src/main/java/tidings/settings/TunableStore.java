package tidings.settings;

import java.util.List;
import java.util.Optional;

/// Stores changes of tunables, and what the autopilot does with them. The history keeps every change, also one
/// that was replaced or has expired.
public interface TunableStore {
    /// A change that is made only while the latest of its tunable is the one that was seen.
    ///
    /// @param seen empty where there was none
    record Replacement(Optional<TunableChange> seen, TunableChange change) {}

    /// The latest change of each tunable that was ever changed; expired ones may be among them.
    List<TunableChange> latest();

    /// The changes of a tunable, the newest first.
    ///
    /// @param limit how many at most
    List<TunableChange> history(Tunable tunable, int limit);

    void add(TunableChange change);

    /// The latest change of a tunable; it may have expired.
    default Optional<TunableChange> latest(Tunable tunable) {
        return latest().stream().filter(change -> change.tunable() == tunable).findFirst();
    }

    Autopilot autopilot();

    /// Stores the autopilot and makes a change, both or neither.
    ///
    /// @param next made of the autopilot that was read
    /// @return false, and nothing is stored, if the autopilot or the tunable was changed meanwhile
    boolean save(Autopilot next, Optional<Replacement> change);
}
