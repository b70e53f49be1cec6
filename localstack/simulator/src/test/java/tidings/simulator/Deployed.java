package tidings.simulator;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import tidings.aws.Deadline;
import tidings.aws.Delivery;
import tidings.aws.QueueSource;
import tidings.aws.Role;
import tidings.aws.SqsBatch;
import tidings.aws.SqsInbox;
import tidings.aws.Verdict;
import tidings.aws.Wiring;
import tidings.simulator.VirtualTime.Crash;
import tidings.simulator.VirtualTime.Process;

/// What a queue wakes: a role with the reader of its messages, as [tidings.aws.QueueFunction] has them.
///
/// @param sideBySide whether it handles the groups of a batch side by side
public record Deployed<M>(QueueSource source, Function<String, M> reader, Role<M> role, boolean sideBySide) {
    /// This, with another role in the place of its own.
    Deployed<M> with(Function<Role<M>, Role<M>> change) {
        return new Deployed<>(source, reader, change.apply(role), sideBySide);
    }

    /// An environment that serves it.
    ///
    /// @param handled told of each message that was handled, however that ended
    Function<SQSEvent, SQSBatchResponse> environment(Wiring wiring, VirtualTime time, Runnable handled) {
        SqsBatch<M> batch = new SqsBatch<>(reader, new SqsInbox(wiring.sqs(), source.url(), source.deadLetterUrl()));
        Function<Delivery<M>, Verdict> handle = delivery -> {
            Process process = time.running();
            process.subject = delivery.message();
            process.disturbed = false;
            try {
                return role.handle(delivery);
            } finally {
                handled.run();
            }
        };
        return event -> {
            SQSBatchResponse response = sideBySide
                    ? sideBySide(event, time, group -> batch.each(group, handle))
                    : batch.each(event, handle);
            role.afterBatch();
            return response;
        };
    }

    /// The groups in processes of their own; if one ends, the environment has ended and the others with it.
    private static SQSBatchResponse sideBySide(
            SQSEvent event, VirtualTime time, Function<SQSEvent, SQSBatchResponse> handle) {
        Deadline deadline = Deadline.current();
        String name = time.running().toString();
        List<BatchItemFailure> failures = new ArrayList<>();
        List<Process> groups = new ArrayList<>();
        for (List<SQSMessage> group : groups(event)) {
            groups.add(time.start(name, () -> {
                try {
                    failures.addAll(
                            deadline.during(() -> handle.apply(event(group))).getBatchItemFailures());
                } catch (Crash e) {
                    groups.forEach(Process::kill);
                    throw e;
                }
            }));
        }
        groups.forEach(group -> group.killAt(time.running().killedAt()));
        time.join(groups, Long.MAX_VALUE);
        if (groups.stream().anyMatch(Process::isKilled)) {
            throw new Crash("a group ended the environment");
        }
        return new SQSBatchResponse(failures);
    }

    private static Collection<List<SQSMessage>> groups(SQSEvent event) {
        return event.getRecords().stream()
                .collect(Collectors.groupingBy(
                        message -> Optional.ofNullable(message.getAttributes().get("MessageGroupId"))
                                .orElse(message.getMessageId()),
                        LinkedHashMap::new,
                        Collectors.toList()))
                .values();
    }

    private static SQSEvent event(List<SQSMessage> messages) {
        SQSEvent event = new SQSEvent();
        event.setRecords(messages);
        return event;
    }
}
