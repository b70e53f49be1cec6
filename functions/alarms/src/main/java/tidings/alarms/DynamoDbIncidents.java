package tidings.alarms;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import tidings.domain.ChatId;
import tidings.aws.Json;

/// Incidents in the table of chats, beside what else is known of the operators' chat, until two weeks after their last
/// change. Thread-safe.
final class DynamoDbIncidents implements Incidents {
    private static final Duration KEPT = Duration.ofDays(14);

    private final DynamoDbClient dynamoDb;
    private final String table;
    private final AttributeValue chat;

    DynamoDbIncidents(DynamoDbClient dynamoDb, String table, ChatId operators) {
        this.dynamoDb = dynamoDb;
        this.table = table;
        this.chat = AttributeValue.fromN(Long.toString(operators.value()));
    }

    @Override
    public List<Incident> all() {
        return dynamoDb
                .queryPaginator(request -> request.tableName(table)
                        .keyConditionExpression("chat = :chat AND begins_with(#item, :alarm)")
                        .expressionAttributeNames(Map.of("#item", "item"))
                        .expressionAttributeValues(Map.of(":chat", chat, ":alarm", AttributeValue.fromS("alarm#")))
                        .consistentRead(true))
                .items()
                .stream()
                .map(item -> Json.read(item.get("incident").s(), Incident.class))
                .toList();
    }

    @Override
    public boolean save(Incident incident) {
        Map<String, AttributeValue> item = Map.of(
                "chat", chat,
                "item", AttributeValue.fromS("alarm#" + incident.alarm().key()),
                "incident", AttributeValue.fromS(Json.write(incident)),
                "revision", number(incident.revision()),
                "expires", number(incident.changed().plus(KEPT).getEpochSecond()));
        try {
            dynamoDb.putItem(request -> request.tableName(table)
                    .item(item)
                    .conditionExpression(
                            incident.revision() == 1 ? "attribute_not_exists(revision)" : "revision = :before")
                    .expressionAttributeValues(
                            incident.revision() == 1 ? null : Map.of(":before", number(incident.revision() - 1L))));
            return true;
        } catch (ConditionalCheckFailedException _) {
            return false;
        }
    }

    private static AttributeValue number(long value) {
        return AttributeValue.fromN(Long.toString(value));
    }
}
