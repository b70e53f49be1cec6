package tidings.aws;

/// What a function does with each message of its queue. Thread-safe.
@FunctionalInterface
public interface Role<M> {
    Verdict handle(Delivery<M> delivery);
}
