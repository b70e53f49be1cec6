package tidings.localstack.template;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// The template's parameters with their values, given by the caller or else the default, validated as
/// CloudFormation does.
final class Parameters {
    private static final Set<String> KNOWN = Set.of(
            "Type",
            "Default",
            "AllowedValues",
            "AllowedPattern",
            "ConstraintDescription",
            "Description",
            "MinLength",
            "MaxLength",
            "MinValue",
            "MaxValue",
            "NoEcho");
    private static final Set<String> TYPES = Set.of("Number", "String");

    private final Map<String, Value> values = new LinkedHashMap<>();

    Parameters(Map<String, Value> declared, Map<String, String> given) {
        Set<String> unknown = new TreeSet<>(given.keySet());
        unknown.removeAll(declared.keySet());
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException(
                    "the template has no parameter " + unknown + "; it has " + new TreeSet<>(declared.keySet()));
        }
        declared.forEach((name, declaration) ->
                values.put(name, new Declared(name, declaration).value(Optional.ofNullable(given.get(name)))));
    }

    Optional<Value> value(String name) {
        return Optional.ofNullable(values.get(name));
    }

    private record Declared(String name, Value declaration) {
        Value value(Optional<String> given) {
            Map<String, Value> fields = declaration.fields("parameter " + name);
            for (Map.Entry<String, Value> field : fields.entrySet()) {
                if (!KNOWN.contains(field.getKey())) {
                    throw new TemplateException(
                            field.getValue().place(),
                            "parameter " + name + " has an unknown " + field.getKey() + "; known are "
                                    + new TreeSet<>(KNOWN));
                }
            }
            String type = attribute("Type").orElseThrow(() -> refused("has no Type"));
            if (!TYPES.contains(type)) {
                throw refused("has the unknown type " + type + "; known are " + new TreeSet<>(TYPES));
            }
            String text =
                    given.or(() -> attribute("Default")).orElseThrow(() -> refused("needs a value: it has no default"));
            check(text, type);
            return new Value.Text(text, declaration.place());
        }

        private void check(String text, String type) {
            Map<String, Value> fields = declaration.fields("parameter " + name);
            if (fields.get("AllowedValues") instanceof Value allowed) {
                List<String> values = allowed.items("AllowedValues").stream()
                        .map(v -> v.text("an allowed value"))
                        .toList();
                require(values.contains(text), "must be one of " + values);
            }
            attribute("AllowedPattern").ifPresent(p -> require(text.matches(p), "must match " + p));
            attribute("MinLength")
                    .ifPresent(n -> require(text.length() >= Integer.parseInt(n), "is shorter than " + n));
            attribute("MaxLength").ifPresent(n -> require(text.length() <= Integer.parseInt(n), "is longer than " + n));
            if (type.equals("Number")) {
                require(text.matches("-?\\d+(\\.\\d+)?"), "must be a number");
                double number = Double.parseDouble(text);
                attribute("MinValue").ifPresent(n -> require(number >= Double.parseDouble(n), "is less than " + n));
                attribute("MaxValue").ifPresent(n -> require(number <= Double.parseDouble(n), "is more than " + n));
            }
        }

        /// The value stays out of the message: it may be a secret.
        private void require(boolean holds, String rule) {
            if (!holds) {
                throw refused(attribute("ConstraintDescription")
                        .map(d -> rule + ": " + d)
                        .orElse(rule));
            }
        }

        private TemplateException refused(String why) {
            return new TemplateException(declaration.place(), "parameter " + name + " " + why);
        }

        private Optional<String> attribute(String key) {
            return Optional.ofNullable(declaration.fields("parameter " + name).get(key))
                    .map(v -> v.text(key));
        }
    }
}
