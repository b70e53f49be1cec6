package tidings.localstack.trigger;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import software.amazon.awssdk.services.sqs.model.Message;

/// What SQS and Lambda may do to messages on their way to a function, and seldom do. Thread-safe.
public final class QueueFaults {
    public enum Fault {
        /// Batches do not reach the function: they come again after the visibility timeout.
        LOST,
        /// Batches reach the function twice.
        TWICE,
        /// Messages of a batch come in another order, but for those of a FIFO queue.
        SHUFFLED
    }

    /// One batch in so many is lost; if all were, nothing would happen at all.
    private static final int LOST_OF = 3;

    private final Random random = new Random(11);
    private Optional<Fault> fault = Optional.empty();
    private int batches;

    public synchronized void begin(Fault what) {
        fault = Optional.of(what);
    }

    public synchronized void end() {
        fault = Optional.empty();
    }

    /// What the function gets of a batch, one after the other.
    synchronized List<List<Message>> apply(List<Message> batch, boolean isFifo) {
        return switch (fault.orElse(null)) {
            case null -> List.of(batch);
            case LOST -> ++batches % LOST_OF == 0 ? List.of() : List.of(batch);
            case TWICE -> List.of(batch, batch);
            case SHUFFLED -> List.of(isFifo ? batch : shuffled(batch));
        };
    }

    private List<Message> shuffled(List<Message> batch) {
        List<Message> other = new ArrayList<>(batch);
        Collections.shuffle(other, random);
        return other;
    }
}
