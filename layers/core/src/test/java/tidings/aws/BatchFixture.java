package tidings.aws;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// A batch whose queue and handler do as the body of a message says, on a clock that goes only when told.
abstract class BatchFixture {
    /// The queues' `maxReceiveCount`.
    static final int RECEIVES = 1_000;

    final Queue<String> deadLetters = new ConcurrentLinkedQueue<>();
    final Queue<String> behind = new ConcurrentLinkedQueue<>();
    final Queue<String> postponed = new ConcurrentLinkedQueue<>();
    final Queue<String> waitedFor = new ConcurrentLinkedQueue<>();
    final Queue<String> seen = new ConcurrentLinkedQueue<>();
    final Queue<String> counted = new ConcurrentLinkedQueue<>();
    volatile Instant now = Instant.parse("2026-11-20T12:00:00Z");
    volatile boolean isDeployed;
    volatile Duration lastPause = Duration.ZERO;
    final SqsBatch<String> batch = new SqsBatch<>(
            body -> {
                if (body.startsWith("garbled")) {
                    throw new UnreadableException(String.class, "garbled", null);
                }
                if (body.equals("newer") && !isDeployed) {
                    throw unknownType();
                }
                if (body.equals("deep")) {
                    throw new StackOverflowError();
                }
                return body;
            },
            new Inbox() {
                @Override
                public void deadLetter(SQSMessage message) {
                    hang(message);
                    if (message.getBody().endsWith("unburiable")) {
                        throw new IllegalStateException("no queue");
                    }
                    deadLetters.add(message.getBody());
                }

                @Override
                public void putBehind(SQSMessage message, Instant since) {
                    behind.add(message.getBody() + " since " + since);
                }

                @Override
                public void changeVisibility(SQSMessage message, Duration pause) {
                    hang(message);
                    postponed.add(message.getMessageId() + " " + pause.toSeconds());
                    lastPause = pause;
                }
            },
            (metric, outcome, value) -> counted.add(metric + " " + outcome + " " + value),
            () -> now);

    private static UnreadableException unknownType() {
        try {
            Json.read("{\"type\": \"of-tomorrow/1\"}", tidings.messages.ScrapeMessage.class);
            throw new AssertionError("a type that nobody knows was read");
        } catch (UnreadableException e) {
            return e;
        }
    }

    /// The queue answers for this message only if somebody waits much too long for it.
    private void hang(SQSMessage message) {
        if (message.getBody().endsWith("unanswered")) {
            try {
                new CountDownLatch(1).await(1, TimeUnit.MINUTES);
                waitedFor.add(message.getBody());
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
    }

    List<String> failuresOf(SQSEvent event) {
        return idsOf(event, delivery -> {
            seen.add(delivery.message());
            return switch (delivery.message()) {
                case "fails" -> throw new IllegalStateException("boom");
                case "retry" -> new Verdict.Retry(Duration.ofSeconds(30));
                case "hopeless" -> new Verdict.DeadLetter("hopeless");
                default -> Verdict.DONE;
            };
        });
    }

    List<String> idsOf(SQSEvent event, Role<String> role) {
        return idsOf(batch, event, role);
    }

    /// The time is up when so many groups have ended.
    List<String> idsOfEnded(int groups, SQSEvent event, Role<String> role) {
        SqsBatch<String> impatient = new SqsBatch<>(
                batch.reader(), batch.inbox(), batch.meter(), batch.clock(), () -> new ImpatientThreads(groups));
        return Deadline.within(Duration.ofHours(1), () -> now, () -> idsOf(impatient, event, role));
    }

    private static List<String> idsOf(SqsBatch<String> batch, SQSEvent event, Role<String> role) {
        return batch.handle(event, role).getBatchItemFailures().stream()
                .map(BatchItemFailure::getItemIdentifier)
                .toList();
    }

    static SQSEvent event(SQSMessage... messages) {
        SQSEvent event = new SQSEvent();
        event.setRecords(List.of(messages));
        return event;
    }

    SQSMessage message(String id, String group, String body) {
        SQSMessage message = new SQSMessage();
        message.setMessageId(id);
        message.setBody(body);
        message.setAttributes(new HashMap<>());
        received(message, Duration.ZERO, 1);
        if (group != null) {
            message.getAttributes().put("MessageGroupId", group);
        }
        return message;
    }

    /// @param since how long ago it was received first
    void received(SQSMessage message, Duration since, int attempt) {
        message.getAttributes()
                .put(
                        "ApproximateFirstReceiveTimestamp",
                        Long.toString(now.minus(since).toEpochMilli()));
        message.getAttributes().put("ApproximateReceiveCount", Integer.toString(attempt));
    }
}
