package tidings.aws;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/// Handles the messages of an SQS event and reports those that are to come back.
///
/// On a FIFO queue the messages behind a failed one are left alone if they are of the *same group*, and come back with
/// it, so that a group's order holds and no other group suffers
/// (https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html). A message that cannot be read at all
/// goes to the dead letters at once. After an unexpected failure the pause before the next attempt grows.
public final class SqsBatch<M> {
    private static final Logger LOG = LoggerFactory.getLogger(SqsBatch.class);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(2);

    private final Function<String, M> reader;
    private final Inbox inbox;

    /// @param reader reads a body; throws [UnreadableException] for one that will never be read
    public SqsBatch(Function<String, M> reader, Inbox inbox) {
        this.reader = reader;
        this.inbox = inbox;
    }

    /// A batch of messages of a contract.
    public static <M> SqsBatch<M> of(Class<M> contract, Inbox inbox) {
        return new SqsBatch<>(body -> Json.read(body, contract), inbox);
    }

    /// Handles one group after the other.
    public SQSBatchResponse each(SQSEvent event, Function<Delivery<M>, Verdict> handle) {
        return response(groups(event).stream().map(group -> failures(group, handle)));
    }

    /// Handles the groups side by side, each on a thread of its own, so that one that waits holds up no other.
    /// The threads have the caller's deadline and the fields of its log lines.
    public SQSBatchResponse sideBySide(SQSEvent event, Function<Delivery<M>, Verdict> handle) {
        Deadline deadline = Deadline.current();
        Map<String, String> logFields =
                Optional.ofNullable(MDC.getCopyOfContextMap()).orElseGet(Map::of);
        try (ExecutorService threads = Executors.newThreadPerTaskExecutor(Threads.FACTORY)) {
            return response(groups(event).stream()
                    .map(group -> threads.submit(() -> {
                        MDC.setContextMap(logFields);
                        return deadline.during(() -> failures(group, handle));
                    }))
                    .toList()
                    .stream()
                    .map(SqsBatch::result));
        }
    }

    private static SQSBatchResponse response(Stream<List<BatchItemFailure>> failures) {
        return new SQSBatchResponse(failures.flatMap(List::stream).toList());
    }

    /// A message failing is a verdict, so an exception here is an error of the JVM.
    private static List<BatchItemFailure> result(Future<List<BatchItemFailure>> failures) {
        try {
            return failures.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a group of messages was not handled", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a group of messages was handled", e);
        }
    }

    /// The messages by their group; each that is of none makes one by itself.
    private static List<List<SQSMessage>> groups(SQSEvent event) {
        return List.copyOf(event.getRecords().stream()
                .collect(Collectors.groupingBy(
                        message -> attribute(message, "MessageGroupId").orElse("none " + message.getMessageId()),
                        LinkedHashMap::new,
                        Collectors.toList()))
                .values());
    }

    private List<BatchItemFailure> failures(List<SQSMessage> group, Function<Delivery<M>, Verdict> handle) {
        Optional<Duration> stopped = Optional.empty();
        List<BatchItemFailure> failures = new ArrayList<>();
        for (int i = 0; i < group.size(); i++) {
            SQSMessage message = group.get(i);
            int behind = group.size() - 1 - i;
            stopped = stopped.or(() -> pauseAfter(message, behind, handle));
            stopped.ifPresent(pause -> {
                failures.add(new BatchItemFailure(message.getMessageId()));
                changeVisibility(message, pause);
            });
        }
        return failures;
    }

    /// Handles a message; returns how long it is to stay away if it is to come back.
    private Optional<Duration> pauseAfter(SQSMessage message, int behind, Function<Delivery<M>, Verdict> handle) {
        List<Verdict> verdict = new ArrayList<>(1);
        Correlation.with(
                correlation(message),
                () -> verdict.add(
                        Trace.with(attribute(message, "AWSTraceHeader"), () -> settled(message, behind, handle))));
        return verdict.getFirst() instanceof Verdict.Retry(Duration pause) ? Optional.of(pause) : Optional.empty();
    }

    private Verdict settled(SQSMessage message, int behind, Function<Delivery<M>, Verdict> handle) {
        int attempt = attribute(message, "ApproximateReceiveCount")
                .map(Integer::parseInt)
                .orElse(1);
        try {
            Verdict verdict = judged(message, attempt, behind, handle);
            if (verdict instanceof Verdict.DeadLetter(String because)) {
                LOG.error("message {} goes to the dead letters: {}", message.getMessageId(), because);
                inbox.deadLetter(message);
            }
            return verdict;
        } catch (RuntimeException e) {
            LOG.error("message {} failed at attempt {} and comes back", message.getMessageId(), attempt, e);
            return new Verdict.Retry(pause(attempt));
        }
    }

    private Verdict judged(SQSMessage message, int attempt, int behind, Function<Delivery<M>, Verdict> handle) {
        M read;
        try {
            read = reader.apply(message.getBody());
        } catch (UnreadableException e) {
            return new Verdict.DeadLetter(e.getMessage());
        }
        return handle.apply(new Delivery<>(read, message.getMessageId(), attempt, behind));
    }

    /// The queue's visibility timeout serves where the pause cannot be set.
    private void changeVisibility(SQSMessage message, Duration pause) {
        try {
            inbox.changeVisibility(message, pause);
        } catch (RuntimeException e) {
            LOG.warn("message {} comes back later than it should: {}", message.getMessageId(), e.toString());
        }
    }

    /// 2, 4, 8 … seconds, at most two minutes.
    private static Duration pause(int attempt) {
        Duration pause = Duration.ofSeconds(1L << Math.min(attempt, 7));
        return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    }

    private static String correlation(SQSMessage message) {
        return Optional.ofNullable(message.getMessageAttributes())
                .map(attributes -> attributes.get(Correlation.ATTRIBUTE))
                .map(SQSEvent.MessageAttribute::getStringValue)
                .orElse(message.getMessageId());
    }

    private static Optional<String> attribute(SQSMessage message, String name) {
        return Optional.ofNullable(message.getAttributes()).map(attributes -> attributes.get(name));
    }
}
