package tidings.tunables;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import tidings.localstack.service.Tables;

import static org.assertj.core.api.Assertions.assertThat;

class DynamoDbChangesIT {
    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

    @TempDir
    static Path logs;

    private static Tables tables;
    private static DynamoDbChanges changes;

    @BeforeAll
    static void start() {
        tables = Tables.start(logs);
        tables.client()
                .createTable(table -> table.tableName("tunables")
                        .billingMode(BillingMode.PAY_PER_REQUEST)
                        .attributeDefinitions(text("kind"), text("name"))
                        .keySchema(key("kind", KeyType.HASH), key("name", KeyType.RANGE)));
        changes = new DynamoDbChanges(tables.client(), "tunables");
    }

    private static AttributeDefinition text(String name) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(ScalarAttributeType.S)
                .build();
    }

    private static KeySchemaElement key(String name, KeyType type) {
        return KeySchemaElement.builder().attributeName(name).keyType(type).build();
    }

    @AfterAll
    static void stop() {
        tables.close();
    }

    @Test
    void theLatestChangeReplacesTheOneBeforeAndBothStayInTheHistory() {
        Change first = new Change(Tunable.REDDIT_RESERVE, 30, "many people wait", "day shift", NOW, Optional.empty());
        Change second = new Change(
                Tunable.REDDIT_RESERVE,
                40,
                "still too few",
                "night shift",
                NOW.plusSeconds(60),
                Optional.of(NOW.plusSeconds(3600)));
        changes.add(first);
        changes.add(second);

        assertThat(changes.latest()).contains(second).doesNotContain(first);
        assertThat(changes.history(Tunable.REDDIT_RESERVE)).containsExactly(second, first);
    }

    @Test
    void whatSomebodyWroteByHandAndDoesNotFitIsLeftOut() {
        tables.client()
                .putItem(put -> put.tableName("tunables")
                        .item(Map.of(
                                "kind", AttributeValue.fromS("latest"),
                                "name", AttributeValue.fromS("sends-a-second"),
                                "tunable", AttributeValue.fromS("sends-a-second"),
                                "value", AttributeValue.fromN("9000"),
                                "reason", AttributeValue.fromS("faster"),
                                "author", AttributeValue.fromS("somebody"),
                                "at", AttributeValue.fromS(NOW.toString()))));

        assertThat(changes.latest()).noneMatch(change -> change.tunable() == Tunable.SENDS_A_SECOND);
    }
}
