package tidings.aws;

import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import tidings.localstack.template.LocalEndpoints;
import tidings.localstack.template.StackModel;
import tidings.localstack.template.Template;

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
        Template template =
                Template.read(project().resolve("template.yaml"), Map.of("BotToken", "1:no-token-is-needed-for-this"));
        URI nowhere = URI.create("http://127.0.0.1:1/");
        InetSocketAddress address = InetSocketAddress.createUnresolved("127.0.0.1", 1);
        Map<String, URI> urls = template.front().stream().collect(Collectors.toMap(front -> front, _ -> nowhere));
        return template.resolve(new LocalEndpoints(nowhere, nowhere, nowhere, address, address, urls)).tables().stream()
                .filter(table -> table.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static Path project() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("template.yaml"))) {
            folder = folder.getParent();
        }
        return folder;
    }
}
