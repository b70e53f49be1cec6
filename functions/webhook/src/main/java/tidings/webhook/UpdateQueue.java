package tidings.webhook;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Optional;
import tidings.aws.Asked;
import tidings.aws.SqsText;
import tidings.aws.Trace;

/// The FIFO queue of updates: keeps the order within a chat, drops a repeated update id for five minutes. Thread-safe.
record UpdateQueue(AwsJson sqs, String url, InstantSource clock) {
    /// SQS takes 1 MiB with the attributes
    /// (https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html).
    private static final int MAX_BYTES = 1_040_000;

    private static final int MOST_BYTES_A_CHAR = 3;

    /// Queues the update as it is, if it has a size that the queue takes; those of Telegram have a few kilobytes.
    ///
    /// @return whether it has
    boolean send(UpdateHead head, String update) {
        String body = SqsText.escaped(update);
        if (!fits(body)) {
            return false;
        }
        String id = Long.toString(head.updateId());
        Optional<String> trace = Trace.current();
        sqs.call("SendMessage", JsonObject.bytes(message -> {
            message.writeStringField("QueueUrl", url);
            message.writeStringField("MessageBody", body);
            message.writeObjectFieldStart("MessageAttributes");
            writeText(message, Trace.CORRELATION, "u" + id);
            writeText(message, Asked.ATTRIBUTE, Long.toString(clock.millis()));
            message.writeEndObject();
            if (trace.isPresent()) {
                message.writeObjectFieldStart("MessageSystemAttributes");
                writeText(message, "AWSTraceHeader", trace.get());
                message.writeEndObject();
            }
            message.writeStringField("MessageGroupId", Long.toString(head.group()));
            message.writeStringField("MessageDeduplicationId", id);
        }));
        return true;
    }

    private static boolean fits(String body) {
        return body.length() <= MAX_BYTES / MOST_BYTES_A_CHAR
                || body.length() <= MAX_BYTES && body.getBytes(StandardCharsets.UTF_8).length <= MAX_BYTES;
    }

    private static void writeText(JsonGenerator message, String attribute, String value) throws IOException {
        message.writeObjectFieldStart(attribute);
        message.writeStringField("DataType", "String");
        message.writeStringField("StringValue", value);
        message.writeEndObject();
    }
}
