package tidings.localstack.telegram;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import tidings.localstack.telegram.BotApiFacts.Field;
import tidings.localstack.telegram.BotApiFacts.Method;

/// Validates the arguments of a call against the Bot API's facts and converts them to their types: a form sends
/// `true` and `{"inline_keyboard":[]}` as text, as Telegram allows.
///
/// Telegram ignores unknown fields; here they are rejected with the nearest known name, so that a typo is found.
/// For the same reason an object where text is expected is rejected instead of sent as its own JSON.
final class FieldCheck {
    private static final Pattern WHOLE = Pattern.compile("-?[0-9]{1,18}");
    private static final Pattern DECIMAL = Pattern.compile("-?[0-9]{1,18}(\\.[0-9]{1,18})?");
    private static final Map<String, String> TELEGRAMS_WORDS = Map.of(
            "chat_id", "chat_id is empty",
            "text", "message text is empty",
            "document", "there is no document in the request",
            "photo", "there is no photo in the request",
            "message_id", "message identifier is not specified");

    private final ShapeCheck shapes;

    FieldCheck(BotApiFacts facts) {
        this.shapes = new ShapeCheck(facts);
    }

    /// The arguments with their types, without those that are null.
    ///
    /// @param uploads the names of the files in the request
    ObjectNode check(Method method, ObjectNode arguments, Set<String> uploads) {
        ObjectNode checked = Json.object();
        arguments.properties().forEach(argument -> {
            Field field = known(method, argument.getKey());
            if (!argument.getValue().isNull()) {
                checked.set(field.name(), typed(method, field, argument.getValue()));
            }
        });
        for (String upload : uploads) {
            if (!checked.toString().contains("attach://" + upload)) {
                known(method, upload);
                checked.set(upload, TextNode.valueOf("attach://" + upload));
            }
        }
        method.fields().values().stream()
                .filter(field -> field.required() && !checked.has(field.name()))
                .map(Field::name)
                .sorted()
                .findFirst()
                .ifPresent(name -> {
                    throw ApiError.badRequest(TELEGRAMS_WORDS.getOrDefault(
                            name, "parameter \"%s\" of %s is required".formatted(name, method.name())));
                });
        return checked;
    }

    private static Field known(Method method, String name) {
        Field field = method.fields().get(name);
        if (field == null) {
            throw ApiError.badRequest(
                    unknown(method.name(), name, method.fields().keySet()));
        }
        return field;
    }

    static String unknown(String owner, String name, Set<String> names) {
        return names.isEmpty()
                ? "%s takes no field, but got \"%s\"".formatted(owner, name)
                : "%s has no field \"%s\"; nearest is \"%s\"".formatted(owner, name, Nearest.of(name, names));
    }

    private JsonNode typed(Method method, Field field, JsonNode given) {
        Optional<JsonNode> scalar = field.types().stream()
                .flatMap(type -> scalar(type, given).stream())
                .findFirst();
        if (scalar.isPresent()) {
            return scalar.get();
        }
        List<String> structured = field.types().stream()
                .filter(type -> !ShapeCheck.SCALARS.contains(type))
                .toList();
        if (structured.isEmpty()) {
            throw ApiError.badRequest("field \"%s\" of %s must be of type %s, not %s"
                    .formatted(
                            field.name(), method.name(), String.join(" or ", field.types()), ShapeCheck.kind(given)));
        }
        JsonNode value = given.isTextual() ? parsed(field, given.textValue()) : given;
        shapes.check(structured, value, field.name()).ifPresent(problem -> {
            throw ApiError.badRequest(problem);
        });
        return value;
    }

    private static JsonNode parsed(Field field, String text) {
        try {
            return Json.parse(text);
        } catch (JsonProcessingException e) {
            throw ApiError.badRequest(
                    "can't parse %s JSON object".formatted(field.name().replace('_', ' ')));
        }
    }

    private static Optional<JsonNode> scalar(String type, JsonNode given) {
        String text = given.isValueNode() ? given.asText().strip() : "";
        return switch (type) {
            case "String", "InputFile" ->
                given.isValueNode() ? Optional.of(TextNode.valueOf(given.asText())) : Optional.empty();
            case "Integer" ->
                WHOLE.matcher(text).matches() ? Optional.of(LongNode.valueOf(Long.parseLong(text))) : Optional.empty();
            case "Float" -> DECIMAL.matcher(text).matches() ? Optional.of(TextNode.valueOf(text)) : Optional.empty();
            case "Boolean" ->
                switch (text.toLowerCase(Locale.ROOT)) {
                    case "true", "yes", "1" -> Optional.of(BooleanNode.TRUE);
                    case "false", "no", "0" -> Optional.of(BooleanNode.FALSE);
                    default -> Optional.empty();
                };
            default -> Optional.empty();
        };
    }
}
