package tidings.aws;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.MessageAttribute;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import java.time.Duration;
import java.time.InstantSource;
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
import tidings.localstack.template.StackModel;
import tidings.messages.OutboxMessage;

import static org.awaitility.Awaitility.await;

/// A queue with its dead letters, made for one test, and what Lambda does with it: it hands over what it receives
/// as an event, and deletes what is not reported.
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
        Map<QueueAttributeName, String> fifo = Map.of(QueueAttributeName.FIFO_QUEUE, "true");
        return make(sqs, ".fifo", fifo, brief(fifo), maxReceiveCount);
    }

    public static TestQueues standard(SqsClient sqs, int maxReceiveCount) {
        return make(sqs, "", Map.of(), brief(Map.of()), maxReceiveCount);
    }

    /// With the attributes that the template gives a queue and its dead letters.
    ///
    /// @param id the queue's logical id
    public static TestQueues declared(SqsClient sqs, String id) {
        StackModel model = Declared.model();
        StackModel.Queue queue = model.queue(id);
        StackModel.Redrive redrive = queue.redrive().orElseThrow();
        StackModel.Queue deadLetters = model.queues().stream()
                .filter(other -> other.arn().equals(redrive.deadLetterArn()))
                .findFirst()
                .orElseThrow();
        return make(
                sqs,
                queue.url().endsWith(".fifo") ? ".fifo" : "",
                attributes(deadLetters),
                attributes(queue),
                redrive.maxReceiveCount());
    }

    private static Map<QueueAttributeName, String> attributes(StackModel.Queue queue) {
        return queue.attributes().entrySet().stream()
                .collect(Collectors.toMap(
                        attribute -> QueueAttributeName.fromValue(attribute.getKey()), Map.Entry::getValue));
    }

    private static Map<QueueAttributeName, String> brief(Map<QueueAttributeName, String> kind) {
        Map<QueueAttributeName, String> attributes = new HashMap<>(kind);
        attributes.put(QueueAttributeName.VISIBILITY_TIMEOUT, Long.toString(VISIBILITY.toSeconds()));
        return attributes;
    }

    private static TestQueues make(
            SqsClient sqs,
            String suffix,
            Map<QueueAttributeName, String> ofDeadLetters,
            Map<QueueAttributeName, String> ofQueue,
            int maxReceiveCount) {
        String name = "test-" + UUID.randomUUID();
        String deadLetters = sqs.createQueue(
                        queue -> queue.queueName(name + "-dead" + suffix).attributes(ofDeadLetters))
                .queueUrl();
        Map<QueueAttributeName, String> attributes = new HashMap<>(ofQueue);
        attributes.put(
                QueueAttributeName.REDRIVE_POLICY,
                "{\"deadLetterTargetArn\":\"%s\",\"maxReceiveCount\":\"%d\"}"
                        .formatted(arn(sqs, deadLetters), maxReceiveCount));
        String url = sqs.createQueue(queue -> queue.queueName(name + suffix).attributes(attributes))
                .queueUrl();
        return new TestQueues(sqs, url, deadLetters);
    }

    private static String arn(SqsClient sqs, String url) {
        return sqs.getQueueAttributes(queue -> queue.queueUrl(url).attributeNames(QueueAttributeName.QUEUE_ARN))
                .attributes()
                .get(QueueAttributeName.QUEUE_ARN);
    }

    public String url() {
        return url;
    }

    public String deadLettersUrl() {
        return deadLetters;
    }

    /// Has the dead letters moved back, as the runbook says; returns how that stands.
    public String moveDeadLettersBack() {
        String from = arn(sqs, deadLetters);
        sqs.startMessageMoveTask(task -> task.sourceArn(from).destinationArn(arn(sqs, url)));
        return await("the end of the move")
                .atMost(Duration.ofSeconds(90))
                .until(
                        () -> sqs.listMessageMoveTasks(tasks -> tasks.sourceArn(from))
                                .results()
                                .getFirst()
                                .status(),
                        status -> !status.equals("RUNNING"));
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
        event.setRecords(received.stream()
                .map(message -> record(message, from))
                .collect(Collectors.toCollection(ArrayList::new)));
        return event;
    }

    private static SQSMessage record(Message message, String from) {
        SQSMessage record = new SQSMessage();
        record.setEventSourceArn("arn:aws:sqs:eu-west-1:000000000000:" + from.substring(from.lastIndexOf('/') + 1));
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

    /// One round of what Lambda and a handler do; returns what was received.
    public SQSEvent handle(Role<OutboxMessage> handler, InstantSource clock) {
        SQSEvent event = receive();
        SQSBatchResponse response = new SqsBatch<>(
                        body -> Json.read(body, OutboxMessage.class),
                        new SqsInbox(sqs, List.of(new QueueUrls(url, deadLetters))),
                        Meter.silent(),
                        clock)
                .handle(event, handler);
        deleteAllBut(
                response.getBatchItemFailures().stream()
                        .map(BatchItemFailure::getItemIdentifier)
                        .toList(),
                event);
        return event;
    }

    /// As Lambda does after a batch.
    public void deleteAllBut(List<String> failed, SQSEvent event) {
        event.getRecords().stream()
                .filter(message -> !failed.contains(message.getMessageId()))
                .forEach(message ->
                        sqs.deleteMessage(request -> request.queueUrl(url).receiptHandle(message.getReceiptHandle())));
    }
}
