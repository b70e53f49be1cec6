package tidings.ratelimit;

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
import tidings.domain.SourceProblem;
import tidings.localstack.service.DynamoDbServer;

import static org.assertj.core.api.Assertions.assertThat;

/// The contracts on DynamoDB Local, with a separate item for each test.
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
    class SharedStateIT implements SharedStateContract {
        private final Map<String, AttributeValue> key = key();

        @Override
        public SharedState<Count> elsewhere() {
            return shared(tables.client(), key, Count.class);
        }

        @Test
        void aChangeCostsOneCallWithoutConcurrentWriters() {
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
        void startsAnewAfterTheItemWasDeleted() {
            SharedState<Count> here = elsewhere();
            SharedStateContract.more(here);
            tables.client().deleteItem(request -> request.tableName("sources").key(key));

            assertThat(SharedStateContract.more(here)).isEqualTo(1);
        }
    }

    @Nested
    class RateLimiterIT implements RateLimiterContract {
        private final Map<String, AttributeValue> key = key();

        @Override
        public RateLimiter elsewhere(Duration burst) {
            return new DynamoDbRateLimiter(tables.client(), "sources", key, () -> INTERVAL, burst);
        }
    }

    @Test
    void roundTripsEveryFieldOfAState() {
        Map<String, AttributeValue> key = key();
        SourceState state = SourceState.UNKNOWN
                .take(NOON, Urgency.WAITED_FOR, RedditMode.OAUTH.allowance())
                .orElseThrow()
                .limitReported(1, 700, Duration.ofSeconds(100), NOON, RedditMode.OAUTH.allowance())
                .succeededAt(NOON)
                .failedAt(NOON.plusSeconds(1), SourceProblem.BLOCKED);
        SharedState<SourceState> here = shared(tables.client(), key, SourceState.class);
        here.change(_ -> SharedState.Change.to(state, true));
        assertThat(shared(tables.client(), key, SourceState.class).get()).contains(state);
    }

    private static <T> SharedState<T> shared(DynamoDbClient client, Map<String, AttributeValue> key, Class<T> type) {
        return new DynamoDbSharedState<>(client, "sources", key, type, _ -> Optional.of(NOON));
    }

    private static Map<String, AttributeValue> key() {
        return Map.of("source", AttributeValue.fromS(UUID.randomUUID().toString()));
    }

    /// Counts calls to the table.
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
