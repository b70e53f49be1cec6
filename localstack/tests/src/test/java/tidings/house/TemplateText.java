package tidings.house;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tidings.localstack.template.Value;
import tidings.localstack.template.YamlReader;
import tidings.testing.Project;

/// A template as it is written: maps, lists and texts, with `!Ref X` and its like as the text `!Ref X`.
record TemplateText(Map<String, Object> root) {
    static TemplateText read() {
        return read(Project.root().resolve("template.yaml"));
    }

    static TemplateText read(Path template) {
        return new TemplateText(map(plain(YamlReader.read(template))));
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

    /// The condition under which a resource exists; empty for always.
    String condition(String id) {
        return map(map(root.get("Resources")).get(id))
                .getOrDefault("Condition", "")
                .toString();
    }

    /// What a resource depends on beyond what it refers to.
    List<String> dependsOn(String id) {
        return switch (map(map(root.get("Resources")).get(id)).get("DependsOn")) {
            case null -> List.of();
            case List<?> several -> several.stream().map(Object::toString).toList();
            case Object one -> List.of(one.toString());
        };
    }

    /// The resource whose ARN this is.
    static String named(Object arn) {
        return String.valueOf(arn).replace("!GetAtt ", "").replace(".Arn", "");
    }

    /// The environment variables of a function.
    Map<String, Object> variables(String function) {
        return map(map(ofType("AWS::Serverless::Function").get(function).get("Environment"))
                .get("Variables"));
    }

    /// Properties of all events of a type that invoke functions.
    List<Map<String, Object>> events(String type) {
        return ofType("AWS::Serverless::Function").values().stream()
                .flatMap(function -> map(function.get("Events")).values().stream())
                .filter(event -> type.equals(map(event).get("Type")))
                .map(event -> map(map(event).get("Properties")))
                .toList();
    }

    static int number(Object text) {
        return Integer.parseInt(text.toString());
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

    private static Object plain(Value value) {
        return switch (value) {
            case Value.Text(String text, var _) -> text;
            case Value.Items(List<Value> items, var _) ->
                items.stream().map(TemplateText::plain).toList();
            case Value.Fields(var fields, var _) -> {
                Map<String, Object> plain = new LinkedHashMap<>();
                fields.forEach((name, field) -> plain.put(name, plain(field)));
                yield intrinsic(plain).<Object>map(text -> text).orElse(plain);
            }
            case Value.NoValue _ -> throw new IllegalArgumentException("not evaluated: " + value);
        };
    }

    /// The short form of an intrinsic function; empty for other maps.
    private static Optional<String> intrinsic(Map<String, Object> fields) {
        if (fields.size() != 1) {
            return Optional.empty();
        }
        String name = fields.keySet().iterator().next();
        Object argument = fields.get(name);
        return switch (name) {
            case "Ref" -> Optional.of("!Ref " + argument);
            case "Fn::GetAtt" ->
                Optional.of("!GetAtt "
                        + ((List<?>) argument).stream().map(Object::toString).collect(Collectors.joining(".")));
            case String function
            when function.startsWith("Fn::") -> Optional.of("!" + function.substring("Fn::".length()) + " " + argument);
            default -> Optional.empty();
        };
    }
}
