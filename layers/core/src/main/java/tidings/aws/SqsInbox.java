package tidings.aws;

import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;

/// A queue of SQS with its dead-letter queue. Thread-safe.
public final class SqsInbox implements Inbox {
    private final SqsClient sqs;
    private final String queueUrl;
    private final String deadLetterQueueUrl;

    public SqsInbox(SqsClient sqs, String queueUrl, String deadLetterQueueUrl) {
        this.sqs = sqs;
        this.queueUrl = queueUrl;
        this.deadLetterQueueUrl = deadLetterQueueUrl;
    }

    @Override
    public void deadLetter(SQSMessage message) {
        SendMessageRequest.Builder request = SendMessageRequest.builder()
                .queueUrl(deadLetterQueueUrl)
                .messageBody(message.getBody())
                .messageAttributes(attributes(message));
        if (deadLetterQueueUrl.endsWith(".fifo")) {
            request.messageGroupId(message.getAttributes().get("MessageGroupId"))
                    .messageDeduplicationId(message.getMessageId());
        }
        sqs.sendMessage(request.build());
    }

    @Override
    public void changeVisibility(SQSMessage message, Duration pause) {
        sqs.changeMessageVisibility(request -> request.queueUrl(queueUrl)
                .receiptHandle(message.getReceiptHandle())
                .visibilityTimeout(Math.toIntExact(pause.plusMillis(999).toSeconds())));
    }

    private static Map<String, MessageAttributeValue> attributes(SQSMessage message) {
        if (message.getMessageAttributes() == null) {
            return Map.of();
        }
        return message.getMessageAttributes().entrySet().stream()
                .filter(entry -> entry.getValue().getStringValue() != null)
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        entry -> MessageAttributeValue.builder()
                                .dataType(entry.getValue().getDataType())
                                .stringValue(entry.getValue().getStringValue())
                                .build()));
    }
}
