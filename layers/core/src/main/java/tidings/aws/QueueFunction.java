package tidings.aws;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// A function that one or several queues wake with batches of messages. It owns log fields, deadline, batch,
/// snapshot and priming; the rest is the role. An event without messages is a smoke test: the function reaches
/// what it needs, or fails.
///
/// @param <M> a message of the queues
public abstract class QueueFunction<M> extends Primed implements RequestHandler<SQSEvent, SQSBatchResponse> {
    private final QueueSource source;
    private final Function<String, M> reader;
    private final SqsBatch<M> batch;
    private final Role<M> role;
    private final Function<Wiring, Role<M>> roles;
    private final List<String> samples;

    /// @param source where the batches come from
    /// @param reader reads a message's body; throws [UnreadableException] for one that will never be read
    /// @param roles makes the role, once to serve and once to be primed
    /// @param samples bodies of messages that the role is primed with
    protected QueueFunction(
            QueueSource source, Function<String, M> reader, Function<Wiring, Role<M>> roles, List<String> samples) {
        Wiring wiring = Wiring.real(source.service());
        super(wiring);
        this.source = source;
        this.reader = reader;
        this.batch = batch(wiring);
        this.roles = roles;
        this.role = roles.apply(wiring);
        this.samples = List.copyOf(samples);
    }

    private SqsBatch<M> batch(Wiring wiring) {
        return new SqsBatch<>(reader, new SqsInbox(wiring.sqs(), source.queues()), wiring.meter(), wiring.clock());
    }

    @Override
    public final SQSBatchResponse handleRequest(SQSEvent event, Context context) {
        return handle(event, context, batch, role);
    }

    private SQSBatchResponse handle(SQSEvent event, Context context, SqsBatch<M> batch, Role<M> role) {
        return invoked(context, () -> {
            if (event.getRecords() == null) {
                wiring().smokeTests().forEach(Runnable::run);
                return new SQSBatchResponse(List.of());
            }
            SQSBatchResponse response = batch.handle(event, role);
            role.afterBatch();
            return response;
        });
    }

    @Override
    final void prime(Wiring silent) {
        SQSEvent event = new SQSEvent();
        event.setRecords(samples.stream().map(QueueFunction::message).toList());
        SQSBatchResponse response = handle(event, Priming.context(), batch(silent), roles.apply(silent));
        if (!response.getBatchItemFailures().isEmpty()) {
            throw new IllegalStateException("a sample message comes back");
        }
    }

    /// All samples are of one group, so one is handled after the other, and are answers that somebody waits for.
    private static SQSEvent.SQSMessage message(String body) {
        SQSEvent.SQSMessage message = new SQSEvent.SQSMessage();
        message.setMessageId("priming");
        message.setBody(body);
        message.setAttributes(Map.of("MessageGroupId", "priming"));
        SQSEvent.MessageAttribute asked = new SQSEvent.MessageAttribute();
        asked.setStringValue("0 0 ANSWER");
        message.setMessageAttributes(Map.of(Asked.ATTRIBUTE, asked));
        return message;
    }
}
