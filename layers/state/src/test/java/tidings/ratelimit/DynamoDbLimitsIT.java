package tidings.ratelimit;

import tidings.domain.SourceProblem;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import tidings.domain.ChatId;
import tidings.localstack.service.DynamoDbServer;

import static org.assertj.core.api.Assertions.assertThat;

/// The contracts on DynamoDB Local, each test with an item of its own.
class DynamoDbLimitsIT {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    private static DynamoDbServer tables;

    @BeforeAll
    static void start(@TempDir Path logs) {
        tables = DynamoDbServer.start(logs);
        tables.client()
                .createTable(request -> request.tableName("sources")
                        .billingMode(BillingMode.PAY_PER_REQUEST)
                        .attributeDefinitions(AttributeDefinition.builder()
                                .attributeName("source")
                                .attributeType(ScalarAttributeType.S)
                                .build())
                        .keySchema(KeySchemaElement.builder()
                                .attributeName("source")
                                .keyType(KeyType.HASH)
                                .build()));
    }

    @AfterAll
    static void stop() {
        tables.close();
    }

    @Nested
    class SharedIT implements SharedStateContract {
        private final Map<String, AttributeValue> key = key();

        @Override
        public SharedState<Count> elsewhere() {
            return shared(tables.client(), key, Count.class);
        }

        @Test
        void costsOneCallWhileNobodyElseMakesAny() {
            Counting client = new Counting(tables.client());
            SharedState<Count> here = shared(client, key, Count.class);

            SharedStateContract.more(here);
            assertThat(client.calls).isEqualTo(2);
            SharedStateContract.more(here);
            SharedStateContract.more(here);
            assertThat(client.calls).isEqualTo(4);

            SharedStateContract.more(elsewhere());
            SharedStateContract.more(here);
            assertThat(client.calls).isEqualTo(6);
        }

        @Test
        void beginsAnewWhereTheTableForgot() {
            SharedState<Count> here = elsewhere();
            SharedStateContract.more(here);
            tables.client().deleteItem(request -> request.tableName("sources").key(key));

            assertThat(SharedStateContract.more(here)).isEqualTo(1);
        }
    }

    @Nested
    class SlotsIT implements RateLimiterContract {
        private final Map<String, AttributeValue> key = key();

        @Override
        public RateLimiter elsewhere() {
            return new DynamoDbRateLimiter(tables.client(), "sources", key, () -> INTERVAL);
        }
    }

    @Test
    void keepsEveryPartOfAState() {
        Map<String, AttributeValue> key = key();
        SourceState state = SourceState.UNKNOWN
                .take(NOON, Urgency.WAITED_FOR, Allowance.CLIENT)
                .orElseThrow()
                .heard(1, 700, Duration.ofSeconds(100), NOON, Allowance.CLIENT)
                .answeredAt(NOON)
                .troubledAt(NOON.plusSeconds(1), SourceProblem.BLOCKED);
        SharedState<SourceState> here = shared(tables.client(), key, SourceState.class);
        here.change(_ -> SharedState.Change.to(state, true));
        assertThat(shared(tables.client(), key, SourceState.class).get()).contains(state);

        ChatState chat = ChatState.NEW
                .sentAt(NOON.plusMillis(1))
                .quietUntil(NOON)
                .blockedAt(NOON)
                .movedTo(new ChatId(-100), NOON);
        Map<String, AttributeValue> other = key();
        shared(tables.client(), other, ChatState.class).change(_ -> SharedState.Change.to(chat, true));
        assertThat(shared(tables.client(), other, ChatState.class).get()).contains(chat);
    }

    private static <T> SharedState<T> shared(DynamoDbClient client, Map<String, AttributeValue> key, Class<T> type) {
        return new DynamoDbSharedState<>(client, "sources", key, type, _ -> Optional.of(NOON));
    }

    private static Map<String, AttributeValue> key() {
        return Map.of("source", AttributeValue.fromS(UUID.randomUUID().toString()));
    }

    /// Counts what a shared value asks of the table.
    private static final class Counting implements DynamoDbClient {
        private final DynamoDbClient table;
        private int calls;

        Counting(DynamoDbClient table) {
            this.table = table;
        }

        @Override
        public GetItemResponse getItem(GetItemRequest request) {
            calls++;
            return table.getItem(request);
        }

        @Override
        public PutItemResponse putItem(PutItemRequest request) {
            calls++;
            return table.putItem(request);
        }

        @Override
        public String serviceName() {
            return table.serviceName();
        }

        @Override
        public void close() {
            // The table is closed by who started it.
        }
    }
}
