package tidings.simulator;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;
import tidings.localstack.template.StackModel;

/// Tables by DynamoDB's interface; each call takes effect as a whole. Counts the units that processes use, by
/// their names.
final class SimulatedDynamoDb implements DynamoDbClient {
    private final Map<String, Table> tables = new HashMap<>();
    private final Map<String, Units> units = new HashMap<>();
    private final VirtualTime time;

    /// What is paid for: four kilobytes read, half if the latest version is not asked for, and a kilobyte
    /// written, even by a write whose condition fails.
    /// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/on-demand-capacity-mode.html
    record Units(double read, double written) {
        private static final int READ = 4_096;
        private static final int WRITTEN = 1_024;

        Units plus(Units other) {
            return new Units(read + other.read, written + other.written);
        }

        static Units reading(Map<String, AttributeValue> item, Boolean latest) {
            double units = Math.max(1, Math.ceilDiv(bytes(item), READ));
            return new Units(Boolean.TRUE.equals(latest) ? units : units / 2, 0);
        }

        static Units writing(Map<String, AttributeValue> before, Map<String, AttributeValue> after) {
            return new Units(0, Math.max(1, Math.ceilDiv(Math.max(bytes(before), bytes(after)), WRITTEN)));
        }

        private static int bytes(Map<String, AttributeValue> item) {
            return item.entrySet().stream()
                    .mapToInt(attribute -> length(attribute.getKey()) + bytes(attribute.getValue()))
                    .sum();
        }

        private static int bytes(AttributeValue value) {
            return value.n() != null
                    ? value.n().length() / 2 + 1
                    : Stream.concat(Stream.ofNullable(value.s()), value.ss().stream())
                            .mapToInt(Units::length)
                            .sum();
        }

        private static int length(String text) {
            return text.getBytes(StandardCharsets.UTF_8).length;
        }
    }

    /// @param items by the values of their keys
    private record Table(List<String> keys, TreeMap<String, Map<String, AttributeValue>> items) {
        String key(Map<String, AttributeValue> item) {
            return keys.stream().map(key -> text(item.get(key))).collect(Collectors.joining("\u0000"));
        }

        Map<String, AttributeValue> get(Map<String, AttributeValue> key) {
            return items.getOrDefault(key(key), Map.of());
        }

        /// The items of the partition that a query names by its first condition.
        Collection<Map<String, AttributeValue>> partition(QueryRequest request) {
            String parameter = request.keyConditionExpression().split("\\s+")[2];
            String partition = text(request.expressionAttributeValues().get(parameter));
            return items.subMap(partition + "\u0000", partition + "\u0001").values();
        }
    }

    SimulatedDynamoDb(List<StackModel.Table> declared, VirtualTime time) {
        this.time = time;
        declared.forEach(table -> tables.put(
                table.name(),
                new Table(table.keys().stream().map(StackModel.Key::attribute).toList(), new TreeMap<>())));
    }

    @Override
    public GetItemResponse getItem(GetItemRequest request) {
        Map<String, AttributeValue> item = tables.get(request.tableName()).get(request.key());
        count(Units.reading(item, request.consistentRead()));
        return item.isEmpty()
                ? GetItemResponse.builder().build()
                : GetItemResponse.builder().item(item).build();
    }

    @Override
    public BatchGetItemResponse batchGetItem(BatchGetItemRequest request) {
        Map<String, List<Map<String, AttributeValue>>> found = new HashMap<>();
        request.requestItems()
                .forEach((table, keys) -> found.put(
                        table,
                        keys.keys().stream()
                                .map(tables.get(table)::get)
                                .peek(item -> count(Units.reading(item, keys.consistentRead())))
                                .filter(item -> !item.isEmpty())
                                .toList()));
        return BatchGetItemResponse.builder().responses(found).build();
    }

    @Override
    public PutItemResponse putItem(PutItemRequest request) {
        Table table = tables.get(request.tableName());
        count(Units.writing(table.get(request.item()), request.item()));
        check(
                new Expressions(
                        table.get(request.item()),
                        request.expressionAttributeNames(),
                        request.expressionAttributeValues()),
                request.conditionExpression());
        table.items().put(table.key(request.item()), Map.copyOf(request.item()));
        return PutItemResponse.builder().build();
    }

    @Override
    public DeleteItemResponse deleteItem(DeleteItemRequest request) {
        Table table = tables.get(request.tableName());
        count(Units.writing(table.get(request.key()), Map.of()));
        check(
                new Expressions(
                        table.get(request.key()),
                        request.expressionAttributeNames(),
                        request.expressionAttributeValues()),
                request.conditionExpression());
        table.items().remove(table.key(request.key()));
        return DeleteItemResponse.builder().build();
    }

    /// Deletes alone; nothing else is written that way.
    @Override
    public BatchWriteItemResponse batchWriteItem(BatchWriteItemRequest request) {
        request.requestItems()
                .forEach((table, writes) -> writes.forEach(write -> deleteItem(delete ->
                        delete.tableName(table).key(write.deleteRequest().key()))));
        return BatchWriteItemResponse.builder().build();
    }

    @Override
    public UpdateItemResponse updateItem(UpdateItemRequest request) {
        Table table = tables.get(request.tableName());
        Expressions expressions = new Expressions(
                table.get(request.key()), request.expressionAttributeNames(), request.expressionAttributeValues());
        count(Units.writing(table.get(request.key()), Map.of()));
        check(expressions, request.conditionExpression());
        Map<String, AttributeValue> updated = new HashMap<>(expressions.updated(request.updateExpression()));
        updated.putAll(request.key());
        table.items().put(table.key(request.key()), updated);
        return UpdateItemResponse.builder().attributes(updated).build();
    }

    @Override
    public QueryResponse query(QueryRequest request) {
        Collection<Map<String, AttributeValue>> items =
                tables.get(request.tableName()).partition(request);
        List<Map<String, AttributeValue>> found = new ArrayList<>(items.stream()
                .filter(item -> new Expressions(
                                item, request.expressionAttributeNames(), request.expressionAttributeValues())
                        .holds(request.keyConditionExpression()))
                .toList());
        if (Boolean.FALSE.equals(request.scanIndexForward())) {
            found = found.reversed();
        }
        int limit = request.limit() == null ? found.size() : Math.min(request.limit(), found.size());
        List<Map<String, AttributeValue>> page = found.subList(0, limit);
        Map<String, AttributeValue> all = new HashMap<>();
        page.forEach(item -> item.forEach((name, value) -> all.put(name + all.size(), value)));
        count(Units.reading(all, request.consistentRead()));
        return QueryResponse.builder().items(page).build();
    }

    /// Everything that is stored.
    Map<String, List<Map<String, AttributeValue>>> items() {
        return tables.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        table -> List.copyOf(table.getValue().items().values())));
    }

    Map<String, Units> units() {
        return units;
    }

    private void count(Units used) {
        units.merge(time.isInProcess() ? time.running().toString() : "", used, Units::plus);
    }

    private static void check(Expressions expressions, String condition) {
        if (condition != null && !expressions.holds(condition)) {
            ConditionalCheckFailedException.Builder failed =
                    ConditionalCheckFailedException.builder().message("The conditional request failed");
            throw expressions.item().isEmpty()
                    ? failed.build()
                    : failed.item(expressions.item()).build();
        }
    }

    private static String text(AttributeValue value) {
        return value.s() == null ? value.n() : value.s();
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {
        // There is nothing open.
    }
}
