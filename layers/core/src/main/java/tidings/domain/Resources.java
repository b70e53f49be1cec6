package tidings.domain;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/// What is shipped beside a class.
public final class Resources {
    private Resources() {}

    /// A resource in UTF-8.
    ///
    /// @throws IllegalStateException if there is no such resource
    public static String text(Class<?> beside, String name) {
        try (InputStream in = beside.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("there is no resource " + name + " beside " + beside.getName());
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }

    /// The properties of a resource such as `words.en.properties`, by their keys in order.
    ///
    /// @throws IllegalStateException if there is no such resource
    public static Map<String, String> properties(Class<?> beside, String name) {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(text(beside, name)));
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
        Map<String, String> sorted = new TreeMap<>();
        properties.forEach((key, value) -> sorted.put(key.toString(), value.toString()));
        return sorted;
    }
}
