package tidings.aws;

import java.util.List;
import java.util.function.Supplier;

/// What a function does with each message of its queue. Thread-safe.
@FunctionalInterface
public interface Role<M> {
    Verdict handle(Delivery<M> delivery);

    /// Called before the messages of a batch are handled one by one, for what is cheaper at once. If it throws,
    /// each is handled as if it had not been called.
    ///
    /// @param messages reads those that can be read
    default void beforeBatch(Supplier<List<M>> messages) {
        // Most messages are handled by themselves.
    }

    /// Called after all messages of a batch were handled, for work that they share. If it throws, the whole batch comes
    /// back.
    default void afterBatch() {
        // Most messages share nothing.
    }
}
