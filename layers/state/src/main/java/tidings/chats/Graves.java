package tidings.chats;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;
import tidings.aws.Json;
import tidings.aws.LoggedId;
import tidings.aws.UnavailableException;
import tidings.domain.ChatId;

/// What the table of chats knows of those that were erased: a [Tombstone] under a keyed hash of the chat's id.
record Graves(DynamoDbClient dynamoDb, String table, InstantSource clock) {
    /// As many as DynamoDB deletes at once.
    private static final int DELETED = 25;

    /// No id of Telegram, which has 52 bits at most, is as large.
    static Map<String, AttributeValue> key(ChatId chat) {
        return ChatsTable.key(
                new ChatId((LoggedId.keyed(chat.value()) | 1L << 62) & Long.MAX_VALUE), ChatItem.ERASED.of(""));
    }

    Optional<Tombstone> find(ChatId chat) {
        return read(dynamoDb.getItem(
                        request -> request.tableName(table).key(key(chat)).consistentRead(true))
                .item());
    }

    /// DynamoDB deletes what has expired within two days.
    Optional<Tombstone> read(Map<String, AttributeValue> item) {
        return Optional.ofNullable(item.get("value"))
                .map(value -> Json.read(value.s(), Tombstone.class))
                .filter(tombstone -> !tombstone.isOver(clock.instant()));
    }

    void note(ChatId chat, Optional<Tombstone> erased) {
        erased.ifPresentOrElse(
                tombstone -> {
                    Map<String, AttributeValue> item = new HashMap<>(key(chat));
                    item.put("value", AttributeValue.fromS(Json.write(tombstone)));
                    item.put(
                            "expires",
                            ChatsTable.number(tombstone.at().plus(Tombstone.TTL).getEpochSecond()));
                    dynamoDb.putItem(request -> request.tableName(table).item(item));
                },
                () -> delete(List.of(key(chat))));
    }

    /// Deletes every item of a chat.
    void clear(ChatId chat) {
        List<Map<String, AttributeValue>> keys = dynamoDb
                .queryPaginator(request -> request.tableName(table)
                        .keyConditionExpression("chat = :chat")
                        .expressionAttributeValues(Map.of(":chat", ChatsTable.number(chat.value())))
                        .consistentRead(true))
                .items()
                .stream()
                .map(item -> Map.of("chat", item.get("chat"), "item", item.get("item")))
                .toList();
        for (int i = 0; i < keys.size(); i += DELETED) {
            delete(keys.subList(i, Math.min(i + DELETED, keys.size())));
        }
    }

    private void delete(List<Map<String, AttributeValue>> keys) {
        Map<String, List<WriteRequest>> deletes = Map.of(
                table,
                keys.stream()
                        .map(key -> WriteRequest.builder()
                                .deleteRequest(delete -> delete.key(key))
                                .build())
                        .toList());
        if (!dynamoDb.batchWriteItem(request -> request.requestItems(deletes))
                .unprocessedItems()
                .isEmpty()) {
            throw new UnavailableException("the table of chats is throttled");
        }
    }
}
