package tidings.platform;

import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;

/// A dead-letter queue of SQS, entered directly. Thread-safe.
public final class SqsDeadLetters implements DeadLetters {
    private final SqsClient sqs;
    private final String url;

    public SqsDeadLetters(SqsClient sqs, String url) {
        this.sqs = sqs;
        this.url = url;
    }

    @Override
    public void bury(SQSMessage message) {
        SendMessageRequest.Builder request = SendMessageRequest.builder()
                .queueUrl(url)
                .messageBody(message.getBody())
                .messageAttributes(attributes(message));
        if (url.endsWith(".fifo")) {
            request.messageGroupId(message.getAttributes().get("MessageGroupId"))
                    .messageDeduplicationId(message.getMessageId());
        }
        sqs.sendMessage(request.build());
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
