package tidings.messages;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import tidings.aws.Json;

/// The samples of `events/contracts/`, replayed before a snapshot is taken.
public final class Samples {
    private Samples() {}

    /// The sample of a contract, such as `scrape-requested.1`.
    public static String json(String name) {
        try (InputStream in = Samples.class.getResourceAsStream("/contracts/" + name + ".json")) {
            if (in == null) {
                throw new IllegalArgumentException("no sample events/contracts/" + name + ".json");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("sample " + name, e);
        }
    }

    public static <T> T read(String name, Class<T> type) {
        return Json.read(json(name), type);
    }
}
