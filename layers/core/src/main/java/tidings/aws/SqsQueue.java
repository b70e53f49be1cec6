package tidings.aws;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
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
        int index = 0;
        for (M message : messages) {
            SendMessageBatchRequestEntry entry = entry(message, Json.write(message), index++);
            int size = entry.messageBody().getBytes(StandardCharsets.UTF_8).length;
            if (batch.size() == MAX_ENTRIES || (!batch.isEmpty() && bytes + size > MAX_BYTES)) {
                flush(batch);
                batch.clear();
                bytes = 0;
            }
            batch.add(entry);
            bytes += size;
        }
        if (!batch.isEmpty()) {
            flush(batch);
        }
    }

    @Override
    public void sendLater(M message, Duration pause) {
        if (fifo) {
            throw new IllegalStateException("a FIFO queue delays no single message");
        }
        flush(List.of(entry(message, Json.write(message), 0).toBuilder()
                .delaySeconds(Math.toIntExact(pause.toSeconds()))
                .build()));
    }

    private SendMessageBatchRequestEntry entry(M message, String body, int index) {
        SendMessageBatchRequestEntry.Builder entry = SendMessageBatchRequestEntry.builder()
                .id(Integer.toString(index))
                .messageBody(SqsText.escaped(body))
                .messageAttributes(message.timed() ? Trace.attributes(message.answers()) : Trace.attributes())
                .messageSystemAttributes(Trace.systemAttributes());
        entry.messageGroupId(message.group()); // order on a FIFO queue, a fair share on a standard queue
        if (fifo) {
            entry.messageDeduplicationId(message.deduplication());
        }
        return entry.build();
    }

    private void flush(List<SendMessageBatchRequestEntry> batch) {
        SendMessageBatchResponse response =
                sqs.sendMessageBatch(request -> request.queueUrl(url).entries(batch));
        if (!response.failed().isEmpty()) {
            BatchResultErrorEntry first = response.failed().getFirst();
            String what = response.failed().size() + " of " + batch.size()
                    + " messages were not queued, the first because of " + first.code();
            throw Boolean.TRUE.equals(first.senderFault())
                    ? new IllegalStateException(what)
                    : new UnavailableException(what);
        }
    }
}
