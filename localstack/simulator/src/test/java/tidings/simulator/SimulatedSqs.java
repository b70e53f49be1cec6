package tidings.simulator;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityRequest;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityResponse;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;
import software.amazon.awssdk.services.sqs.model.SqsException;

/// The queues by SQS's interface.
final class SimulatedSqs implements SqsClient {
    private static final int MAX_ENTRIES = 10;
    private static final int MAX_BYTES = 1 << 20;
    private static final int MAX_DELAY_SECONDS = 900;
    private static final int MAX_VISIBILITY_SECONDS = 43_200;

    private final Map<String, SimulatedQueue> queues = new HashMap<>();

    SimulatedSqs(List<SimulatedQueue> queues) {
        queues.forEach(queue -> this.queues.put(queue.url, queue));
    }

    @Override
    public SendMessageResponse sendMessage(SendMessageRequest request) {
        send(
                request.queueUrl(),
                request.messageBody(),
                request.messageGroupId(),
                request.messageDeduplicationId(),
                request.messageAttributes(),
                request.delaySeconds());
        return SendMessageResponse.builder().build();
    }

    @Override
    public SendMessageBatchResponse sendMessageBatch(SendMessageBatchRequest request) {
        int bytes = request.entries().stream()
                .mapToInt(entry -> entry.messageBody().length())
                .sum();
        if (request.entries().isEmpty() || request.entries().size() > MAX_ENTRIES || bytes > MAX_BYTES) {
            throw refused("BatchRequestTooLong");
        }
        request.entries()
                .forEach(entry -> send(
                        request.queueUrl(),
                        entry.messageBody(),
                        entry.messageGroupId(),
                        entry.messageDeduplicationId(),
                        entry.messageAttributes(),
                        entry.delaySeconds()));
        return SendMessageBatchResponse.builder().failed(List.of()).build();
    }

    @Override
    public ChangeMessageVisibilityResponse changeMessageVisibility(ChangeMessageVisibilityRequest request) {
        if (request.visibilityTimeout() < 0 || request.visibilityTimeout() > MAX_VISIBILITY_SECONDS) {
            throw refused("InvalidParameterValue");
        }
        try {
            queue(request.queueUrl()).changeVisibility(request.receiptHandle(), 1_000L * request.visibilityTimeout());
        } catch (IllegalStateException _) {
            throw refused("MessageNotInflight");
        }
        return ChangeMessageVisibilityResponse.builder().build();
    }

    private void send(
            String url,
            String body,
            String group,
            String deduplication,
            Map<String, MessageAttributeValue> attributes,
            Integer delay) {
        SimulatedQueue queue = queue(url);
        if (queue.fifo && (group == null || deduplication == null)) {
            throw refused("MissingParameter");
        } else if (!isAllowed(body)) {
            throw refused("InvalidMessageContents");
        }
        if (delay != null && (queue.fifo || delay < 0 || delay > MAX_DELAY_SECONDS)) {
            throw refused("InvalidParameterValue");
        }
        queue.send(body, group, deduplication, attributes, delay == null ? 0 : 1_000L * delay);
    }

    /// https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html
    private static boolean isAllowed(String body) {
        for (int i = 0, c; i < body.length(); i += Character.charCount(c)) {
            c = body.codePointAt(i);
            boolean isText = c >= 0x20 && c < 0xD800 || c > 0xDFFF && c < 0xFFFE || c > 0xFFFF;
            if (!isText && c != '\t' && c != '\n' && c != '\r') {
                return false;
            }
        }
        return !body.isEmpty();
    }

    private SimulatedQueue queue(String url) {
        return Optional.ofNullable(queues.get(url)).orElseThrow(() -> refused("QueueDoesNotExist"));
    }

    private static RuntimeException refused(String code) {
        return SqsException.builder()
                .message(code)
                .statusCode(400)
                .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).build())
                .build();
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {
        // There is nothing open.
    }
}
