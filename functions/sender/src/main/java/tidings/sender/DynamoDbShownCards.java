package tidings.sender;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.OptionalInt;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import tidings.contracts.CardId;
import tidings.domain.ChatId;

/// Shown cards in the table of chats, for two days: what updates its card later finds it by the message id that a
/// button press brings. Thread-safe.
final class DynamoDbShownCards implements ShownCards {
    private static final Duration KEPT = Duration.ofDays(2);

    private final DynamoDbClient dynamoDb;
    private final String table;
    private final InstantSource clock;

    DynamoDbShownCards(DynamoDbClient dynamoDb, String table, InstantSource clock) {
        this.dynamoDb = dynamoDb;
        this.table = table;
        this.clock = clock;
    }

    @Override
    public OptionalInt message(ChatId chat, CardId card) {
        AttributeValue message = dynamoDb.getItem(
                        request -> request.tableName(table).key(key(chat, card)).consistentRead(true))
                .item()
                .get("message");
        return message == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(message.n()));
    }

    @Override
    public void shown(ChatId chat, CardId card, int message) {
        Map<String, AttributeValue> key = key(chat, card);
        dynamoDb.putItem(request -> request.tableName(table)
                .item(Map.of(
                        "chat", key.get("chat"),
                        "item", key.get("item"),
                        "message", AttributeValue.fromN(Integer.toString(message)),
                        "expires",
                                AttributeValue.fromN(
                                        Long.toString(clock.instant().plus(KEPT).getEpochSecond())))));
    }

    private static Map<String, AttributeValue> key(ChatId chat, CardId card) {
        return Map.of(
                "chat", AttributeValue.fromN(Long.toString(chat.value())),
                "item", AttributeValue.fromS("card#" + card));
    }
}
