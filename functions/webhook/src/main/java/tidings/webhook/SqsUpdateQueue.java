package tidings.webhook;

import java.util.Map;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import tidings.aws.Correlation;
import tidings.aws.Trace;

/// The FIFO queue of updates. Thread-safe.
final class SqsUpdateQueue implements UpdateQueue {
    private final SqsClient sqs;
    private final String url;

    SqsUpdateQueue(SqsClient sqs, String url) {
        this.sqs = sqs;
        this.url = url;
    }

    @Override
    public void put(UpdateHead head, String body) {
        String id = Long.toString(head.updateId());
        MessageAttributeValue correlation = MessageAttributeValue.builder()
                .dataType("String")
                .stringValue("u" + id)
                .build();
        sqs.sendMessage(message -> message.queueUrl(url)
                .messageBody(allowed(body))
                .messageAttributes(Map.of(Correlation.ATTRIBUTE, correlation))
                .messageSystemAttributes(Trace.attributes())
                .messageGroupId(Long.toString(head.concerns()))
                .messageDeduplicationId(id));
    }

    /// SQS refuses the two noncharacters that XML 1.0 refuses; within JSON text their escapes mean the same. Control
    /// characters and lone surrogates cannot stand in valid JSON text in UTF-8.
    static String allowed(String json) {
        return json.replace("\uFFFE", "\\uFFFE").replace("\uFFFF", "\\uFFFF");
    }
}
