package tidings.bot;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import tidings.domain.ChatId;

/// Answered updates in the table of chats, for as long as Telegram repeats one: it gives up after a day
/// (https://core.telegram.org/bots/api#getting-updates). Thread-safe.
final class DynamoDbHandledUpdates implements HandledUpdates {
    private static final Duration KEPT = Duration.ofHours(25);

    private final DynamoDbClient dynamoDb;
    private final String table;
    private final InstantSource clock;

    DynamoDbHandledUpdates(DynamoDbClient dynamoDb, String table, InstantSource clock) {
        this.dynamoDb = dynamoDb;
        this.table = table;
        this.clock = clock;
    }

    @Override
    public boolean contains(ChatId chat, long updateId) {
        return dynamoDb.getItem(request -> request.tableName(table)
                        .key(Map.of("chat", number(chat.value()), "item", item(updateId)))
                        .consistentRead(true))
                .hasItem();
    }

    @Override
    public void add(ChatId chat, long updateId) {
        dynamoDb.putItem(request -> request.tableName(table)
                .item(Map.of(
                        "chat", number(chat.value()),
                        "item", item(updateId),
                        "expires", number(clock.instant().plus(KEPT).getEpochSecond()))));
    }

    private static AttributeValue item(long updateId) {
        return AttributeValue.fromS("update#" + updateId);
    }

    private static AttributeValue number(long value) {
        return AttributeValue.fromN(Long.toString(value));
    }
}
