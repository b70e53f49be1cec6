package tidings.aws;

/// What a function does with each message of its queue. Thread-safe.
@FunctionalInterface
public interface Role<M> {
    Verdict handle(Delivery<M> delivery);

    /// Called after all messages of a batch were handled, for work that they share. If it throws, the whole batch comes
    /// back.
    default void afterBatch() {
        // Most messages share nothing.
    }
}
