package tidings.localstack.template;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Evaluates CloudFormation's intrinsic functions to plain values.
final class Intrinsics {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{(!?)([^}]*)}");
    private static final String KNOWN = "Ref, Fn::GetAtt, Fn::Sub, Fn::If, Fn::Select, Fn::FindInMap, Fn::GetAZs,"
            + " and in conditions Fn::Equals, Fn::Not";

    private final PseudoParameters pseudo;
    private final Parameters parameters;
    private final Map<String, Value> mappings;
    private final Conditions conditions;
    private final Optional<LocalReferences> references;

    /// @param references empty for conditions, which CloudFormation evaluates before there are resources
    Intrinsics(
            PseudoParameters pseudo,
            Parameters parameters,
            Map<String, Value> mappings,
            Conditions conditions,
            Optional<LocalReferences> references) {
        this.pseudo = pseudo;
        this.parameters = parameters;
        this.mappings = mappings;
        this.conditions = conditions;
        this.references = references;
    }

    Value resolve(Value value) {
        return switch (value) {
            case Value.Text text -> text;
            case Value.NoValue none -> none;
            case Value.Items(List<Value> items, Place place) ->
                new Value.Items(
                        items.stream()
                                .map(this::resolve)
                                .filter(v -> !(v instanceof Value.NoValue))
                                .toList(),
                        place);
            case Value.Fields(SequencedMap<String, Value> fields, Place place) ->
                isCall(fields)
                        ? call(fields.firstEntry().getKey(), fields.firstEntry().getValue(), place)
                        : all(fields, place);
        };
    }

    static boolean isCall(Map<String, Value> fields) {
        return fields.size() == 1
                && fields.keySet().stream().allMatch(key -> key.equals("Ref") || key.startsWith("Fn::"));
    }

    private Value all(SequencedMap<String, Value> fields, Place place) {
        SequencedMap<String, Value> resolved = new LinkedHashMap<>();
        fields.forEach((key, field) -> {
            Value value = resolve(field);
            if (!(value instanceof Value.NoValue)) {
                resolved.put(key, value);
            }
        });
        return new Value.Fields(resolved, place);
    }

    private Value call(String name, Value argument, Place place) {
        return switch (name) {
            case "Ref" -> ref(argument.text("Ref"), place);
            case "Fn::GetAtt" -> attribute(argument, place);
            case "Fn::Sub" -> substitute(argument, place);
            case "Fn::If" -> {
                List<Value> parts = arguments(name, argument, 3);
                yield resolve(
                        conditions.holds(parts.get(0).text("the condition of Fn::If"), place)
                                ? parts.get(1)
                                : parts.get(2));
            }
            case "Fn::Select" -> {
                List<Value> parts = arguments(name, argument, 2);
                List<Value> items = resolve(parts.get(1)).items("the list of Fn::Select");
                int index = Integer.parseInt(resolve(parts.get(0)).text("the index of Fn::Select"));
                if (index < 0 || index >= items.size()) {
                    throw new TemplateException(place, "Fn::Select of item " + index + " of " + items.size());
                }
                yield items.get(index);
            }
            case "Fn::FindInMap" -> find(arguments(name, argument, 3), place);
            case "Fn::GetAZs" ->
                new Value.Items(
                        Stream.of("a", "b", "c")
                                .<Value>map(zone -> new Value.Text(pseudo.region() + zone, place))
                                .toList(),
                        place);
            default -> throw new TemplateException(place, "unknown intrinsic " + name + "; known are " + KNOWN);
        };
    }

    private Value ref(String name, Place place) {
        if (name.equals("AWS::NoValue")) {
            return new Value.NoValue(place);
        }
        if (name.startsWith("AWS::")) {
            return new Value.Text(pseudo.value(name, place), place);
        }
        return parameters
                .value(name)
                .or(() -> references.flatMap(known -> known.ref(name)).map(text -> new Value.Text(text, place)))
                .orElseThrow(() -> new TemplateException(
                        place,
                        "Ref to " + name + ", which is neither a parameter"
                                + " nor a resource that exists under these conditions"));
    }

    private Value attribute(Value argument, Place place) {
        List<Value> parts = argument.items("Fn::GetAtt");
        if (parts.size() < 2) {
            throw new TemplateException(place, "Fn::GetAtt needs a resource and an attribute");
        }
        String attribute = parts.stream()
                .skip(1)
                .map(part -> resolve(part).text("an attribute name"))
                .collect(Collectors.joining("."));
        return new Value.Text(attribute(parts.getFirst().text("a resource name"), attribute, place), place);
    }

    private String attribute(String resource, String attribute, Place place) {
        return references
                .flatMap(known -> known.attribute(resource, attribute, place))
                .orElseThrow(() -> new TemplateException(
                        place,
                        "Fn::GetAtt of " + resource + ", which is no resource that exists under these conditions"));
    }

    private Value substitute(Value argument, Place place) {
        String text = argument instanceof Value.Items
                ? arguments("Fn::Sub", argument, 2).get(0).text("Fn::Sub")
                : argument.text("Fn::Sub");
        Map<String, Value> own = argument instanceof Value.Items(List<Value> items, Place _)
                ? items.get(1).fields("the variables of Fn::Sub")
                : Map.of();
        return new Value.Text(
                VARIABLE.matcher(text).replaceAll(match -> {
                    String name = match.group(2).strip();
                    if (!match.group(1).isEmpty()) {
                        return Matcher.quoteReplacement("${" + name + "}");
                    }
                    int dot = name.indexOf('.');
                    String value;
                    if (own.get(name) instanceof Value variable) {
                        value = resolve(variable).text("the variable " + name);
                    } else if (dot > 0) {
                        value = attribute(name.substring(0, dot), name.substring(dot + 1), place);
                    } else {
                        value = ref(name, place).text("${" + name + "}");
                    }
                    return Matcher.quoteReplacement(value);
                }),
                place);
    }

    private Value find(List<Value> path, Place place) {
        Value found = new Value.Fields(new LinkedHashMap<>(mappings), place);
        for (Value step : path) {
            String key = resolve(step).text("a key of Fn::FindInMap");
            Map<String, Value> choices = found.fields("Fn::FindInMap");
            found = choices.get(key);
            if (found == null) {
                throw new TemplateException(place, "Fn::FindInMap finds no " + key + "; there is " + choices.keySet());
            }
        }
        return found;
    }

    static List<Value> arguments(String name, Value argument, int count) {
        List<Value> parts = argument.items(name);
        if (parts.size() != count) {
            throw new TemplateException(
                    argument.place(), name + " needs " + count + " arguments, and has " + parts.size());
        }
        return parts;
    }
}
