package tidings.localstack.cost;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tidings.aws.Json;

/// Reads the files beside this class.
final class Yaml {
    private Yaml() {}

    static <T> T read(String file, TypeReference<T> type) {
        try (InputStream in = Yaml.class.getResourceAsStream(file)) {
            Object yaml = new Load(LoadSettings.builder().setLabel(file).build()).loadFromInputStream(in);
            return Json.mapper()
                    .readerFor(type)
                    .with(
                            DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                            DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                    .readValue(Json.mapper().<JsonNode>valueToTree(yaml));
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
    }
}
