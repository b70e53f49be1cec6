package tidings.localstack.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import tidings.localstack.telegram.BotApiFacts.Field;

/// Validates a JSON value inside an argument against the object types of the Bot API, and names the path that does
/// not match.
record ShapeCheck(BotApiFacts facts) {
    static final Set<String> SCALARS = Set.of("String", "Integer", "Float", "Boolean", "InputFile");
    private static final String ARRAY = "Array of ";
    private static final Pattern WHOLE = Pattern.compile("-?[0-9]{1,18}");

    /// The problem with the value, or nothing if it matches one of the types.
    Optional<String> check(List<String> types, JsonNode value, String path) {
        List<String> alternatives = facts.alternatives(types);
        List<String> elements = alternatives.stream()
                .filter(type -> type.startsWith(ARRAY))
                .map(type -> type.substring(ARRAY.length()))
                .toList();
        if (value.isArray() && !elements.isEmpty()) {
            return IntStream.range(0, value.size())
                    .mapToObj(i -> check(elements, value.get(i), path + "[" + i + "]"))
                    .flatMap(Optional::stream)
                    .findFirst();
        }
        List<String> likely = alternatives.stream()
                .filter(type -> fits(type, value) && (alternatives.size() == 1 || ofSaidType(type, value)))
                .sorted(Comparator.comparingInt((String type) -> -knownFields(type, value))
                        .thenComparing(String::length))
                .toList();
        if (likely.isEmpty()) {
            return Optional.of(mismatch(alternatives, value, path));
        }
        List<Optional<String>> problems = likely.stream()
                .map(type -> value.isObject() ? checkObject(type, value, path) : Optional.<String>empty())
                .toList();
        return problems.stream().anyMatch(Optional::isEmpty) ? Optional.empty() : problems.getFirst();
    }

    private Optional<String> checkObject(String type, JsonNode object, String path) {
        Map<String, Field> fields = facts.fields(type);
        for (Map.Entry<String, JsonNode> entry : object.properties()) {
            Field field = fields.get(entry.getKey());
            if (field == null) {
                return Optional.of(
                        "field \"%s\": %s".formatted(path, FieldCheck.unknown(type, entry.getKey(), fields.keySet())));
            }
            Optional<String> problem = entry.getValue().isNull()
                    ? Optional.empty()
                    : check(field.types(), entry.getValue(), path + "." + field.name());
            if (problem.isPresent()) {
                return problem;
            }
        }
        return fields.values().stream()
                .filter(field -> field.required() && !object.hasNonNull(field.name()))
                .map(field -> "field \"%s\": %s needs the field \"%s\"".formatted(path, type, field.name()))
                .sorted()
                .findFirst();
    }

    private static boolean fits(String type, JsonNode value) {
        return switch (type) {
            case "String", "InputFile" -> value.isTextual() || value.isNumber();
            case "Integer" ->
                value.isIntegralNumber()
                        || value.isTextual() && WHOLE.matcher(value.textValue()).matches();
            case "Float" -> value.isNumber();
            case "Boolean" -> value.isBoolean();
            case "KeyboardButton" -> value.isObject() || value.isTextual(); // a button may be its bare text
            default -> value.isObject() && !type.startsWith(ARRAY);
        };
    }

    /// Alternatives are distinguished by the value of `type`, which is the end of the type's name: `photo` is an
    /// `InputMediaPhoto`. Passport errors say the kind of document there instead.
    private boolean ofSaidType(String type, JsonNode value) {
        JsonNode said = value.path("type");
        if (!said.isTextual()
                || type.startsWith("PassportElementError")
                || !facts.fields(type).containsKey("type")) {
            return true;
        }
        String name = type.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
        return name.endsWith("_" + said.textValue());
    }

    private int knownFields(String type, JsonNode value) {
        if (!value.isObject()) {
            return 0;
        }
        Map<String, Field> fields = facts.fields(type);
        return (int) value.propertyStream()
                .filter(entry -> fields.containsKey(entry.getKey()))
                .count();
    }

    private String mismatch(List<String> types, JsonNode value, String path) {
        boolean objects =
                value.isObject() && types.stream().noneMatch(type -> SCALARS.contains(type) || type.startsWith(ARRAY));
        return objects
                ? "field \"%s\": type \"%s\" is none of %s"
                        .formatted(path, value.path("type").asText(), String.join(", ", types))
                : "field \"%s\" must be of type %s, not %s".formatted(path, String.join(" or ", types), kind(value));
    }

    static String kind(JsonNode value) {
        return switch (value.getNodeType()) {
            case STRING -> "this text";
            case NUMBER -> "this number";
            case BOOLEAN -> "a Boolean";
            case ARRAY -> "an Array";
            case OBJECT, POJO -> "an Object";
            case NULL, MISSING, BINARY -> "nothing";
        };
    }
}
