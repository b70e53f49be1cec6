package tidings.scraper.reddit;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The texts and numbers of an entry in the API's JSON by their paths, such as `preview/images/0/source/url`.
///
/// @param texts of the fields that are read
/// @param traits paths of what is true or an object, and of arrays with a slash behind
/// @param root where in the entry these are; empty for the entry itself, else it ends with a slash
record ApiValues(Map<String, String> texts, Set<String> traits, String root) {
    private static final Set<String> FIELDS = Set.of(
            "id",
            "name",
            "subreddit",
            "title",
            "author",
            "removed_by_category",
            "selftext",
            "url",
            "domain",
            "permalink",
            "post_hint",
            "crosspost_parent",
            "crosspost_parent_list",
            "score",
            "num_comments",
            "created_utc",
            "link_flair_text",
            "link_flair_richtext",
            "gallery_data",
            "media_metadata",
            "media",
            "preview",
            "poll_data");

    /// Pictures come in smaller forms, too.
    private static final Set<String> SMALLER = Set.of("p", "resolutions");

    /// `crosspost_parent_list/0/preview/images/0/variants/mp4/source/url` has nine names.
    private static final int DEPTH = 9;

    /// No more values of nested objects are read.
    private static final int MAX_VALUES = 10_000;

    /// More pictures than a gallery has.
    private static final int MAX_ELEMENTS = 100;

    /// Reads the object at whose start the parser is, up to its end.
    static ApiValues read(JsonParser json) throws IOException {
        ApiValues values = new ApiValues(new HashMap<>(), new HashSet<>(), "");
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            boolean wanted = FIELDS.contains(field);
            values.add(json, json.nextToken(), field, wanted ? DEPTH : 0);
        }
        return values;
    }

    /// @param depth of what is still read; a text only if it is positive
    private void add(JsonParser json, JsonToken value, String path, int depth) throws IOException {
        if (value == JsonToken.VALUE_TRUE || value == JsonToken.START_OBJECT) {
            traits.add(path);
        } else if (depth > 0 && (value == JsonToken.VALUE_STRING || value.isNumeric())) {
            texts.put(path, json.getText());
        }
        if (depth < 2 || depth < DEPTH && traits.size() + texts.size() > MAX_VALUES) {
            json.skipChildren();
        } else if (value == JsonToken.START_OBJECT) {
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                add(json, json.nextToken(), path + "/" + name, SMALLER.contains(name) ? 0 : depth - 1);
            }
        } else if (value == JsonToken.START_ARRAY) {
            traits.add(path + "/");
            for (int i = 0; json.nextToken() != JsonToken.END_ARRAY; i++) {
                add(json, json.currentToken(), path + "/" + i, depth - 1);
            }
        }
    }

    /// What is below an object.
    ApiValues in(String path) {
        return new ApiValues(texts, traits, root + path);
    }

    /// The objects of an array, in its order.
    Stream<ApiValues> elements(String array) {
        return IntStream.range(0, is(array + "/") ? MAX_ELEMENTS : 0)
                .mapToObj(i -> array + "/" + i)
                .filter(this::is)
                .map(path -> in(path + "/"));
    }

    /// Whether it is true or an object.
    boolean is(String path) {
        return traits.contains(root + path);
    }

    Optional<String> find(String path) {
        return Optional.ofNullable(texts.get(root + path));
    }

    /// Empty if there is none.
    String text(String path) {
        return find(path).orElse("");
    }

    /// A finite number, with or without a fraction, limited to a range.
    Optional<Double> number(String path, double least, double most) {
        try {
            return Optional.of(Double.valueOf(text(path)))
                    .filter(number -> !number.isNaN())
                    .map(number -> Math.clamp(number, least, most));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
