package tidings.ratelimit;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import tidings.aws.UnavailableException;

/// A rate limiter in one item of a DynamoDB table, in milliseconds. Many environments write the item, so
/// while slots are reserved ahead it adds the interval, which never conflicts with another reservation; otherwise it
/// sets the next slot by a conditional write.
public final class DynamoDbRateLimiter implements RateLimiter {
    private static final int ATTEMPTS = 6;

    private final DynamoDbClient dynamoDb;
    private final String table;
    private final Map<String, AttributeValue> key;
    private final Supplier<Duration> interval;
    private final Duration burst;
    private volatile long seen;

    /// @param key the item's whole primary key
    /// @param interval in whole milliseconds; read for each reservation
    /// @param burst in whole milliseconds; may be none
    public DynamoDbRateLimiter(
            DynamoDbClient dynamoDb,
            String table,
            Map<String, AttributeValue> key,
            Supplier<Duration> interval,
            Duration burst) {
        this.dynamoDb = dynamoDb;
        this.table = table;
        this.key = Map.copyOf(key);
        this.interval = interval;
        this.burst = burst;
    }

    @Override
    public Instant reserve(Instant now, int slots) {
        Duration taken = interval.get().multipliedBy(slots);
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            try {
                Instant last = Instant.ofEpochMilli(seen);
                Instant next =
                        RateLimiter.isAhead(last, now, burst) ? afterOthers(now, taken) : atOnce(now, taken, last);
                return RateLimiter.early(next.minus(taken), burst, now);
            } catch (ConditionalCheckFailedException e) {
                seen = e.hasItem() && e.item().containsKey("next")
                        ? Long.parseLong(e.item().get("next").n())
                        : 0;
            }
        }
        throw new UnavailableException("an item of " + table + " was changed by others at every attempt");
    }

    @Override
    public void pause(Instant until) {
        try {
            dynamoDb.updateItem(request("attribute_not_exists(#next) or #next < :until", "SET #next = :until")
                    .expressionAttributeValues(
                            Map.of(":until", number(until.plus(burst).toEpochMilli())))
                    .build());
        } catch (ConditionalCheckFailedException _) {
            // The next slot is later anyway.
        }
    }

    private Instant afterOthers(Instant now, Duration taken) {
        return next(request("#next > :now and #next <= :farthest", "SET #next = #next + :taken")
                .expressionAttributeValues(Map.of(
                        ":now", number(now.toEpochMilli()),
                        ":farthest", number(RateLimiter.farthest(now, burst).toEpochMilli()),
                        ":taken", number(taken.toMillis()))));
    }

    /// @param last the latest next slot that is known: it may be farther ahead than anything that counts
    private Instant atOnce(Instant now, Duration taken, Instant last) {
        return next(request("attribute_not_exists(#next) or #next <= :now or #next = :last", "SET #next = :after")
                .expressionAttributeValues(Map.of(
                        ":now", number(now.toEpochMilli()),
                        ":last", number(last.toEpochMilli()),
                        ":after", number(now.plus(taken).toEpochMilli()))));
    }

    private UpdateItemRequest.Builder request(String condition, String update) {
        return UpdateItemRequest.builder()
                .tableName(table)
                .key(key)
                .conditionExpression(condition)
                .updateExpression(update)
                .expressionAttributeNames(Map.of("#next", "next"))
                .returnValues(ReturnValue.UPDATED_NEW)
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD);
    }

    private Instant next(UpdateItemRequest.Builder request) {
        seen = Long.parseLong(
                dynamoDb.updateItem(request.build()).attributes().get("next").n());
        return Instant.ofEpochMilli(seen);
    }

    private static AttributeValue number(long value) {
        return AttributeValue.fromN(Long.toString(value));
    }
}
