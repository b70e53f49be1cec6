package tidings.aws;

import java.time.Instant;

/// A message as a queue delivered it.
///
/// @param id the queue's id of the message
/// @param attempt how often it was received, this time included; from 1
/// @param behind how many messages of its group came with it and wait behind it
/// @param sentAt when it was put into the queue
public record Delivery<M>(M message, String id, int attempt, int behind, Instant sentAt) {
    /// The same of the message as another type.
    public <N> Delivery<N> with(N message) {
        return new Delivery<>(message, id, attempt, behind, sentAt);
    }

    /// A message that was sent just now.
    public Delivery(M message, String id, int attempt, int behind) {
        this(message, id, attempt, behind, Instant.MAX);
    }
}
