package tidings.aws;

import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import java.time.Duration;
import java.time.Instant;

/// The queue that a message came from, as far as its handling needs it. The calls throw if they fail.
public interface Inbox {
    String SINCE = "since";

    /// Puts a message among the dead letters as it came, without it being tried again first.
    void deadLetter(SQSMessage message);

    /// Puts a copy of a message behind the others of its group, once however often it is asked to.
    ///
    /// @param since when it was received first; the copy has it as its attribute [#SINCE], in milliseconds
    void putBehind(SQSMessage message, Instant since);

    /// Lets a message that was not handled come back after `pause`, rather than after the queue's visibility timeout.
    void changeVisibility(SQSMessage message, Duration pause);
}
