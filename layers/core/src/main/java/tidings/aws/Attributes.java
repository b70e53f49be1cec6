package tidings.aws;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import java.time.Instant;
import java.util.Optional;

/// What a message of SQS carries beside its body.
final class Attributes {
    private Attributes() {}

    /// One of SQS's.
    static Optional<String> of(SQSMessage message, String name) {
        return Optional.ofNullable(message.getAttributes()).map(attributes -> attributes.get(name));
    }

    /// One of ours.
    static Optional<String> own(SQSMessage message, String name) {
        return Optional.ofNullable(message.getMessageAttributes())
                .map(attributes -> attributes.get(name))
                .map(SQSEvent.MessageAttribute::getStringValue);
    }

    /// The group whose order counts. On a standard queue a group is only a share.
    static Optional<String> order(SQSMessage message) {
        String arn = message.getEventSourceArn();
        return arn == null || arn.endsWith(".fifo") ? of(message, "MessageGroupId") : Optional.empty();
    }

    static String correlation(SQSMessage message) {
        return own(message, Trace.CORRELATION).orElse(message.getMessageId());
    }

    static int attempt(SQSMessage message) {
        return of(message, "ApproximateReceiveCount").map(Integer::parseInt).orElse(1);
    }

    static Instant sentAt(SQSMessage message) {
        return of(message, "SentTimestamp")
                .map(sent -> Instant.ofEpochMilli(Long.parseLong(sent)))
                .orElse(Instant.MAX);
    }
}
