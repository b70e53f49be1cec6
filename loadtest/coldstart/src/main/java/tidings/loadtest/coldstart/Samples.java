package tidings.loadtest.coldstart;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/// Sample events of the functions that somebody waits for, each for another update by another person, of now:
/// what was done for one is not done again. Not thread-safe.
final class Samples {
    private static final Map<String, String> EVENTS = events();

    /// Their logical ids.
    static final Collection<String> FUNCTIONS = EVENTS.keySet();

    private final Path events;
    private final Map<String, String> texts = new LinkedHashMap<>();
    private int number;

    Samples(Path project) {
        this.events = project.resolve("events");
    }

    private static Map<String, String> events() {
        Map<String, String> events = new LinkedHashMap<>();
        events.put("BotFunction", "bot/top-command.json");
        events.put("ScraperFunction", "scraper/top-of-the-day.json");
        events.put("CategorizerFunction", "categorizer/posts-found.json");
        events.put("SenderFunction", "sender/show-card.json");
        events.put("ApiFunction", "api/health.json");
        return events;
    }

    /// @param id of the function
    byte[] next(String id) {
        Instant now = InstantSource.system().instant();
        number++;
        return texts.computeIfAbsent(id, this::text)
                .replace("810001", Integer.toString(810_001 + number))
                .replace("4711", Integer.toString(4_711 + number))
                .replaceAll("\\b17\\d{11}\\b", Long.toString(now.toEpochMilli()))
                .replaceAll("\\b17\\d{8}\\b", Long.toString(now.getEpochSecond()))
                .replaceAll(
                        "2026-11-20T[\\d:]+Z",
                        now.truncatedTo(ChronoUnit.SECONDS).toString())
                .getBytes(StandardCharsets.UTF_8);
    }

    private String text(String id) {
        try {
            return Files.readString(events.resolve(EVENTS.get(id)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
