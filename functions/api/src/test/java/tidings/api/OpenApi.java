package tidings.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialects;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tidings.aws.Json;

import static org.assertj.core.api.Assertions.assertThat;

/// The description of the API, to hold routes and responses against.
final class OpenApi {
    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(
            Dialects.getOpenApi31(),
            registry -> registry.schemaRegistryConfig(
                    SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));

    private final JsonNode document;

    private OpenApi(JsonNode document) {
        this.document = document;
    }

    static OpenApi read() {
        try (InputStream in = OpenApi.class.getResourceAsStream("/openapi.yaml")) {
            return new OpenApi(new YAMLMapper().readTree(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// By method and path, such as `GET /health`.
    Map<String, JsonNode> operations() {
        Map<String, JsonNode> operations = new TreeMap<>();
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().stream()
                        .filter(operation -> !operation.getKey().equals("parameters"))
                        .forEach(operation -> operations.put(
                                operation.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey(),
                                operation.getValue())));
        return operations;
    }

    /// The path with the examples of its parameters.
    String example(String path) {
        String example = path;
        for (JsonNode parameter : document.path("paths").path(path).path("parameters")) {
            example = example.replace(
                    "{" + parameter.path("name").asText() + "}",
                    parameter.path("example").asText());
        }
        return example;
    }

    /// Asserts that the response is one that the operation describes; a problem where there is no such operation.
    void describes(String method, Optional<String> operation, int status, String type, String body) {
        if (method.equals("HEAD") || status == 204) {
            assertThat(body).as("body of a response without content").isEmpty();
            return;
        }
        JsonNode responses = operation
                .map(name -> operations().get(name).path("responses"))
                .orElseGet(
                        () -> document.path("paths").path("/health").path("get").path("responses"));
        JsonNode response = resolved(
                responses.has(Integer.toString(status))
                        ? responses.get(Integer.toString(status))
                        : responses.path("default"));
        JsonNode content = response.path("content");
        if (content.isMissingNode()) {
            assertThat(body).as("body of a response without content").isEmpty();
            return;
        }
        String mediaType = type.split(";")[0];
        assertThat(content.has(mediaType))
                .as("%s %d of type %s in openapi.yaml: %s", operation, status, type, content)
                .isTrue();
        assertThat(SCHEMAS.getSchema(schema(content.path(mediaType).path("schema")))
                        .validate(mediaType.endsWith("json") ? json(body) : TextNode.valueOf(body)))
                .as("%s %d: %s", operation, status, body)
                .isEmpty();
    }

    /// A schema that its references can be resolved in.
    private JsonNode schema(JsonNode schema) {
        ObjectNode root = schema.deepCopy();
        root.set("components", document.path("components"));
        return root;
    }

    private JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? document.at(node.get("$ref").asText().substring(1)) : node;
    }

    static JsonNode json(String body) {
        try {
            return Json.mapper().readTree(body);
        } catch (JsonProcessingException e) {
            throw new AssertionError(body, e);
        }
    }
}
