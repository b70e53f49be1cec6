package tidings.state;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import tidings.aws.Json;
import tidings.aws.Wiring;
import tidings.settings.Autopilot;
import tidings.settings.Profile;
import tidings.settings.Tunable;
import tidings.settings.TunableChange;
import tidings.settings.TunableStore;
import tidings.settings.Tunables;

/// TunableStore in a table with the keys `kind` and `name`: kind `latest` holds one item per tunable, which DynamoDB
/// deletes after its `expires`; kind `history#<tunable>` holds every change by its time. Changes that version 1.0
/// stored under a tunable's former id are read as well, and the first new change replaces them. Kind `autopilot`
/// has one item. Thread-safe.
public record DynamoDbTunableStore(DynamoDbClient dynamoDb, String table) implements TunableStore {
    private static final Logger LOG = LoggerFactory.getLogger(DynamoDbTunableStore.class);
    private static final String LATEST = "latest";
    private static final String AUTOPILOT = "autopilot";
    private static final int MAX_LATEST = 100;

    /// Codes of a write that somebody else was faster with.
    private static final Set<String> LOST = Set.of("ConditionalCheckFailed", "TransactionConflict");

    private static final Comparator<TunableChange> BY_TIME = Comparator.comparing(TunableChange::at);

    /// The tunables of a function, which are read again in a restored environment.
    public static Tunables tunables(Wiring wiring, String table, Profile profile) {
        DynamoDbTunableStore store = new DynamoDbTunableStore(DynamoDb.of(wiring), table);
        return wiring.shared(Tunables.class, () -> {
            Tunables tunables = new Tunables(store, profile, wiring.clock());
            wiring.onSmokeTest(store::latest);
            wiring.afterRestore(tunables::forget);
            return tunables;
        });
    }

    @Override
    public List<TunableChange> latest() {
        Map<Tunable, TunableChange> latest = new EnumMap<>(Tunable.class);
        query(LATEST, MAX_LATEST)
                .forEach(change -> latest.merge(change.tunable(), change, BinaryOperator.maxBy(BY_TIME)));
        return List.copyOf(latest.values());
    }

    @Override
    public List<TunableChange> history(Tunable tunable, int limit) {
        return tunable.storedIds().stream()
                .flatMap(id -> query(history(id), limit))
                .sorted(BY_TIME.reversed())
                .limit(limit)
                .toList();
    }

    private Stream<TunableChange> query(String kind, int limit) {
        return items(kind, limit).stream().flatMap(DynamoDbTunableStore::read);
    }

    private List<Map<String, AttributeValue>> items(String kind, int limit) {
        return dynamoDb.query(request -> request.tableName(table)
                        .keyConditionExpression("#kind = :kind")
                        .expressionAttributeNames(Map.of("#kind", "kind"))
                        .expressionAttributeValues(Map.of(":kind", text(kind)))
                        .consistentRead(true)
                        .scanIndexForward(false)
                        .limit(limit))
                .items();
    }

    @Override
    public void add(TunableChange change) {
        dynamoDb.transactWriteItems(request -> request.transactItems(writes(change, UnaryOperator.identity())));
    }

    @Override
    public Autopilot autopilot() {
        return items(AUTOPILOT, 1).stream()
                .findFirst()
                .map(item -> Json.read(item.get("value").s(), Autopilot.class))
                .orElse(Autopilot.OFF);
    }

    @Override
    public boolean save(Autopilot next, Optional<Replacement> change) {
        Map<String, AttributeValue> item = Map.of(
                "kind", text(AUTOPILOT),
                "name", text(AUTOPILOT),
                "revision", number(next.revision()),
                "value", text(Json.write(next)));
        List<TransactWriteItem> writes = new ArrayList<>();
        writes.add(put(
                item,
                put -> put.conditionExpression("attribute_not_exists(revision) or revision = :seen")
                        .expressionAttributeValues(Map.of(":seen", number(next.revision() - 1)))));
        change.ifPresent(one -> writes.addAll(writes(one.change(), put -> unchanged(put, one.seen()))));
        try {
            dynamoDb.transactWriteItems(request -> request.transactItems(writes));
            return true;
        } catch (TransactionCanceledException e) {
            if (e.cancellationReasons().stream().noneMatch(reason -> LOST.contains(reason.code()))) {
                throw e;
            }
            return false;
        }
    }

    /// One that was stored under a former id is not there under today's, and expired ones are deleted.
    private static Put.Builder unchanged(Put.Builder put, Optional<TunableChange> seen) {
        put.conditionExpression("attribute_not_exists(kind)" + (seen.isEmpty() ? "" : " or #at = :at"));
        return seen.isEmpty()
                ? put
                : put.expressionAttributeNames(Map.of("#at", "at"))
                        .expressionAttributeValues(
                                Map.of(":at", text(seen.get().at().toString())));
    }

    /// @param condition of the item of the latest change
    private List<TransactWriteItem> writes(TunableChange change, UnaryOperator<Put.Builder> condition) {
        Map<String, AttributeValue> latest = item(change);
        latest.put("kind", text(LATEST));
        latest.put("name", text(change.tunable().id()));
        change.until().ifPresent(until -> latest.put("expires", number(until.getEpochSecond())));
        Map<String, AttributeValue> entry = item(change);
        entry.put("kind", text(history(change.tunable().id())));
        entry.put("name", text(change.at().toString()));
        List<TransactWriteItem> writes =
                new ArrayList<>(List.of(put(latest, condition), put(entry, UnaryOperator.identity())));
        change.tunable().storedIds().stream()
                .skip(1)
                .map(former -> Map.of("kind", text(LATEST), "name", text(former)))
                .forEach(key -> writes.add(TransactWriteItem.builder()
                        .delete(Delete.builder().tableName(table).key(key).build())
                        .build()));
        return writes;
    }

    private TransactWriteItem put(Map<String, AttributeValue> item, UnaryOperator<Put.Builder> condition) {
        return TransactWriteItem.builder()
                .put(condition.apply(Put.builder().tableName(table).item(item)).build())
                .build();
    }

    private static Map<String, AttributeValue> item(TunableChange change) {
        Map<String, AttributeValue> item = new HashMap<>();
        item.put("tunable", text(change.tunable().id()));
        item.put("value", number(change.value()));
        item.put("reason", text(change.reason()));
        item.put("author", text(change.author()));
        item.put("at", text(change.at().toString()));
        change.until().ifPresent(until -> item.put("until", text(until.toString())));
        return item;
    }

    /// An item that was written by hand and is invalid is skipped and logged.
    private static Stream<TunableChange> read(Map<String, AttributeValue> item) {
        try {
            return Stream.of(new TunableChange(
                    Tunable.stored(field(item, "tunable").s()),
                    Integer.parseInt(field(item, "value").n()),
                    field(item, "reason").s(),
                    field(item, "author").s(),
                    Instant.parse(field(item, "at").s()),
                    Optional.ofNullable(item.get("until")).map(until -> Instant.parse(until.s()))));
        } catch (RuntimeException e) {
            LOG.error(
                    "invalid item {} of the tunables table skipped: {}",
                    item.get("name").s(),
                    e.getMessage());
            return Stream.empty();
        }
    }

    private static AttributeValue field(Map<String, AttributeValue> item, String name) {
        if (!item.containsKey(name)) {
            throw new IllegalArgumentException(name + " must be given");
        }
        return item.get(name);
    }

    private static String history(String id) {
        return "history#" + id;
    }

    private static AttributeValue text(String value) {
        return AttributeValue.fromS(value);
    }

    private static AttributeValue number(long value) {
        return AttributeValue.fromN(Long.toString(value));
    }
}
