package tidings.house;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/// A template as it is written: maps, lists and texts, with `!Ref X` and its like as the text `!Ref X`.
record TemplateText(Map<String, Object> root) {
    static TemplateText read() {
        return read(project().resolve("template.yaml"));
    }

    static TemplateText read(Path template) {
        try (Reader in = Files.newBufferedReader(template)) {
            Node node = new Compose(LoadSettings.builder().build())
                    .composeReader(in)
                    .orElseThrow();
            return new TemplateText(map(plain(node)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The project's top folder, from whichever folder the tests run in.
    static Path project() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("template.yaml"))) {
            folder = folder.getParent();
        }
        return folder;
    }

    /// Properties of all resources of a type, by logical id.
    Map<String, Map<String, Object>> ofType(String type) {
        Map<String, Map<String, Object>> found = new LinkedHashMap<>();
        map(root.get("Resources")).forEach((id, resource) -> {
            if (type.equals(map(resource).get("Type"))) {
                found.put(id, map(map(resource).get("Properties")));
            }
        });
        return found;
    }

    /// What a resource depends on beyond what it refers to.
    List<String> dependsOn(String id) {
        return switch (map(map(root.get("Resources")).get(id)).get("DependsOn")) {
            case null -> List.of();
            case List<?> several -> several.stream().map(Object::toString).toList();
            case Object one -> List.of(one.toString());
        };
    }

    /// The folder under `functions/` and the package that a function is in.
    String module(String function) {
        return ofType("AWS::Serverless::Function")
                .get(function)
                .get("Handler")
                .toString()
                .split("\\.")[1];
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> map(Object value) {
        return value == null ? Map.of() : (Map<String, Object>) value;
    }

    private static Object plain(Node node) {
        String tag = node.getTag().getValue();
        String prefix = tag.startsWith("!") ? tag + " " : "";
        return switch (node) {
            case ScalarNode scalar -> prefix + scalar.getValue();
            case SequenceNode sequence -> {
                List<Object> items = new ArrayList<>();
                sequence.getValue().forEach(item -> items.add(plain(item)));
                yield prefix.isEmpty() ? items : prefix + items;
            }
            case MappingNode mapping -> {
                Map<String, Object> fields = new LinkedHashMap<>();
                for (NodeTuple field : mapping.getValue()) {
                    fields.put(((ScalarNode) field.getKeyNode()).getValue(), plain(field.getValueNode()));
                }
                yield fields;
            }
            default -> throw new IllegalArgumentException("unexpected node " + node.getNodeType());
        };
    }
}
