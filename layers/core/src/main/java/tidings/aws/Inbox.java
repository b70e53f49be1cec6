package tidings.aws;

import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import java.time.Duration;

/// The queue that a message came from, as far as its handling needs it. Both calls throw if they fail.
public interface Inbox {
    /// Puts a message among the dead letters as it came, without it being tried again first.
    void deadLetter(SQSMessage message);

    /// Lets a message that was not handled come back after `pause`, rather than after the queue's visibility timeout.
    void changeVisibility(SQSMessage message, Duration pause);
}
