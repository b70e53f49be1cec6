package tidings.scraper.reddit;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import tidings.domain.PostKind;

/// Reads an entry in the API's JSON field by field. Skips other fields, and values of a type that a field cannot have.
final class ApiEntry {
    private static final Set<String> TEXTS = Set.of(
            "id",
            "name",
            "subreddit",
            "title",
            "selftext",
            "url",
            "domain",
            "permalink",
            "post_hint",
            "crosspost_parent",
            "score",
            "num_comments",
            "created_utc");

    /// More than any post has; smaller and larger numbers become these.
    private static final int MAX_COUNT = 1_000_000_000;

    private final Map<String, String> texts = new HashMap<>();
    private final Set<String> traits = new HashSet<>();

    private ApiEntry() {}

    /// Parses the object at whose start the parser is.
    static ApiEntry parse(JsonParser json) throws IOException {
        ApiEntry entry = new ApiEntry();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            JsonToken value = json.nextToken();
            if (value == JsonToken.VALUE_TRUE || value == JsonToken.START_OBJECT) {
                entry.traits.add(field);
            } else if ((value == JsonToken.VALUE_STRING || value.isNumeric()) && TEXTS.contains(field)) {
                entry.texts.put(field, json.getText());
            }
            json.skipChildren();
        }
        return entry;
    }

    /// @param kind of the entry, such as `t3`
    Entry as(String kind) {
        String full = (text("id").isBlank() ? text("name") : text("id")).toLowerCase(Locale.ROOT);
        return new Entry(
                full.startsWith(kind + "_") ? full : kind + "_" + full,
                text("subreddit"),
                Optional.ofNullable(texts.get("title")),
                text("selftext"),
                text("url"),
                text("domain"),
                text("permalink"),
                kind(),
                count("score", -MAX_COUNT),
                count("num_comments", 0),
                traits.contains("over_18"),
                number("created_utc").map(seconds -> Instant.ofEpochSecond((long) Math.clamp(seconds, 0, 1e12))));
    }

    private String text(String field) {
        return texts.getOrDefault(field, "");
    }

    private OptionalInt count(String field, int least) {
        return number(field)
                .map(number -> OptionalInt.of((int) Math.clamp(number, least, MAX_COUNT)))
                .orElseGet(OptionalInt::empty);
    }

    private Optional<Double> number(String field) {
        try {
            return Optional.of(Double.valueOf(text(field))).filter(number -> !number.isNaN());
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private PostKind kind() {
        if (texts.containsKey("crosspost_parent")) {
            return PostKind.CROSSPOST;
        } else if (traits.contains("poll_data")) {
            return PostKind.POLL;
        } else if (traits.contains("is_gallery")) {
            return PostKind.GALLERY;
        } else if (traits.contains("is_video")) {
            return PostKind.VIDEO;
        } else if (traits.contains("is_self")) {
            return PostKind.TEXT;
        }
        return text("post_hint").equals("image") || text("domain").equals("i.redd.it") ? PostKind.IMAGE : PostKind.LINK;
    }
}
