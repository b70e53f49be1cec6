package tidings.bot;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import tidings.ratelimit.ChatState;
import tidings.ratelimit.ChatStates;
import tidings.ratelimit.SharedState.Change;
import tidings.domain.ChatId;
import tidings.localstack.service.DynamoDbServer;

import static org.assertj.core.api.Assertions.assertThat;

class DynamoDbHandledUpdatesIT {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    private static DynamoDbServer tables;

    private final HandledUpdates handled =
            new DynamoDbHandledUpdates(tables.client(), "chats", InstantSource.fixed(NOON));

    @BeforeAll
    static void start(@TempDir Path logs) {
        tables = DynamoDbServer.start(logs);
        tables.client()
                .createTable(request -> request.tableName("chats")
                        .billingMode(BillingMode.PAY_PER_REQUEST)
                        .attributeDefinitions(
                                attribute("chat", ScalarAttributeType.N), attribute("item", ScalarAttributeType.S))
                        .keySchema(key("chat", KeyType.HASH), key("item", KeyType.RANGE)));
    }

    @AfterAll
    static void stop() {
        tables.close();
    }

    @Test
    void knowsAnUpdateThatWasAnswered() {
        ChatId chat = new ChatId(1);
        assertThat(handled.cameBefore(chat, 7)).isFalse();

        handled.add(chat, 7);

        assertThat(handled.cameBefore(chat, 7)).isTrue();
        assertThat(handled.cameBefore(chat, 8)).isFalse();
        assertThat(handled.cameBefore(new ChatId(2), 7)).isFalse();
    }

    @Test
    void whoWritesIsNoLongerTakenForSomebodyWhoBlocksUs() {
        ChatId chat = new ChatId(3);
        ChatStates states = ChatStates.in(tables.client(), "chats");
        states.of(chat).change(_ -> Change.to(ChatState.NEW.sentAt(NOON).blockedAt(NOON), true));

        assertThat(handled.cameBefore(chat, 9)).isFalse();

        assertThat(states.of(chat).get()).contains(ChatState.NEW.sentAt(NOON));
    }

    private static AttributeDefinition attribute(String name, ScalarAttributeType type) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(type)
                .build();
    }

    private static KeySchemaElement key(String name, KeyType type) {
        return KeySchemaElement.builder().attributeName(name).keyType(type).build();
    }
}
