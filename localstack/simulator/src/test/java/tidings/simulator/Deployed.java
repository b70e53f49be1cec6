package tidings.simulator;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import tidings.aws.Delivery;
import tidings.aws.QueueSource;
import tidings.aws.Role;
import tidings.aws.SqsBatch;
import tidings.aws.SqsInbox;
import tidings.aws.Verdict;
import tidings.aws.Wiring;
import tidings.simulator.VirtualTime.Process;

/// What a queue wakes: a role with the reader of its messages, as [tidings.aws.QueueFunction] has them.
///
/// @param locks whether the role does one thing after the other under a lock of its own
public record Deployed<M>(QueueSource source, Function<String, M> reader, Role<M> role, boolean locks) {
    /// This, with another role in the place of its own.
    Deployed<M> with(Function<Role<M>, Role<M>> change) {
        return new Deployed<>(source, reader, change.apply(role), locks);
    }

    /// This, where some bodies fail in a way that nobody expects.
    Deployed<M> failing(Predicate<String> poison) {
        return new Deployed<>(
                source,
                body -> {
                    if (poison.test(body)) {
                        throw new IllegalArgumentException("poison");
                    }
                    return reader.apply(body);
                },
                role,
                locks);
    }

    /// An environment that serves it.
    ///
    /// @param handled told of each message that was handled, however that ended
    Function<SQSEvent, SQSBatchResponse> environment(Wiring wiring, VirtualTime time, Runnable handled) {
        SqsBatch<M> batch = new SqsBatch<>(
                reader,
                new SqsInbox(wiring.sqs(), source.queues()),
                wiring.meter(),
                wiring.clock(),
                () -> new SimulatedThreads(time));
        Turn turn = new Turn(time);
        Role<M> watched = new Role<>() {
            @Override
            public void beforeBatch(Supplier<List<M>> messages) {
                role.beforeBatch(messages);
            }

            @Override
            public Verdict handle(Delivery<M> delivery) {
                return locks
                        ? turn.take(() -> Deployed.this.handle(delivery, time.running(), handled))
                        : Deployed.this.handle(delivery, time.running(), handled);
            }
        };
        return event -> {
            SQSBatchResponse response = batch.handle(event, watched);
            role.afterBatch();
            return response;
        };
    }

    private Verdict handle(Delivery<M> delivery, Process process, Runnable handled) {
        process.subject = delivery.message();
        process.disturbed = false;
        try {
            return role.handle(delivery);
        } finally {
            handled.run();
        }
    }
}
