package tidings.webhook;

import java.util.Map;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import tidings.aws.Correlation;
import tidings.aws.Trace;

/// The FIFO queue of updates: keeps the order within a chat, drops a repeated update id for five minutes. Thread-safe.
record UpdateQueue(SqsClient sqs, String url) {
    /// @param body the update, unchanged
    void send(UpdateHead head, String body) {
        String id = Long.toString(head.updateId());
        MessageAttributeValue correlation = MessageAttributeValue.builder()
                .dataType("String")
                .stringValue("u" + id)
                .build();
        sqs.sendMessage(message -> message.queueUrl(url)
                .messageBody(escaped(body))
                .messageAttributes(Map.of(Correlation.ATTRIBUTE, correlation))
                .messageSystemAttributes(Trace.attributes())
                .messageGroupId(Long.toString(head.group()))
                .messageDeduplicationId(id));
    }

    /// SQS rejects the two noncharacters that XML 1.0 rejects; their escapes mean the same in JSON. Valid JSON in UTF-8
    /// has no control characters and no lone surrogates.
    private static String escaped(String json) {
        return json.replace("\uFFFE", "\\uFFFE").replace("\uFFFF", "\\uFFFF");
    }
}
