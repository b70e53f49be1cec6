package tidings.bot;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
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
import tidings.domain.ChatId;

import static org.assertj.core.api.Assertions.assertThat;

@ParameterizedClass
@EnumSource(AwsPlace.class)
@ExtendWith(SharedAws.class)
class HandledUpdatesOnAwsIT {
    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
    private static final ChatId ADA = new ChatId(-100_1);
    private static final ChatId BOB = new ChatId(2);

    private final DynamoDbClient dynamoDb;
    private String table;
    private DynamoDbHandledUpdates handled;

    HandledUpdatesOnAwsIT(AwsPlace place, SharedAws.Places places) {
        this.dynamoDb = places.at(place).dynamoDb();
    }

    @BeforeEach
    void create() {
        table = TestTables.create(dynamoDb, "ChatsTable");
        handled = new DynamoDbHandledUpdates(dynamoDb, table, InstantSource.fixed(NOW));
    }

    @Test
    void anUpdateThatWasHandledIsKnownInItsChatOnly() {
        assertThat(handled.cameBefore(ADA, 7)).isFalse();

        handled.add(ADA, 7);
        handled.add(ADA, 7);

        assertThat(handled.cameBefore(ADA, 7)).isTrue();
        assertThat(handled.cameBefore(ADA, 8)).isFalse();
        assertThat(handled.cameBefore(BOB, 7)).isFalse();
    }

    @Test
    void itIsForgottenADayLater() {
        handled.add(ADA, 7);

        assertThat(dynamoDb.scan(scan -> scan.tableName(table)).items())
                .singleElement()
                .satisfies(item -> assertThat(expiry(item)).isEqualTo(NOW.plusSeconds(25 * 3600)));
    }

    private static Instant expiry(Map<String, AttributeValue> item) {
        return Instant.ofEpochSecond(Long.parseLong(item.get("expires").n()));
    }
}
