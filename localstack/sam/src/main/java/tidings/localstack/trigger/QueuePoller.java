package tidings.localstack.trigger;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import tidings.localstack.lambda.Functions;
import tidings.localstack.lambda.InvocationResult;
import tidings.localstack.template.StackModel;

/// An event source mapping from a queue to a function, with the rules of
/// <https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html>: messages that the function
/// handled are deleted; the others become visible again after the visibility timeout, or go to the dead-letter
/// queue.
public final class QueuePoller implements AutoCloseable {
    private static final int SQS_BATCH = 10;

    /// Lambda uses 20, but the queue server stops only after all pending polls have ended.
    private static final int LONG_POLL_SECONDS = 2;

    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

    private final StackModel.QueueTrigger trigger;
    private final StackModel.Queue queue;
    private final SqsClient sqs;
    private final Functions functions;
    private final QueueFaults faults;
    private final Observer observer;
    private final Consumer<String> console;
    private final SqsEvent events = new SqsEvent();
    private final Semaphore concurrency;
    private final Thread receiving;

    /// Called by many threads.
    public interface Observer {
        /// @param messages that one call got
        /// @param took from when the function was asked until it answered
        void answered(int messages, Duration took);

        /// Messages were handled and deleted.
        void deleted(int messages);
    }

    private QueuePoller(
            StackModel.QueueTrigger trigger,
            StackModel.Queue queue,
            SqsClient sqs,
            Functions functions,
            int concurrency,
            QueueFaults faults,
            Observer observer,
            Consumer<String> console) {
        this.trigger = trigger;
        this.queue = queue;
        this.sqs = sqs;
        this.functions = functions;
        this.faults = faults;
        this.observer = observer;
        this.console = console;
        this.concurrency = new Semaphore(concurrency);
        this.receiving = Thread.ofVirtual().name("poller of " + queue.id()).unstarted(this::receive);
    }

    /// @param max how many batches run at the same time, unless the trigger sets a lower maximum
    public static QueuePoller start(
            StackModel.QueueTrigger trigger,
            StackModel.Queue queue,
            SqsClient sqs,
            Functions functions,
            int max,
            QueueFaults faults,
            Observer observer,
            Consumer<String> console) {
        int concurrency = Math.min(max, trigger.maximumConcurrency().orElse(max));
        QueuePoller poller = new QueuePoller(trigger, queue, sqs, functions, concurrency, faults, observer, console);
        poller.receiving.start();
        return poller;
    }

    private void receive() {
        try {
            while (true) {
                concurrency.acquire();
                List<Message> batch = batch();
                if (batch.isEmpty()) {
                    concurrency.release();
                } else {
                    Thread.ofVirtual().name("batch of " + queue.id()).start(() -> {
                        try {
                            faults.apply(batch, queue.name().endsWith(".fifo")).forEach(this::handle);
                        } finally {
                            concurrency.release();
                        }
                    });
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// Up to the trigger's batch size, received at once or within the batching window.
    private List<Message> batch() throws InterruptedException {
        List<Message> batch = new ArrayList<>(receive(trigger.batchSize(), LONG_POLL_SECONDS));
        long end = System.nanoTime() + trigger.batchingWindow().toNanos();
        while (!batch.isEmpty() && batch.size() < trigger.batchSize()) {
            long left = end - System.nanoTime();
            List<Message> more = receive(
                    trigger.batchSize() - batch.size(),
                    Math.clamp(Duration.ofNanos(left).toSeconds(), 0, LONG_POLL_SECONDS));
            batch.addAll(more);
            if (more.isEmpty() && left <= 0
                    || trigger.batchSize() <= SQS_BATCH
                            && trigger.batchingWindow().isZero()) {
                break;
            }
        }
        return batch;
    }

    private List<Message> receive(int max, int waitSeconds) throws InterruptedException {
        try {
            return sqs.receiveMessage(request -> request.queueUrl(queue.url())
                            .maxNumberOfMessages(Math.min(max, SQS_BATCH))
                            .waitTimeSeconds(waitSeconds)
                            .messageSystemAttributeNames(MessageSystemAttributeName.ALL)
                            .messageAttributeNames("All"))
                    .messages();
        } catch (SdkException e) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            console.accept(queue.id() + "  ERROR cannot receive: " + e.getMessage());
            Thread.sleep(AFTER_FAILURE);
            return List.of();
        }
    }

    private void handle(List<Message> batch) {
        long began = System.nanoTime();
        try {
            switch (functions.invoke(trigger.function(), events.of(batch, queue.arn()))) {
                case InvocationResult.Answered(byte[] body) -> {
                    observer.answered(batch.size(), Duration.ofNanos(System.nanoTime() - began));
                    delete(handled(batch, body));
                }
                // The function's log has the reason; the messages return after the visibility timeout.
                case InvocationResult.Failed _ -> {}
                case InvocationResult.Rejected(InvocationResult.Rejection reason, String message) -> {
                    console.accept(queue.id() + "  WARN " + reason + ": " + message);
                    giveBack(batch);
                }
            }
        } catch (SdkException e) {
            console.accept(queue.id() + "  ERROR cannot delete: " + e.getMessage());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private List<Message> handled(List<Message> batch, byte[] answer) {
        if (trigger.failures() == StackModel.Failures.WHOLE_BATCH) {
            return batch;
        }
        Set<String> ids = batch.stream().map(Message::messageId).collect(Collectors.toSet());
        return switch (BatchResponse.read(answer, ids)) {
            case BatchResponse.Reported(Set<String> failed) ->
                batch.stream().filter(m -> !failed.contains(m.messageId())).toList();
            case BatchResponse.Invalid(String why) -> {
                console.accept(
                        queue.id() + "  ERROR " + trigger.function() + " returned an invalid batch response: " + why);
                yield List.of();
            }
        };
    }

    private void delete(List<Message> messages) {
        for (int from = 0; from < messages.size(); from += SQS_BATCH) {
            List<DeleteMessageBatchRequestEntry> entries =
                    messages.subList(from, Math.min(from + SQS_BATCH, messages.size())).stream()
                            .map(m -> DeleteMessageBatchRequestEntry.builder()
                                    .id(m.messageId())
                                    .receiptHandle(m.receiptHandle())
                                    .build())
                            .toList();
            sqs.deleteMessageBatch(request -> request.queueUrl(queue.url()).entries(entries));
            observer.deleted(entries.size());
        }
    }

    /// After throttling, the messages return soon instead of after the visibility timeout.
    private void giveBack(List<Message> batch) {
        batch.forEach(message -> sqs.changeMessageVisibility(request -> request.queueUrl(queue.url())
                .receiptHandle(message.receiptHandle())
                .visibilityTimeout((int) AFTER_FAILURE.toSeconds())));
    }

    @Override
    public void close() {
        receiving.interrupt();
    }
}
