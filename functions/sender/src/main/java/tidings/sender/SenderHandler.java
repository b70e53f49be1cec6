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
import tidings.chats.Chats;
import tidings.chats.ChatsTable;
import tidings.chats.InMemoryChats;
import tidings.ratelimit.DynamoDbRateLimiter;
import tidings.ratelimit.RateLimiter;
import tidings.telegram.CardId;
import tidings.messages.OutboxMessage;
import tidings.domain.ChatId;
import tidings.aws.AwsClients;
import tidings.aws.Breaker;
import tidings.aws.CachedSecrets;
import tidings.aws.Delivery;
import tidings.aws.EmfMeter;
import tidings.aws.Env;
import tidings.aws.Invocation;
import tidings.aws.Json;
import tidings.aws.Meter;
import tidings.messages.Samples;
import tidings.aws.SqsBatch;
import tidings.aws.SqsInbox;
import tidings.settings.Tunable;
import tidings.settings.Tunables;

/// Drains the outbox: messages go in, people see them.
public final class SenderHandler implements RequestHandler<SQSEvent, SQSBatchResponse>, Resource {
    private final InstantSource clock = InstantSource.system();
    private final CachedSecrets secrets;
    private final Sender sender;
    private final SqsBatch<OutboxMessage> batch;

    public SenderHandler() {
        SenderConfig config = SenderConfig.from(Env.system());
        SqsClient sqs = AwsClients.sqs();
        DynamoDbClient dynamoDb = AwsClients.dynamoDb();
        Meter meter = new EmfMeter(config.service());
        Tunables tunables = Tunables.of(dynamoDb, config.tunablesTable(), config.profile(), clock);
        Chats chats = new ChatsTable(dynamoDb, config.chatsTable(), clock);
        this.secrets = CachedSecrets.of(AwsClients.secretsManager(), clock);
        this.sender = new Sender(
                new GuardedTelegram(
                        new HttpTelegram(
                                config.telegramApiUrl(),
                                () -> secrets.get(config.botTokenSecretArn()),
                                secrets::forget),
                        new Breaker("telegram", GuardedTelegram.BREAKER, meter, clock)),
                chats,
                new Pacer(
                        chats,
                        new DynamoDbRateLimiter(
                                dynamoDb,
                                config.sourcesTable(),
                                Map.of("source", AttributeValue.fromS("telegram")),
                                () -> Duration.ofMillis(Math.ceilDiv(1000, tunables.get(Tunable.SENDS_PER_SECOND)))),
                        Sleeper.on(clock),
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
                        new InMemoryChats(),
                        new Pacer(new InMemoryChats(), RateLimiter.inMemory(Pacer.INTERVAL), _ -> {}, clock),
                        Meter.silent())
                .handle(new Delivery<>(Samples.read("show-card.1", OutboxMessage.class), "rehearsal", 1, 0));
    }

    /// The token may have been rotated since the snapshot.
    @Override
    public void afterRestore(org.crac.Context<? extends Resource> context) {
        secrets.forget();
    }
}
