package tidings.platform;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Handles the messages of an SQS event one after the other and reports those that are to come back.
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

    public SQSBatchResponse each(SQSEvent event, Function<Delivery<M>, Verdict> handle) {
        Map<String, Duration> stoppedGroups = new HashMap<>();
        List<BatchItemFailure> failures = new ArrayList<>();
        for (SQSMessage message : event.getRecords()) {
            Optional<String> group = attribute(message, "MessageGroupId");
            Optional<Duration> pause = group.map(stoppedGroups::get).or(() -> pauseAfter(message, handle));
            if (pause.isPresent()) {
                group.ifPresent(stopped -> stoppedGroups.put(stopped, pause.get()));
                failures.add(new BatchItemFailure(message.getMessageId()));
                postpone(message, pause.get());
            }
        }
        return new SQSBatchResponse(failures);
    }

    /// Handles a message; returns how long it is to stay away if it is to come back.
    private Optional<Duration> pauseAfter(SQSMessage message, Function<Delivery<M>, Verdict> handle) {
        List<Verdict> verdict = new ArrayList<>(1);
        Correlation.with(
                correlation(message),
                () -> verdict.add(Trace.with(attribute(message, "AWSTraceHeader"), () -> settled(message, handle))));
        return verdict.getFirst() instanceof Verdict.Retry(Duration pause) ? Optional.of(pause) : Optional.empty();
    }

    private Verdict settled(SQSMessage message, Function<Delivery<M>, Verdict> handle) {
        int attempt = attribute(message, "ApproximateReceiveCount")
                .map(Integer::parseInt)
                .orElse(1);
        try {
            Verdict verdict = judged(message, attempt, handle);
            if (verdict instanceof Verdict.Bury(String because)) {
                LOG.error("message {} goes to the dead letters: {}", message.getMessageId(), because);
                inbox.bury(message);
            }
            return verdict;
        } catch (RuntimeException e) {
            LOG.error("message {} failed at attempt {} and comes back", message.getMessageId(), attempt, e);
            return new Verdict.Retry(pause(attempt));
        }
    }

    private Verdict judged(SQSMessage message, int attempt, Function<Delivery<M>, Verdict> handle) {
        M read;
        try {
            read = reader.apply(message.getBody());
        } catch (UnreadableException e) {
            return new Verdict.Bury(e.getMessage());
        }
        return handle.apply(new Delivery<>(read, message.getMessageId(), attempt));
    }

    /// The queue's visibility timeout serves where the pause cannot be set.
    private void postpone(SQSMessage message, Duration pause) {
        try {
            inbox.postpone(message, pause);
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
