package tidings.localstack.template;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Stream;

/// SAM's Globals section: maps are merged, lists are appended to the global ones, anything else of the resource wins
/// over the global one.
final class Globals {
    private static final Map<String, String> TYPES =
            Map.of("Function", "AWS::Serverless::Function", "HttpApi", "AWS::Serverless::HttpApi");

    private final Map<String, Value> byType = new LinkedHashMap<>();

    Globals(SequencedMap<String, Value> section) {
        section.forEach((name, value) -> {
            String type = TYPES.get(name);
            if (type == null) {
                throw new TemplateException(
                        value.place(), "unknown Globals section " + name + "; known are " + TYPES.keySet());
            }
            byType.put(type, value);
        });
    }

    /// @param ignored global properties that the resource does without
    Declaration merge(Declaration resource, List<String> ignored) {
        return byType.get(resource.type()) instanceof Value global
                ? new Declaration(
                        resource.id(),
                        resource.type(),
                        (Value.Fields) merge(without(ignored, global), resource.properties()),
                        resource.dependsOn(),
                        resource.place())
                : resource;
    }

    private static Value without(List<String> ignored, Value global) {
        SequencedMap<String, Value> kept = new LinkedHashMap<>(global.fields("Globals"));
        ignored.forEach(kept::remove);
        return new Value.Fields(kept, global.place());
    }

    private static Value merge(Value global, Value own) {
        if (global instanceof Value.Items(var first, Place _) && own instanceof Value.Items(var second, Place place)) {
            return new Value.Items(
                    Stream.concat(first.stream(), second.stream()).toList(), place);
        }
        if (global instanceof Value.Fields(var first, Place _)
                && own instanceof Value.Fields(var second, Place place)
                && !Intrinsics.isCall(first)
                && !Intrinsics.isCall(second)) {
            SequencedMap<String, Value> merged = new LinkedHashMap<>(first);
            second.forEach((key, value) -> merged.merge(key, value, Globals::merge));
            return new Value.Fields(merged, place);
        }
        return own;
    }
}
