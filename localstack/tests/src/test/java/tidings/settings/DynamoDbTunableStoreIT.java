package tidings.settings;

import java.time.Instant;
import java.util.HashMap;
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
import tidings.state.DynamoDbTunableStore;

import static org.assertj.core.api.Assertions.assertThat;

@ParameterizedClass
@EnumSource(AwsPlace.class)
@ExtendWith(SharedAws.class)
class DynamoDbTunableStoreIT implements TunableStoreContract {
    private final DynamoDbClient dynamoDb;
    private String table;
    private DynamoDbTunableStore store;

    DynamoDbTunableStoreIT(AwsPlace place, SharedAws.Places places) {
        this.dynamoDb = places.at(place).dynamoDb();
    }

    @BeforeEach
    void create() {
        table = TestTables.create(dynamoDb, "TunablesTable");
        store = new DynamoDbTunableStore(dynamoDb, table);
    }

    @Override
    public TunableStore store() {
        return store;
    }

    private void stored(String kind, String name, String tunable, int value, Instant at) {
        Map<String, AttributeValue> item = new HashMap<>(Map.of(
                "kind", AttributeValue.fromS(kind),
                "name", AttributeValue.fromS(name),
                "tunable", AttributeValue.fromS(tunable),
                "value", AttributeValue.fromN(Integer.toString(value)),
                "reason", AttributeValue.fromS("faster"),
                "author", AttributeValue.fromS("somebody"),
                "at", AttributeValue.fromS(at.toString())));
        dynamoDb.putItem(put -> put.tableName(table).item(item));
    }

    /// Rows as version 1.0 wrote them.
    @Test
    void aChangeStoredUnderTheFormerNameApplies() {
        stored("latest", "sends-a-second", "sends-a-second", 12, NOW);
        stored("history#sends-a-second", NOW.toString(), "sends-a-second", 12, NOW);

        assertThat(store.latest()).singleElement().satisfies(change -> {
            assertThat(change.tunable()).isEqualTo(Tunable.SENDS_PER_SECOND);
            assertThat(change.value()).isEqualTo(12);
        });
        assertThat(store.history(Tunable.SENDS_PER_SECOND, 50)).hasSize(1);
    }

    @Test
    void aNewChangeReplacesOneStoredUnderTheFormerName() {
        stored("latest", "sends-a-second", "sends-a-second", 12, NOW);
        stored("history#sends-a-second", NOW.toString(), "sends-a-second", 12, NOW);
        TunableChange change = new TunableChange(
                Tunable.SENDS_PER_SECOND, 20, "calm is over", "day shift", NOW.plusSeconds(60), Optional.empty());
        store.add(change);

        assertThat(store.latest()).containsExactly(change);
        assertThat(store.history(Tunable.SENDS_PER_SECOND, 50))
                .extracting(TunableChange::value)
                .containsExactly(20, 12);
        assertThat(dynamoDb.getItem(get -> get.tableName(table)
                                .key(Map.of(
                                        "kind", AttributeValue.fromS("latest"),
                                        "name", AttributeValue.fromS("sends-a-second"))))
                        .hasItem())
                .as("would apply again when the new change expires")
                .isFalse();
    }

    @Test
    void anInvalidItemWrittenByHandIsSkipped() {
        stored("latest", "sends-per-second", "sends-per-second", 9000, NOW);

        assertThat(store.latest()).isEmpty();
    }
}
