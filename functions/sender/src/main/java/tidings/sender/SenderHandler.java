package tidings.sender;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.OptionalInt;
import org.crac.Core;
import org.crac.Resource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.sqs.SqsClient;
import tidings.budget.ChatStates;
import tidings.budget.DynamoDbSlots;
import tidings.budget.Slots;
import tidings.contracts.CardId;
import tidings.contracts.OutboxMessage;
import tidings.domain.ChatId;
import tidings.platform.Aws;
import tidings.platform.Breaker;
import tidings.platform.CachedSecrets;
import tidings.platform.Delivery;
import tidings.platform.EmfMeter;
import tidings.platform.Env;
import tidings.platform.Invocation;
import tidings.platform.Json;
import tidings.platform.Meter;
import tidings.platform.Samples;
import tidings.platform.SqsBatch;
import tidings.platform.SqsInbox;
import tidings.tunables.Tunable;
import tidings.tunables.Tunables;

/// Drains the outbox: messages go in, people see them.
public final class SenderHandler implements RequestHandler<SQSEvent, SQSBatchResponse>, Resource {
    private final InstantSource clock = InstantSource.system();
    private final CachedSecrets secrets;
    private final Sender sender;
    private final SqsBatch<OutboxMessage> batch;

    public SenderHandler() {
        SenderConfig config = SenderConfig.from(Env.system());
        SqsClient sqs = Aws.sqs();
        DynamoDbClient dynamoDb = Aws.dynamoDb();
        Meter meter = new EmfMeter(config.service());
        Tunables tunables = Tunables.of(dynamoDb, config.tunablesTable(), config.profile(), clock);
        this.secrets = CachedSecrets.of(Aws.secretsManager(), clock);
        this.sender = new Sender(
                new GuardedTelegram(
                        new HttpTelegram(
                                config.telegramApiUrl(),
                                () -> secrets.get(config.botTokenSecretArn()),
                                secrets::forget),
                        new Breaker("telegram", GuardedTelegram.BREAKER, meter, clock)),
                new DynamoDbShownCards(dynamoDb, config.chatsTable(), clock),
                new Pacer(
                        ChatStates.in(dynamoDb, config.chatsTable()),
                        new DynamoDbSlots(
                                dynamoDb,
                                config.sourcesTable(),
                                Map.of("source", AttributeValue.fromS("telegram")),
                                () -> Duration.ofMillis(Math.ceilDiv(1000, tunables.get(Tunable.SENDS_A_SECOND)))),
                        Pause.on(clock),
                        clock),
                meter);
        this.batch = SqsBatch.of(
                OutboxMessage.class, new SqsInbox(sqs, config.outboxQueueUrl(), config.outboxDeadLetterQueueUrl()));
        Core.getGlobalContext().register(this);
    }

    @Override
    public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
        return Invocation.run(context, clock, () -> batch.sideBySide(event, sender::handle));
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
                        new Pacer(ChatStates.inMemory(), Slots.inMemory(Pacer.INTERVAL), _ -> {}, clock),
                        Meter.silent())
                .handle(new Delivery<>(Samples.read("show-card.1", OutboxMessage.class), "rehearsal", 1, 0));
    }

    /// The token may have been rotated since the snapshot.
    @Override
    public void afterRestore(org.crac.Context<? extends Resource> context) {
        secrets.forget();
    }
}
