package tidings.tunables;

import java.util.List;

/// Where changes are kept. Every change stays in the history, also when another replaces it or its time is over.
public interface Changes {
    /// The last change of each tunable that has one; those whose time is over may be among them.
    List<Change> latest();

    /// Every change of a tunable, the newest first; at most fifty.
    List<Change> history(Tunable tunable);

    void add(Change change);
}
