package tidings.state;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import tidings.aws.Json;
import tidings.settings.Insights;
import tidings.settings.Insights.Sample;
import tidings.settings.Week;

/// The latest [Insights], the last [Week], and of each quarter of an hour of a month a [Sample]: items of the
/// table of sources, by which functions outside the VPC pass them to functions inside. DynamoDB deletes the
/// latest after a day without a new one. Thread-safe.
public record InsightsTable(DynamoDbClient dynamoDb, String table) {
    /// Times of samples are multiples of this.
    private static final Duration GRID = Duration.ofMinutes(15);

    /// As many items as DynamoDB gives at once.
    private static final int MAX_SAMPLES = 100;

    private static final Duration WEEK_BEFORE = Duration.ofDays(7);
    private static final Duration LATEST = Duration.ofDays(1);
    private static final Duration HISTORY = Duration.ofDays(31);
    private static final String KEY = "insights";
    private static final String WEEK = KEY + ":week";

    public Optional<Insights> latest() {
        return read(KEY, Insights.class);
    }

    /// Whether this quarter of an hour has none yet.
    public boolean isDue(Instant now) {
        return latest().filter(latest -> onGrid(latest.at()).equals(onGrid(now)))
                .isEmpty();
    }

    /// The last week that was read.
    public Optional<Week> week() {
        return read(WEEK, Week.class);
    }

    private <T> Optional<T> read(String key, Class<T> type) {
        return Optional.ofNullable(dynamoDb.getItem(
                                get -> get.tableName(table).key(Map.of("source", AttributeValue.fromS(key))))
                        .item()
                        .get("value"))
                .map(value -> Json.read(value.s(), type));
    }

    /// At most a hundred samples of a period that ends now, evenly apart, the earliest first.
    public List<Sample> history(Instant now, Duration period) {
        long step = Math.ceilDiv(period.toSeconds(), MAX_SAMPLES * GRID.toSeconds()) * GRID.toSeconds();
        return samples(Stream.iterate(onGrid(now), at -> at.isAfter(now.minus(period)), at -> at.minusSeconds(step)));
    }

    /// The samples of this hour of the day, of today and of so many days before, the earliest first.
    public List<Sample> sameHour(Instant now, int days) {
        return samples(
                Stream.iterate(onGrid(now), at -> at.minus(Duration.ofDays(1))).limit(days + 1L));
    }

    /// The samples of the same hour of so many weeks before a time, the earliest first.
    public List<Sample> sameHourOfWeek(Instant at, int weeks) {
        return samples(Stream.iterate(onGrid(at).minus(WEEK_BEFORE), one -> one.minus(WEEK_BEFORE))
                .limit(weeks));
    }

    /// @param times on the grid, the latest first
    private List<Sample> samples(Stream<Instant> times) {
        List<Map<String, AttributeValue>> keys = times.limit(MAX_SAMPLES)
                .map(at -> Map.of("source", AttributeValue.fromS(key(at))))
                .toList();
        List<Sample> samples = new ArrayList<>();
        Map<String, KeysAndAttributes> wanted =
                Map.of(table, KeysAndAttributes.builder().keys(keys).build());
        while (!wanted.isEmpty()) {
            Map<String, KeysAndAttributes> asked = wanted;
            BatchGetItemResponse found = dynamoDb.batchGetItem(get -> get.requestItems(asked));
            found.responses()
                    .getOrDefault(table, List.of())
                    .forEach(item -> samples.add(Json.read(item.get("value").s(), Sample.class)));
            wanted = found.unprocessedKeys();
        }
        samples.sort(Comparator.comparing(Sample::at));
        return samples;
    }

    public void put(Insights insights) {
        put(KEY, insights, insights.at().plus(LATEST));
        put(
                key(onGrid(insights.at())),
                new Sample(insights.at(), insights.lastHour()),
                insights.at().plus(HISTORY));
    }

    public void put(Week week) {
        put(WEEK, week, week.until().plus(HISTORY));
    }

    private void put(String key, Object value, Instant expires) {
        dynamoDb.putItem(put -> put.tableName(table)
                .item(Map.of(
                        "source", AttributeValue.fromS(key),
                        "value", AttributeValue.fromS(Json.write(value)),
                        "expires", AttributeValue.fromN(Long.toString(expires.getEpochSecond())))));
    }

    private static Instant onGrid(Instant at) {
        return Instant.ofEpochSecond(Math.floorDiv(at.getEpochSecond(), GRID.toSeconds()) * GRID.toSeconds());
    }

    private static String key(Instant at) {
        return KEY + ":" + at;
    }
}
