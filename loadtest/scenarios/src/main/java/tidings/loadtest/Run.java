package tidings.loadtest;

import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;

/// Everything that belongs to one run. Thread-safe.
///
/// @param random with a fixed seed; what it decides depends on the order in which answers come
record Run(
        Plan plan,
        Mix mix,
        Target target,
        Answers answers,
        Receipts receipts,
        Chats chats,
        Communities communities,
        Random random) {
    /// Gatling makes simulations itself, without arguments.
    private static final AtomicReference<Run> CURRENT = new AtomicReference<>();

    static Run current() {
        Run run = CURRENT.get();
        if (run == null) {
            throw new IllegalStateException("a simulation runs by Main alone");
        }
        return run;
    }

    void begin() {
        CURRENT.set(this);
    }
}
