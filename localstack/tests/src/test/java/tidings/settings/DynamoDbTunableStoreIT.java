package tidings.settings;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import tidings.aws.AwsPlace;
import tidings.aws.SharedAws;
import tidings.aws.TestTables;

import static org.assertj.core.api.Assertions.assertThat;

@ParameterizedClass
@EnumSource(AwsPlace.class)
@ExtendWith(SharedAws.class)
class DynamoDbTunableStoreIT {
    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

    private final DynamoDbClient dynamoDb;
    private String table;
    private DynamoDbTunableStore changes;

    DynamoDbTunableStoreIT(AwsPlace place, SharedAws.Places places) {
        this.dynamoDb = places.at(place).dynamoDb();
    }

    @BeforeEach
    void create() {
        table = TestTables.create(dynamoDb, "TunablesTable");
        changes = new DynamoDbTunableStore(dynamoDb, table);
    }

    @Test
    void theLatestChangeReplacesTheOneBeforeAndBothStayInTheHistory() {
        TunableChange first =
                new TunableChange(Tunable.READINGS_A_MINUTE, 30, "many people wait", "day shift", NOW, Optional.empty());
        TunableChange second = new TunableChange(
                Tunable.READINGS_A_MINUTE,
                40,
                "still too few",
                "night shift",
                NOW.plusSeconds(60),
                Optional.of(NOW.plusSeconds(3600)));
        changes.add(first);
        changes.add(second);

        assertThat(changes.latest()).contains(second).doesNotContain(first);
        assertThat(changes.history(Tunable.READINGS_A_MINUTE)).containsExactly(second, first);
    }

    @Test
    void whatSomebodyWroteByHandAndDoesNotFitIsLeftOut() {
        dynamoDb.putItem(put -> put.tableName(table)
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
