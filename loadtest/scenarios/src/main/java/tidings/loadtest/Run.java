package tidings.loadtest;

import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;

/// Everything that belongs to one run. Thread-safe.
///
/// @param random with a fixed seed; what it decides depends on the order in which answers come
/// @param peer what happens beside it with empty handlers, if anything
record Run(
        Plan plan,
        Mix mix,
        Target target,
        Answers answers,
        Receipts receipts,
        Chats chats,
        Communities communities,
        Random random,
        Optional<Run> peer) {
    /// Gatling makes simulations itself, without arguments.
    private static final AtomicReference<Run> CURRENT = new AtomicReference<>();

    static Run current() {
        Run run = CURRENT.get();
        if (run == null) {
            throw new IllegalStateException("a simulation runs by Main alone");
        }
        return run;
    }

    /// The same with others who do something else.
    Run with(Mix other) {
        return new Run(plan, other, target, answers, receipts, chats, communities, random, peer);
    }

    void begin() {
        CURRENT.set(this);
    }
}
