package tidings.platform;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Handles the messages of an SQS event one after the other and reports those that are to come back.
///
/// On a FIFO queue the messages behind a failed one are left alone if they are of the *same group*, and come back with
/// it, so that a group's order holds and no other group suffers
/// (https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html). A message that cannot be read at all
/// goes to the dead letters at once.
public final class SqsBatch<M> {
    private static final Logger LOG = LoggerFactory.getLogger(SqsBatch.class);

    private final Function<String, M> reader;
    private final DeadLetters deadLetters;

    /// @param reader reads a body; throws [UnreadableException] for one that will never be read
    public SqsBatch(Function<String, M> reader, DeadLetters deadLetters) {
        this.reader = reader;
        this.deadLetters = deadLetters;
    }

    /// A batch of messages of a contract.
    public static <M> SqsBatch<M> of(Class<M> contract, DeadLetters deadLetters) {
        return new SqsBatch<>(body -> Json.read(body, contract), deadLetters);
    }

    public SQSBatchResponse each(SQSEvent event, Function<Delivery<M>, Verdict> handle) {
        Set<String> stoppedGroups = new HashSet<>();
        List<BatchItemFailure> failures = new ArrayList<>();
        for (SQSMessage message : event.getRecords()) {
            Optional<String> group = attribute(message, "MessageGroupId");
            if (group.filter(stoppedGroups::contains).isPresent() || handled(message, handle) == Verdict.RETRY) {
                group.ifPresent(stoppedGroups::add);
                failures.add(new BatchItemFailure(message.getMessageId()));
            }
        }
        return new SQSBatchResponse(failures);
    }

    private Verdict handled(SQSMessage message, Function<Delivery<M>, Verdict> handle) {
        Verdict[] verdict = {Verdict.RETRY};
        Correlation.with(correlation(message), () -> verdict[0] = caught(message, handle));
        return verdict[0];
    }

    private Verdict caught(SQSMessage message, Function<Delivery<M>, Verdict> handle) {
        int attempt = attribute(message, "ApproximateReceiveCount")
                .map(Integer::parseInt)
                .orElse(1);
        try {
            return handle.apply(new Delivery<>(reader.apply(message.getBody()), message.getMessageId(), attempt));
        } catch (UnreadableException e) {
            LOG.error("message {} goes to the dead letters: {}", message.getMessageId(), e.getMessage());
            return buried(message);
        } catch (RuntimeException e) {
            LOG.error("message {} failed at attempt {} and comes back", message.getMessageId(), attempt, e);
            return Verdict.RETRY;
        }
    }

    private Verdict buried(SQSMessage message) {
        try {
            deadLetters.bury(message);
            return Verdict.DONE;
        } catch (RuntimeException e) {
            LOG.error("message {} could not be put to the dead letters and comes back", message.getMessageId(), e);
            return Verdict.RETRY;
        }
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
