package tidings.aws;

import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;

/// Queues of SQS with their dead-letter queues. Thread-safe.
public record SqsInbox(SqsClient sqs, List<QueueUrls> queues) implements Inbox {
    /// SQS hides a message for twelve hours at most from when it was received, which is minutes ago at most
    /// (https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-visibility-timeout.html).
    private static final Duration LONGEST_PAUSE = Duration.ofHours(12).minusMinutes(5);

    @Override
    public void deadLetter(SQSMessage message) {
        send(queueOf(message).deadLetters(), message, attributes(message));
    }

    @Override
    public void putBehind(SQSMessage message, Instant since) {
        Map<String, MessageAttributeValue> attributes = new HashMap<>(attributes(message));
        attributes.put(SINCE, attribute("Number", Long.toString(since.toEpochMilli())));
        send(queueOf(message).queue(), message, attributes);
    }

    /// The id of what is sent is the message's, so that it is sent once.
    private void send(String url, SQSMessage message, Map<String, MessageAttributeValue> attributes) {
        SendMessageRequest.Builder request = SendMessageRequest.builder()
                .queueUrl(url)
                .messageBody(SqsText.escaped(message.getBody()))
                .messageAttributes(attributes);
        if (url.endsWith(".fifo")) {
            request.messageGroupId(message.getAttributes().get("MessageGroupId"))
                    .messageDeduplicationId(message.getMessageId());
        }
        sqs.sendMessage(request.build());
    }

    @Override
    public void changeVisibility(SQSMessage message, Duration pause) {
        long seconds = Math.clamp(pause.plusMillis(999).toSeconds(), 0, LONGEST_PAUSE.toSeconds());
        String url = queueOf(message).queue();
        sqs.changeMessageVisibility(request -> request.queueUrl(url)
                .receiptHandle(message.getReceiptHandle())
                .visibilityTimeout(Math.toIntExact(seconds)));
    }

    private QueueUrls queueOf(SQSMessage message) {
        String arn = String.valueOf(message.getEventSourceArn());
        return queues.stream()
                .filter(queue -> queue.isSourceOf(arn))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "message " + message.getMessageId() + " is from " + arn + ", not from one of " + queues));
    }

    private static Map<String, MessageAttributeValue> attributes(SQSMessage message) {
        if (message.getMessageAttributes() == null) {
            return Map.of();
        }
        return message.getMessageAttributes().entrySet().stream()
                .filter(entry -> entry.getValue().getStringValue() != null)
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        entry -> attribute(
                                entry.getValue().getDataType(),
                                SqsText.escaped(entry.getValue().getStringValue()))));
    }

    private static MessageAttributeValue attribute(String type, String value) {
        return MessageAttributeValue.builder().dataType(type).stringValue(value).build();
    }
}
