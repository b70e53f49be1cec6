package tidings.webhook;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import software.amazon.awssdk.services.sqs.SqsClient;
import tidings.aws.SqsText;
import tidings.aws.Trace;

/// The FIFO queue of updates: keeps the order within a chat, drops a repeated update id for five minutes. Thread-safe.
record UpdateQueue(SqsClient sqs, String url, InstantSource clock) {
    /// SQS takes 1 MiB with the attributes
    /// (https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html).
    private static final int MAX_BYTES = 1_040_000;

    /// Queues the update as it is, if it has a size that the queue takes; those of Telegram have a few kilobytes.
    ///
    /// @return whether it has
    boolean send(UpdateHead head, String update) {
        String body = SqsText.escaped(update);
        if (body.length() > MAX_BYTES || body.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
            return false;
        }
        String id = Long.toString(head.updateId());
        sqs.sendMessage(message -> message.queueUrl(url)
                .messageBody(body)
                .messageAttributes(Trace.attributes("u" + id, clock.instant()))
                .messageSystemAttributes(Trace.systemAttributes())
                .messageGroupId(Long.toString(head.group()))
                .messageDeduplicationId(id));
        return true;
    }
}
