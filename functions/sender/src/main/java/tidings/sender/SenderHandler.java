package tidings.sender;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import java.util.List;
import tidings.aws.Env;
import tidings.aws.Json;
import tidings.aws.QueueFunction;
import tidings.aws.Role;
import tidings.aws.SqsBatch;
import tidings.messages.OutboxMessage;
import tidings.messages.Samples;

/// Sends the outbox to Telegram.
public final class SenderHandler extends QueueFunction<OutboxMessage> {
    public SenderHandler() {
        SenderConfig config = SenderConfig.from(Env.system());
        super(
                config.outbox(),
                body -> Json.read(body, OutboxMessage.class),
                wiring -> Sender.of(config, wiring)::handle,
                List.of(Samples.json("show-card.1"), Samples.json("answer-press.1")));
    }

    /// A chat that waits for its turn holds up no other.
    @Override
    protected SQSBatchResponse handle(SqsBatch<OutboxMessage> batch, SQSEvent event, Role<OutboxMessage> role) {
        return batch.sideBySide(event, role::handle);
    }
}
