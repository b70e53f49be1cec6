package tidings.localstack.template;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/// Types and properties that the local stack skips, each with the reason: `skipped.yaml` next to this class.
final class Skipped {
    private static final Value.Fields LIST = read();

    private Skipped() {}

    /// Types without effect here.
    static Map<String, String> types() {
        return texts("types", LIST.fields().get("types"));
    }

    /// Properties of a type without effect here, by path such as `FunctionUrlConfig.Cors`.
    static Map<String, String> properties(String type) {
        return LIST.fields().get("properties").fields("properties").get(type) instanceof Value properties
                ? texts(type, properties)
                : Map.of();
    }

    private static Map<String, String> texts(String what, Value value) {
        Map<String, String> texts = new LinkedHashMap<>();
        value.fields(what).forEach((key, reason) -> texts.put(key, reason.text(key)));
        return new TreeMap<>(texts);
    }

    private static Value.Fields read() {
        try (InputStream in = Skipped.class.getResourceAsStream("skipped.yaml")) {
            return YamlReader.read("skipped.yaml", new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read skipped.yaml", e);
        }
    }
}
