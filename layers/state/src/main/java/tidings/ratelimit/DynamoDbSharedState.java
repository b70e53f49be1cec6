package tidings.ratelimit;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import tidings.aws.Json;
import tidings.aws.UnavailableException;

/// A value in one item of a DynamoDB table, as JSON with a version: a write succeeds only with the latest version.
///
/// The last known value is cached, so a change costs one call without concurrent writers and two after a
/// conflict; the first one needs no read after a [#get]. If the response to a write is lost and the client
/// retries it, the change is applied twice.
public final class DynamoDbSharedState<T> implements SharedState<T> {
    /// A failed attempt returns the latest value, so the next conflicts only with a write made within milliseconds. A
    /// dozen environments that write all the time need dozens of attempts.
    private static final int ATTEMPTS = 100;

    private final DynamoDbClient dynamoDb;
    private final String table;
    private final Map<String, AttributeValue> key;
    private final Class<T> type;
    private final Function<T, Optional<Instant>> expiry;
    private Optional<Seen<T>> remembered = Optional.empty();

    /// @param version 0 where there is no item
    private record Seen<T>(long version, Optional<T> value) {}

    /// @param key the item's whole primary key
    /// @param expiry when the table can delete a value (its TTL), if ever
    public DynamoDbSharedState(
            DynamoDbClient dynamoDb,
            String table,
            Map<String, AttributeValue> key,
            Class<T> type,
            Function<T, Optional<Instant>> expiry) {
        this.dynamoDb = dynamoDb;
        this.table = table;
        this.key = Map.copyOf(key);
        this.type = type;
        this.expiry = expiry;
    }

    @Override
    public synchronized <R> R change(Function<Optional<T>, Change<T, R>> change) {
        boolean latest = remembered.isEmpty();
        Seen<T> seen = remembered.orElseGet(this::read);
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Change<T, R> made = change.apply(seen.value());
            if (made.next().isEmpty() && latest) {
                remembered = Optional.of(seen);
                return made.result();
            } else if (made.next().isEmpty()) {
                seen = read();
            } else {
                Seen<T> next = new Seen<>(seen.version() + 1, made.next());
                Optional<Seen<T>> conflict = write(seen.version(), next);
                if (conflict.isEmpty()) {
                    remembered = Optional.of(next);
                    return made.result();
                }
                seen = conflict.get();
            }
            latest = true;
        }
        throw new UnavailableException("an item of " + table + " was changed by others at every attempt");
    }

    /// Never writes, so a reader needs no permission to write.
    @Override
    public Optional<T> get() {
        return got(dynamoDb.getItem(request -> request.tableName(table).key(key).consistentRead(true))
                .item());
    }

    /// The value in an item that was read together with others, as if [#get] had read it.
    ///
    /// @param item empty where there is none
    public synchronized Optional<T> got(Map<String, AttributeValue> item) {
        Seen<T> seen = seen(item);
        remembered = Optional.of(seen);
        return seen.value();
    }

    private Seen<T> read() {
        return seen(
                dynamoDb.getItem(request -> request.tableName(table).key(key).consistentRead(true))
                        .item());
    }

    /// Returns the present value if its version is not the expected one.
    private Optional<Seen<T>> write(long expected, Seen<T> next) {
        T value = next.value().orElseThrow();
        Map<String, AttributeValue> item = new HashMap<>(key);
        item.put("version", number(next.version()));
        item.put("value", AttributeValue.fromS(Json.write(value)));
        expiry.apply(value).ifPresent(at -> item.put("expires", number(at.getEpochSecond())));
        try {
            dynamoDb.putItem(request -> {
                request.tableName(table)
                        .item(item)
                        .expressionAttributeNames(Map.of("#version", "version"))
                        .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD);
                if (expected == 0) {
                    request.conditionExpression("attribute_not_exists(#version)");
                } else {
                    request.conditionExpression("#version = :expected")
                            .expressionAttributeValues(Map.of(":expected", number(expected)));
                }
            });
            return Optional.empty();
        } catch (ConditionalCheckFailedException e) {
            return Optional.of(seen(e.hasItem() ? e.item() : Map.of()));
        }
    }

    private Seen<T> seen(Map<String, AttributeValue> item) {
        return item.containsKey("version")
                ? new Seen<>(
                        Long.parseLong(item.get("version").n()),
                        Optional.of(Json.read(item.get("value").s(), type)))
                : new Seen<>(0, Optional.empty());
    }

    private static AttributeValue number(long value) {
        return AttributeValue.fromN(Long.toString(value));
    }
}
