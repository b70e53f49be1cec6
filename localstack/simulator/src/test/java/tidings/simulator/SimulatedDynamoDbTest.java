package tidings.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import tidings.chats.Chats;
import tidings.chats.ChatsTable;
import tidings.chats.Conversation;
import tidings.domain.ChatId;
import tidings.localstack.template.StackModel.Key;
import tidings.localstack.template.StackModel.Table;
import tidings.preferences.ChatSettings;
import tidings.ratelimit.DynamoDbRateLimiter;
import tidings.ratelimit.DynamoDbSharedState;
import tidings.ratelimit.RateLimiter;
import tidings.ratelimit.SharedState;
import tidings.ratelimit.SharedState.Change;
import tidings.simulator.SimulatedDynamoDb.Units;
import tidings.telegram.CardId;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// The classes that use tables, on the simulated ones.
class SimulatedDynamoDbTest {
    private static final ChatId ADA = new ChatId(1);
    private static final Map<String, AttributeValue> KEY = Map.of("source", AttributeValue.fromS("telegram"));
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    private final SimulatedDynamoDb tables = new SimulatedDynamoDb(
            List.of(
                    new Table(
                            "Chats",
                            "chats",
                            Map.of(),
                            List.of(new Key("chat", "HASH"), new Key("item", "RANGE")),
                            Optional.of("expires")),
                    new Table("Sources", "sources", Map.of(), List.of(new Key("source", "HASH")), Optional.empty())),
            new VirtualTime());
    private final Chats chats = new ChatsTable(tables, "chats", new VirtualTime());

    @Test
    void changesByTwoWhoRememberDifferentVersionsAreBothKept() {
        SharedState<Integer> one = counter();
        SharedState<Integer> other = counter();

        IntStream.range(0, 10)
                .forEach(i -> (i % 2 == 0 ? one : other).change(known -> Change.to(known.orElse(0) + 1, true)));

        assertThat(counter().get()).contains(10);
    }

    private SharedState<Integer> counter() {
        return new DynamoDbSharedState<>(tables, "sources", KEY, Integer.class, _ -> Optional.empty());
    }

    @Test
    void slotsOfTwoLimitersAreAnIntervalApart() {
        List<RateLimiter> limiters = Stream.generate(() ->
                        new DynamoDbRateLimiter(tables, "sources", KEY, () -> Duration.ofMillis(40), Duration.ZERO))
                .limit(2)
                .<RateLimiter>map(limiter -> limiter)
                .toList();

        assertThat(IntStream.range(0, 6).mapToObj(i -> limiters.get(i % 2).reserve(NOON, 1)))
                .isEqualTo(IntStream.range(0, 6)
                        .mapToObj(i -> NOON.plusMillis(40L * i))
                        .toList());
    }

    @Test
    void whatIsKnownOfAChatComesTogether() {
        chats.arrival(ADA)
                .shared()
                .change(known -> Change.to(known.orElse(Conversation.NEW).handled(7), true));
        chats.settings(ADA)
                .change(_ -> Change.to(ChatSettings.NONE.with(ChatSettings.LANGUAGE, Optional.of("de")), true));

        assertThat(chats.arrival(ADA).conversation())
                .isEqualTo(new Conversation(
                        Map.of("language", "de"), List.of(7L), List.of(), Optional.empty(), OptionalLong.empty()));
        assertThat(chats.arrival(new ChatId(2)).conversation()).isEqualTo(Conversation.NEW);
    }

    @Test
    void anIncidentIsReplacedByItsNextRevisionOnly() {
        assertThat(chats.saveIncident(ADA, "errors", 1, "first")).isTrue();
        assertThat(chats.saveIncident(ADA, "errors", 1, "another first")).isFalse();
        assertThat(chats.saveIncident(ADA, "errors", 2, "second")).isTrue();
        chats.saveIncident(ADA, "age", 1, "other");
        chats.shown(ADA, CardId.ofUpdate("7"), 5);

        assertThat(chats.incidents(ADA)).containsExactlyInAnyOrder("second", "other");
        assertThat(chats.message(ADA, CardId.ofUpdate("7"))).isEqualTo(OptionalInt.of(5));
        assertThat(chats.incidents(new ChatId(11))).isEmpty();
    }

    @Test
    void aSetTakesEachOfItsValuesOnceAndNoMoreThanAreAllowed() {
        assertThat(IntStream.of(1, 1, 2, 3, 1).mapToObj(Integer::toString).map(this::isAdded))
                .containsExactly(true, true, true, false, true);
    }

    private boolean isAdded(String value) {
        try {
            tables.updateItem(request -> request.tableName("sources")
                    .key(KEY)
                    .updateExpression("ADD them :new SET expires = :one")
                    .conditionExpression("attribute_not_exists(them) OR size(them) < :max OR contains(them, :value)")
                    .expressionAttributeValues(Map.of(
                            ":new", AttributeValue.fromSs(List.of(value)),
                            ":value", AttributeValue.fromS(value),
                            ":max", AttributeValue.fromN("2"),
                            ":one", AttributeValue.fromN("1"))));
            return true;
        } catch (ConditionalCheckFailedException _) {
            return false;
        }
    }

    @Test
    void unitsAreCountedByTheSizeOfItems() {
        Map<String, AttributeValue> large = new HashMap<>(KEY);
        large.put("text", AttributeValue.fromS("é".repeat(2_100)));
        tables.putItem(request -> request.tableName("sources").item(KEY));
        assertThat(tables.units()).containsOnly(Map.entry("", new Units(0, 1)));

        tables.putItem(request -> request.tableName("sources").item(large));
        assertThat(tables.units()).containsOnly(Map.entry("", new Units(0, 6)));

        tables.getItem(request -> request.tableName("sources").key(KEY).consistentRead(true));
        tables.getItem(request -> request.tableName("sources").key(KEY));
        assertThat(tables.units()).containsOnly(Map.entry("", new Units(3, 6)));

        chats.arrival(ADA);
        assertThat(tables.units()).containsOnly(Map.entry("", new Units(6, 6)));
    }

    @Test
    void anExpressionThatIsNotKnownFailsTheRun() {
        Expressions expressions = new Expressions(Map.of(), Map.of(), Map.of());

        assertThatThrownBy(() -> expressions.holds("attribute_type(tags, :tag)"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("attribute_type(tags, :tag)");
    }
}
