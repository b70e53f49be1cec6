package tidings.localstack.template;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads an `AWS::DynamoDB::Table`.
final class TableReader {
    private TableReader() {}

    static StackModel.Table read(String id, String name, Properties properties) {
        properties.text("TableName");
        Map<String, String> attributes = new LinkedHashMap<>();
        properties.nestedItems("AttributeDefinitions").forEach(attribute -> {
            attributes.put(attribute.required("AttributeName"), attribute.required("AttributeType"));
            attribute.finish();
        });
        return new StackModel.Table(
                id,
                name,
                attributes,
                keys(properties),
                properties.nested("TimeToLiveSpecification").flatMap(ttl -> {
                    String attribute = ttl.required("AttributeName");
                    boolean enabled = ttl.flag("Enabled", true);
                    ttl.finish();
                    return enabled ? Optional.of(attribute) : Optional.empty();
                }));
    }

    private static List<StackModel.Key> keys(Properties properties) {
        return properties.nestedItems("KeySchema").stream()
                .map(key -> {
                    StackModel.Key read =
                            new StackModel.Key(key.required("AttributeName"), key.choice("KeyType", "HASH", "RANGE"));
                    key.finish();
                    return read;
                })
                .toList();
    }
}
