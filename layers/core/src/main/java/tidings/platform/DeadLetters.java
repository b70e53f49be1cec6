package tidings.platform;

import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;

/// Where messages go that can never be handled, without being tried again first.
@FunctionalInterface
public interface DeadLetters {
    /// Puts the message away as it came; throws if that fails, so that the message stays in its queue.
    void bury(SQSMessage message);
}
