package tidings.aws;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.MessageAttribute;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/// A queue with its dead letters, made for one test, and what Lambda does with it: it hands over what it receives as an
/// event, and deletes what is not reported.
public final class TestQueues {
    private static final Duration VISIBILITY = Duration.ofSeconds(30);

    private final SqsClient sqs;
    private final String url;
    private final String deadLetters;

    private TestQueues(SqsClient sqs, String url, String deadLetters) {
        this.sqs = sqs;
        this.url = url;
        this.deadLetters = deadLetters;
    }

    public static TestQueues fifo(SqsClient sqs, int maxReceiveCount) {
        return make(sqs, ".fifo", Map.of(QueueAttributeName.FIFO_QUEUE, "true"), maxReceiveCount);
    }

    public static TestQueues standard(SqsClient sqs, int maxReceiveCount) {
        return make(sqs, "", Map.of(), maxReceiveCount);
    }

    private static TestQueues make(
            SqsClient sqs, String suffix, Map<QueueAttributeName, String> kind, int maxReceiveCount) {
        String name = "test-" + UUID.randomUUID();
        String deadLetters = sqs.createQueue(
                        queue -> queue.queueName(name + "-dead" + suffix).attributes(kind))
                .queueUrl();
        String arn = sqs.getQueueAttributes(
                        queue -> queue.queueUrl(deadLetters).attributeNames(QueueAttributeName.QUEUE_ARN))
                .attributes()
                .get(QueueAttributeName.QUEUE_ARN);
        Map<QueueAttributeName, String> attributes = new HashMap<>(kind);
        attributes.put(QueueAttributeName.VISIBILITY_TIMEOUT, Long.toString(VISIBILITY.toSeconds()));
        attributes.put(
                QueueAttributeName.REDRIVE_POLICY,
                "{\"deadLetterTargetArn\":\"%s\",\"maxReceiveCount\":\"%d\"}".formatted(arn, maxReceiveCount));
        String url = sqs.createQueue(queue -> queue.queueName(name + suffix).attributes(attributes))
                .queueUrl();
        return new TestQueues(sqs, url, deadLetters);
    }

    public String url() {
        return url;
    }

    public String deadLettersUrl() {
        return deadLetters;
    }

    /// What can be received within a second, at most ten.
    public SQSEvent receive() {
        return receive(url);
    }

    public SQSEvent receiveDeadLetters() {
        return receive(deadLetters);
    }

    private SQSEvent receive(String from) {
        List<Message> received = sqs.receiveMessage(request -> request.queueUrl(from)
                        .maxNumberOfMessages(10)
                        .waitTimeSeconds(1)
                        .messageAttributeNames("All")
                        .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
                .messages();
        SQSEvent event = new SQSEvent();
        event.setRecords(received.stream().map(TestQueues::record).collect(Collectors.toCollection(ArrayList::new)));
        return event;
    }

    private static SQSMessage record(Message message) {
        SQSMessage record = new SQSMessage();
        record.setMessageId(message.messageId());
        record.setReceiptHandle(message.receiptHandle());
        record.setBody(message.body());
        record.setAttributes(message.attributesAsStrings());
        record.setMessageAttributes(message.messageAttributes().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, attribute -> {
                    MessageAttribute copy = new MessageAttribute();
                    copy.setDataType(attribute.getValue().dataType());
                    copy.setStringValue(attribute.getValue().stringValue());
                    return copy;
                })));
        return record;
    }

    /// As Lambda does after a batch.
    public void deleteAllBut(List<String> failed, SQSEvent event) {
        event.getRecords().stream()
                .filter(message -> !failed.contains(message.getMessageId()))
                .forEach(message ->
                        sqs.deleteMessage(request -> request.queueUrl(url).receiptHandle(message.getReceiptHandle())));
    }
}
