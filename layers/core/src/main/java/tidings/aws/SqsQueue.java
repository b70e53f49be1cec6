package tidings.aws;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;

/// A queue of SQS. Each message carries the correlation id and the trace of what is being handled. Thread-safe.
public final class SqsQueue<M extends Message> implements Queue<M> {
    /// https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html
    private static final int MAX_ENTRIES = 10;

    private static final int MAX_BYTES = 1_000_000;

    private final SqsClient sqs;
    private final String url;
    private final boolean fifo;

    public SqsQueue(SqsClient sqs, String url) {
        this.sqs = sqs;
        this.url = url;
        this.fifo = url.endsWith(".fifo");
    }

    @Override
    public void send(List<? extends M> messages) {
        List<SendMessageBatchRequestEntry> batch = new ArrayList<>();
        int bytes = 0;
        for (M message : messages) {
            String body = Json.write(message);
            int size = body.getBytes(StandardCharsets.UTF_8).length;
            if (batch.size() == MAX_ENTRIES || (!batch.isEmpty() && bytes + size > MAX_BYTES)) {
                flush(batch);
                batch.clear();
                bytes = 0;
            }
            batch.add(entry(message, body, batch.size()));
            bytes += size;
        }
        if (!batch.isEmpty()) {
            flush(batch);
        }
    }

    private SendMessageBatchRequestEntry entry(M message, String body, int index) {
        SendMessageBatchRequestEntry.Builder entry = SendMessageBatchRequestEntry.builder()
                .id(Integer.toString(index))
                .messageBody(body)
                .messageSystemAttributes(Trace.attributes());
        Correlation.current()
                .ifPresent(id -> entry.messageAttributes(Map.of(
                        Correlation.ATTRIBUTE,
                        MessageAttributeValue.builder()
                                .dataType("String")
                                .stringValue(id)
                                .build())));
        if (fifo) {
            entry.messageGroupId(message.group()).messageDeduplicationId(message.deduplication());
        }
        return entry.build();
    }

    private void flush(List<SendMessageBatchRequestEntry> batch) {
        SendMessageBatchResponse response =
                sqs.sendMessageBatch(request -> request.queueUrl(url).entries(batch));
        Optional<BatchResultErrorEntry> failed = response.failed().stream().findFirst();
        if (failed.isPresent()) {
            throw new IllegalStateException(response.failed().size() + " of " + batch.size()
                    + " messages were not queued, the first because of "
                    + failed.get().code());
        }
    }
}
