package tidings.simulator;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
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

/// Tables by DynamoDB's interface; each call takes effect as a whole.
final class SimulatedDynamoDb implements DynamoDbClient {
    private final Map<String, Table> tables = new HashMap<>();

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

    SimulatedDynamoDb(List<StackModel.Table> declared) {
        declared.forEach(table -> tables.put(
                table.name(),
                new Table(table.keys().stream().map(StackModel.Key::attribute).toList(), new TreeMap<>())));
    }

    @Override
    public GetItemResponse getItem(GetItemRequest request) {
        Map<String, AttributeValue> item = tables.get(request.tableName()).get(request.key());
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
                                .filter(item -> !item.isEmpty())
                                .toList()));
        return BatchGetItemResponse.builder().responses(found).build();
    }

    @Override
    public PutItemResponse putItem(PutItemRequest request) {
        Table table = tables.get(request.tableName());
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
        check(
                new Expressions(
                        table.get(request.key()),
                        request.expressionAttributeNames(),
                        request.expressionAttributeValues()),
                request.conditionExpression());
        table.items().remove(table.key(request.key()));
        return DeleteItemResponse.builder().build();
    }

    @Override
    public UpdateItemResponse updateItem(UpdateItemRequest request) {
        Table table = tables.get(request.tableName());
        Expressions expressions = new Expressions(
                table.get(request.key()), request.expressionAttributeNames(), request.expressionAttributeValues());
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
        return QueryResponse.builder().items(found.subList(0, limit)).build();
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
