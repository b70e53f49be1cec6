package tidings.aws;

import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import tidings.localstack.template.StackModel;

/// Tables with the keys of the template's, made for one test.
public final class TestTables {
    private TestTables() {}

    /// @param id the logical id in the template
    /// @return the name of the new table
    public static String create(DynamoDbClient dynamoDb, String id) {
        StackModel.Table like = declared(id);
        String name = id + "-" + UUID.randomUUID();
        dynamoDb.createTable(table -> table.tableName(name)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(like.attributes().entrySet().stream()
                        .map(attribute -> AttributeDefinition.builder()
                                .attributeName(attribute.getKey())
                                .attributeType(attribute.getValue())
                                .build())
                        .toList())
                .keySchema(like.keys().stream()
                        .map(key -> KeySchemaElement.builder()
                                .attributeName(key.attribute())
                                .keyType(key.type())
                                .build())
                        .toList()));
        dynamoDb.waiter().waitUntilTableExists(table -> table.tableName(name));
        return name;
    }

    private static StackModel.Table declared(String id) {
        return Declared.model().tables().stream()
                .filter(table -> table.id().equals(id))
                .findFirst()
                .orElseThrow();
    }
}
