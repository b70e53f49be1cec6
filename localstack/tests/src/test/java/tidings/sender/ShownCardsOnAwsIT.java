package tidings.sender;

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
import tidings.telegram.CardId;
import tidings.domain.ChatId;

import static org.assertj.core.api.Assertions.assertThat;

@ParameterizedClass
@EnumSource(AwsPlace.class)
@ExtendWith(SharedAws.class)
class ShownCardsOnAwsIT {
    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
    private static final ChatId ADA = new ChatId(1);
    private static final CardId CARD = new CardId("u:42");

    private final DynamoDbClient dynamoDb;
    private DynamoDbShownCards shown;

    ShownCardsOnAwsIT(AwsPlace place, SharedAws.Places places) {
        this.dynamoDb = places.at(place).dynamoDb();
    }

    @BeforeEach
    void create() {
        shown = new DynamoDbShownCards(dynamoDb, TestTables.create(dynamoDb, "ChatsTable"), InstantSource.fixed(NOW));
    }

    @Test
    void theMessageThatShowsACardIsFoundAgainInItsChatOnly() {
        assertThat(shown.message(ADA, CARD)).isEmpty();

        shown.shown(ADA, CARD, 11);

        assertThat(shown.message(ADA, CARD)).hasValue(11);
        assertThat(shown.message(new ChatId(2), CARD)).isEmpty();
        assertThat(shown.message(ADA, new CardId("u:43"))).isEmpty();
    }

    @Test
    void aCardThatIsShownAnewHasTheNewMessage() {
        shown.shown(ADA, CARD, 11);
        shown.shown(ADA, CARD, 12);

        assertThat(shown.message(ADA, CARD)).hasValue(12);
    }
}
