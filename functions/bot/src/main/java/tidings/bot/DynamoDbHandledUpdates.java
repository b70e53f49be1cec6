package tidings.bot;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import tidings.budget.ChatState;
import tidings.budget.ChatStates;
import tidings.budget.Shared.Change;
import tidings.domain.ChatId;

/// Answered updates in the table of chats, for as long as Telegram repeats one: it gives up after a day
/// (https://core.telegram.org/bots/api#getting-updates). Thread-safe.
final class DynamoDbHandledUpdates implements HandledUpdates {
    private static final Duration KEPT = Duration.ofHours(25);

    private final DynamoDbClient dynamoDb;
    private final String table;
    private final ChatStates chats;
    private final InstantSource clock;

    DynamoDbHandledUpdates(DynamoDbClient dynamoDb, String table, InstantSource clock) {
        this.dynamoDb = dynamoDb;
        this.table = table;
        this.chats = ChatStates.in(dynamoDb, table);
        this.clock = clock;
    }

    /// One call for both questions.
    @Override
    public boolean cameBefore(ChatId chat, long updateId) {
        Map<String, AttributeValue> update = Map.of("chat", number(chat.value()), "item", item(updateId));
        Map<String, AttributeValue> state = ChatStates.key(chat);
        BatchGetItemResponse found = dynamoDb.batchGetItem(request -> request.requestItems(Map.of(
                table,
                KeysAndAttributes.builder()
                        .keys(List.of(update, state))
                        .consistentRead(true)
                        .build())));
        if (!found.unprocessedKeys().isEmpty()) {
            throw new IllegalStateException("the table of chats is asked too often");
        }
        List<Map<String, AttributeValue>> items = found.responses().get(table);
        items.stream()
                .filter(item -> item.get("item").equals(state.get("item")))
                .map(ChatStates::read)
                .filter(known -> known.blocked().isPresent())
                .forEach(_ -> welcome(chat));
        return items.stream().anyMatch(item -> item.get("item").equals(update.get("item")));
    }

    private void welcome(ChatId chat) {
        chats.of(chat).change(known -> Change.to(known.orElse(ChatState.NEW).welcome(), true));
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
