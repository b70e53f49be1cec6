package tidings.budget;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import tidings.domain.ChatId;
import tidings.platform.Json;

/// What is known of each chat. Thread-safe.
@FunctionalInterface
public interface ChatStates {
    Shared<ChatState> of(ChatId chat);

    /// In the table of chats. Nothing is remembered between two calls, for the next message of a chat may be sent by
    /// another environment.
    static ChatStates in(DynamoDbClient dynamoDb, String table) {
        return chat -> new DynamoDbShared<>(dynamoDb, table, key(chat), ChatState.class, ChatState::expiry);
    }

    /// The state in an item that was read by its key.
    static ChatState read(Map<String, AttributeValue> item) {
        return Json.read(item.get("value").s(), ChatState.class);
    }

    static ChatStates inMemory() {
        Map<ChatId, Shared<ChatState>> states = new ConcurrentHashMap<>();
        return chat -> states.computeIfAbsent(chat, _ -> Shared.inMemory());
    }

    /// The primary key of a chat's state in the table of chats.
    static Map<String, AttributeValue> key(ChatId chat) {
        return Map.of("chat", AttributeValue.fromN(Long.toString(chat.value())), "item", AttributeValue.fromS("state"));
    }
}
