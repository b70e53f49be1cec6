package tidings.localstack.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/// The Bot API's methods and object types: names, types, and which fields are required.
///
/// The facts are in `bot-api.json`: a type is written as in the documentation (`Array of String`), alternatives are
/// separated by `|`, and a leading `?` marks an optional one.
final class BotApiFacts {
    private final Map<String, Method> methods;
    private final Map<String, Map<String, Field>> types;
    private final Map<String, List<String>> unions;

    /// @param name in the documentation's spelling
    record Method(String name, Map<String, Field> fields) {}

    record Field(String name, List<String> types, boolean required) {}

    private BotApiFacts(JsonNode json) {
        this.methods = json.get("methods").properties().stream()
                .map(entry -> new Method(entry.getKey(), fields(entry.getValue())))
                .collect(Collectors.toUnmodifiableMap(method -> key(method.name()), method -> method));
        this.types = json.get("types").properties().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, entry -> fields(entry.getValue())));
        this.unions = json.get("unions").properties().stream()
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey,
                        entry -> StreamSupport.stream(entry.getValue().spliterator(), false)
                                .map(JsonNode::asText)
                                .toList()));
    }

    static BotApiFacts load() {
        try (InputStream in = BotApiFacts.class.getResourceAsStream("bot-api.json")) {
            return new BotApiFacts(Json.parse(in.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException("bot-api.json is packaged with the sandbox but cannot be read", e);
        }
    }

    /// By its name in any case.
    Optional<Method> method(String name) {
        return Optional.ofNullable(methods.get(key(name)));
    }

    Set<String> methodNames() {
        return methods.values().stream().map(Method::name).collect(Collectors.toUnmodifiableSet());
    }

    /// The fields of an object type.
    Map<String, Field> fields(String type) {
        Map<String, Field> fields = types.get(type);
        if (fields == null) {
            throw new IllegalStateException("bot-api.json names the type " + type + " but does not describe it");
        }
        return fields;
    }

    /// The object types that a union such as `BotCommandScope` stands for; of any other type, itself.
    List<String> alternatives(List<String> types) {
        List<String> alternatives = new ArrayList<>();
        for (String type : types) {
            List<String> members = unions.get(type);
            if (members == null) {
                alternatives.add(type);
            } else {
                alternatives.addAll(alternatives(members));
            }
        }
        return alternatives;
    }

    private static Map<String, Field> fields(JsonNode json) {
        Map<String, Field> fields = new LinkedHashMap<>();
        json.properties().forEach(entry -> {
            String types = entry.getValue().asText();
            boolean required = !types.startsWith("?");
            List<String> alternatives = List.of((required ? types : types.substring(1)).split("\\|"));
            fields.put(entry.getKey(), new Field(entry.getKey(), alternatives, required));
        });
        return Map.copyOf(fields);
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
