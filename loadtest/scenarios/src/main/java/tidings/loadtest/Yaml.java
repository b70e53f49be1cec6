package tidings.loadtest;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/// Reads the YAML files beside the classes.
final class Yaml {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Yaml() {}

    /// @throws IllegalArgumentException if there is no such file, or it has something else than the type
    static <T> T read(String resource, Class<T> type) {
        try (InputStream in = Yaml.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalArgumentException("there is no " + resource);
            }
            Object parsed = new Load(LoadSettings.builder().setLabel(resource).build()).loadFromInputStream(in);
            return JSON.convertValue(parsed, type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
