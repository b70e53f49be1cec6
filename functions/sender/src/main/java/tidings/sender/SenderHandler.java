package tidings.sender;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.InstantSource;
import java.util.OptionalInt;
import org.crac.Core;
import org.crac.Resource;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.lambda.powertools.logging.PowertoolsLogging;
import tidings.contracts.CardId;
import tidings.contracts.OutboxMessage;
import tidings.domain.ChatId;
import tidings.platform.Aws;
import tidings.platform.CachedSecrets;
import tidings.platform.EmfMeter;
import tidings.platform.Env;
import tidings.platform.Json;
import tidings.platform.Meter;
import tidings.platform.Samples;
import tidings.platform.SqsBatch;
import tidings.platform.SqsInbox;

/// Drains the outbox: messages go in, people see them.
public final class SenderHandler implements RequestHandler<SQSEvent, SQSBatchResponse>, Resource {
    private final CachedSecrets secrets;
    private final Sender sender;
    private final SqsBatch<OutboxMessage> batch;

    public SenderHandler() {
        SenderConfig config = SenderConfig.from(Env.system());
        SqsClient sqs = Aws.sqs();
        InstantSource clock = InstantSource.system();
        this.secrets = CachedSecrets.of(Aws.secretsManager(), clock);
        this.sender = new Sender(
                new HttpTelegram(config.telegramApiUrl(), () -> secrets.get(config.botTokenSecretArn())),
                new DynamoDbShownCards(Aws.dynamoDb(), config.chatsTable(), clock),
                new EmfMeter(config.service()));
        this.batch = SqsBatch.of(
                OutboxMessage.class, new SqsInbox(sqs, config.outboxQueueUrl(), config.outboxDeadLetterQueueUrl()));
        Core.getGlobalContext().register(this);
    }

    @Override
    public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
        return PowertoolsLogging.withLogging(
                context, () -> batch.each(event, delivery -> sender.handle(delivery.message())));
    }

    /// Shows a sample through everything but the network, so that a restored environment has it all loaded.
    @Override
    public void beforeCheckpoint(org.crac.Context<? extends Resource> context) {
        new Sender(
                        (_, arguments) -> new Telegram.Reply.Done(Json.read(Json.write(arguments), JsonNode.class)),
                        new ShownCards() {
                            @Override
                            public OptionalInt message(ChatId chat, CardId card) {
                                return OptionalInt.empty();
                            }

                            @Override
                            public void shown(ChatId chat, CardId card, int message) {
                                // Nothing was shown.
                            }
                        },
                        Meter.silent())
                .handle(Samples.read("show-card.1", OutboxMessage.class));
    }

    /// The token may have been rotated since the snapshot.
    @Override
    public void afterRestore(org.crac.Context<? extends Resource> context) {
        secrets.forget();
    }
}
