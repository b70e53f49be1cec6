package tidings.localstack.template;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;

/// The evaluated properties of one resource, read by name. [#finish] makes sure that nothing is silently ignored: a
/// property that was not read, and is not listed as skipped with a reason, is an error.
final class Properties {
    private final String type;
    private final String path;
    private final SequencedMap<String, Value> fields;
    private final Place place;
    private final Set<String> known = new TreeSet<>();

    Properties(String type, Value.Fields fields) {
        this(type, "", fields);
    }

    private Properties(String type, String path, Value.Fields fields) {
        this.type = type;
        this.path = path;
        this.fields = fields.fields();
        this.place = fields.place();
    }

    Place place() {
        return place;
    }

    /// The line of the property, or of the resource if it has no such property.
    Place place(String name) {
        return value(name).map(Value::place).orElse(place);
    }

    Optional<Value> value(String name) {
        known.add(name);
        return Optional.ofNullable(fields.get(name));
    }

    Optional<String> text(String name) {
        return value(name).map(v -> v.text(name));
    }

    String required(String name) {
        return text(name).orElseThrow(() -> new TemplateException(place, type + " needs " + path + name));
    }

    OptionalInt number(String name) {
        return text(name)
                .map(text -> {
                    try {
                        return OptionalInt.of(Integer.parseInt(text));
                    } catch (NumberFormatException _) {
                        throw new TemplateException(place(name), name + " must be a whole number, and is " + text);
                    }
                })
                .orElse(OptionalInt.empty());
    }

    Duration seconds(String name, int otherwise) {
        return Duration.ofSeconds(number(name).orElse(otherwise));
    }

    boolean flag(String name, boolean otherwise) {
        return text(name)
                .map(text -> switch (text) {
                    case "true" -> true;
                    case "false" -> false;
                    default ->
                        throw new TemplateException(place(name), name + " must be true or false, and is " + text);
                })
                .orElse(otherwise);
    }

    /// One of these words; the first when the property is not there.
    String choice(String name, String otherwise, String... others) {
        String text = text(name).orElse(otherwise);
        if (!text.equals(otherwise) && !List.of(others).contains(text)) {
            Set<String> choices = new TreeSet<>(List.of(others));
            choices.add(otherwise);
            throw new TemplateException(place(name), name + " " + text + " is not known here; known are " + choices);
        }
        return text;
    }

    List<String> texts(String name) {
        return items(name).stream().map(v -> v.text("an item of " + name)).toList();
    }

    List<Value> items(String name) {
        return value(name).map(v -> v.items(name)).orElse(List.of());
    }

    Map<String, String> map(String name) {
        Map<String, String> texts = new LinkedHashMap<>();
        value(name).ifPresent(v -> v.fields(name).forEach((key, text) -> texts.put(key, text.text(name + "." + key))));
        return texts;
    }

    Optional<Properties> nested(String name) {
        return value(name).map(v -> nested(name, v));
    }

    List<Properties> nestedItems(String name) {
        return items(name).stream().map(v -> nested(name, v)).toList();
    }

    Properties nested(String name, Value value) {
        value.fields(name);
        return new Properties(type, path + name + ".", (Value.Fields) value);
    }

    /// @throws TemplateException at the first property that was not read
    void finish() {
        Map<String, String> skipped = Skipped.properties(type);
        fields.forEach((name, value) -> {
            if (!known.contains(name) && !skipped.containsKey(path + name)) {
                Set<String> names = new TreeSet<>(known);
                skipped.keySet().stream()
                        .filter(p -> p.startsWith(path) && p.indexOf('.', path.length()) < 0)
                        .map(p -> p.substring(path.length()))
                        .forEach(names::add);
                throw new TemplateException(
                        value.place(), type + " has no property " + path + name + " known here; known are " + names);
            }
        });
    }
}
