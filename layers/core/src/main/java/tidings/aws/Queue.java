package tidings.aws;

import java.time.Duration;
import java.util.List;

/// A queue that messages of one contract are put into.
@FunctionalInterface
public interface Queue<M extends Message> {
    /// Queues all of the messages, in this order, or throws; after a throw some may be queued, which sending them again
    /// with the same deduplication id mends.
    void send(List<? extends M> messages);

    default void send(M message) {
        send(List.of(message));
    }

    /// Queues a message that is delivered after a pause of at most fifteen minutes, on a standard queue only. In
    /// memory there is no pause.
    default void sendLater(M message, Duration pause) {
        send(message);
    }
}
