package tidings.chats;

import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import tidings.aws.AwsPlace;
import tidings.aws.SharedAws;
import tidings.aws.TestTables;
import tidings.domain.ChatId;
import tidings.ratelimit.SharedState.Change;
import tidings.telegram.CardId;

import static org.assertj.core.api.Assertions.assertThat;

@ParameterizedClass
@EnumSource(AwsPlace.class)
@ExtendWith(SharedAws.class)
class ChatsTableOnAwsIT {
    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
    private static final ChatId ADA = new ChatId(1);
    private static final CardId CARD = new CardId("u:42");

    private final DynamoDbClient dynamoDb;
    private String table;
    private ChatsTable chats;

    ChatsTableOnAwsIT(AwsPlace place, SharedAws.Places places) {
        this.dynamoDb = places.at(place).dynamoDb();
    }

    @BeforeEach
    void create() {
        table = TestTables.create(dynamoDb, "ChatsTable");
        chats = new ChatsTable(dynamoDb, table, InstantSource.fixed(NOW));
    }

    @Test
    void theMessageThatShowsACardIsFoundInItsChatOnly() {
        assertThat(chats.message(ADA, CARD)).isEmpty();

        chats.shown(ADA, CARD, 11);

        assertThat(chats.message(ADA, CARD)).hasValue(11);
        assertThat(chats.message(new ChatId(2), CARD)).isEmpty();
        assertThat(chats.message(ADA, new CardId("u:43"))).isEmpty();
    }

    @Test
    void anUpdateThatWasHandledIsRecognizedForADay() {
        chats.arrival(ADA)
                .shared()
                .change(known -> Change.to(known.orElse(Conversation.NEW).handled(7), true));

        assertThat(chats.arrival(ADA).conversation().isHandled(7)).isTrue();
        assertThat(chats.arrival(ADA).conversation().isHandled(8)).isFalse();
        assertThat(chats.arrival(new ChatId(2)).conversation().isHandled(7)).isFalse();
        assertThat(dynamoDb.scan(scan -> scan.tableName(table)).items())
                .singleElement()
                .satisfies(item -> assertThat(item.get("expires").n())
                        .isEqualTo(Long.toString(NOW.plusSeconds(25 * 3600).getEpochSecond())));
    }
}
