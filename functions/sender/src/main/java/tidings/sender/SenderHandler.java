package tidings.sender;

import java.util.List;
import tidings.aws.Env;
import tidings.aws.Json;
import tidings.aws.QueueFunction;
import tidings.failures.FailureNotes;
import tidings.messages.OutboxMessage;
import tidings.messages.Samples;

/// Sends the outbox to Telegram, whose cards somebody waits for, and the deliveries, which nobody waits for.
public final class SenderHandler extends QueueFunction<OutboxMessage> {
    public SenderHandler() {
        SenderConfig config = SenderConfig.from(Env.system());
        super(
                config.queues(),
                body -> Json.read(body, OutboxMessage.class),
                wiring -> FailureNotes.of(wiring, config.queues().service(), config.sourcesTable())
                        .role(Sender.of(config, wiring)::handle),
                List.of(Samples.json("show-card.1"), Samples.json("answer-press.1")));
    }
}
