package tidings.settings;

import java.util.List;

/// Where changes are kept. Every change stays in the history, also when another replaces it or its time is over.
public interface TunableStore {
    /// The last change of each tunable that has one; those whose time is over may be among them.
    List<TunableChange> latest();

    /// Every change of a tunable, the newest first; at most fifty.
    List<TunableChange> history(Tunable tunable);

    void add(TunableChange change);
}
