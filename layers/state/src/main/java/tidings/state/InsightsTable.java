package tidings.state;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import tidings.aws.Json;
import tidings.settings.Insights;

/// The latest [Insights]: an item of the table of sources, by which functions outside the VPC pass them to functions
/// inside. DynamoDB deletes it after a day without a new one. Thread-safe.
public record InsightsTable(DynamoDbClient dynamoDb, String table) {
    private static final Duration RETENTION = Duration.ofDays(1);
    private static final Map<String, AttributeValue> KEY = Map.of("source", AttributeValue.fromS("insights"));

    public Optional<Insights> latest() {
        return Optional.ofNullable(dynamoDb.getItem(get -> get.tableName(table).key(KEY))
                        .item()
                        .get("value"))
                .map(value -> Json.read(value.s(), Insights.class));
    }

    public void put(Insights insights) {
        long expires = insights.at().plus(RETENTION).getEpochSecond();
        dynamoDb.putItem(put -> put.tableName(table)
                .item(Map.of(
                        "source", KEY.get("source"),
                        "value", AttributeValue.fromS(Json.write(insights)),
                        "expires", AttributeValue.fromN(Long.toString(expires)))));
    }
}
