package tidings.messages;

import tidings.aws.Json;
import tidings.domain.Resources;

/// The samples of `events/contracts/`, replayed before a snapshot is taken.
public final class Samples {
    private Samples() {}

    /// The sample of a contract, such as `scrape-requested.1`.
    public static String json(String name) {
        return Resources.text(Samples.class, "/contracts/" + name + ".json");
    }

    public static <T> T read(String name, Class<T> type) {
        return Json.read(json(name), type);
    }
}
