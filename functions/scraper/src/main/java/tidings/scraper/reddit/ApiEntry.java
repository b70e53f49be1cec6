package tidings.scraper.reddit;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import tidings.domain.PostKind;

/// An entry in the API's JSON, collected field by field; other fields are skipped, and so is a value of another type
/// than its field has.
final class ApiEntry {
    /// More than any post has; smaller and larger numbers become these.
    private static final int MAX_COUNT = 1_000_000_000;

    private String id = "";
    private String name = "";
    private String subreddit = "";
    private Optional<String> title = Optional.empty();
    private String body = "";
    private String url = "";
    private String domain = "";
    private String permalink = "";
    private String hint = "";
    private OptionalInt score = OptionalInt.empty();
    private OptionalInt comments = OptionalInt.empty();
    private boolean adult;
    private Optional<Instant> created = Optional.empty();
    private final Set<PostKind> traits = EnumSet.noneOf(PostKind.class);

    private ApiEntry() {}

    /// Parses the object at whose start the parser is.
    static ApiEntry parse(JsonParser json) throws IOException {
        ApiEntry entry = new ApiEntry();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            entry.set(field, json.nextToken(), json);
            json.skipChildren();
        }
        return entry;
    }

    /// @param kind of the entry, such as `t3`
    Entry as(String kind) {
        String full = (id.isBlank() ? name : id).toLowerCase(Locale.ROOT);
        return new Entry(
                full.startsWith(kind + "_") ? full : kind + "_" + full,
                subreddit,
                title,
                body,
                url,
                domain,
                permalink,
                kind(),
                score,
                comments,
                adult,
                created);
    }

    private void set(String field, JsonToken value, JsonParser json) throws IOException {
        switch (value) {
            case VALUE_STRING -> {
                text(field, json.getText());
                number(field, json.getText());
            }
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(field, json.getText());
            case VALUE_TRUE -> trait(field);
            case START_OBJECT -> {
                if (field.equals("poll_data")) {
                    traits.add(PostKind.POLL);
                }
            }
            default -> {} // null, false and arrays carry nothing that is used
        }
    }

    private void text(String field, String text) {
        switch (field) {
            case "id" -> id = text;
            case "name" -> name = text;
            case "subreddit" -> subreddit = text;
            case "title" -> title = Optional.of(text);
            case "selftext" -> body = text;
            case "url" -> url = text;
            case "domain" -> domain = text;
            case "permalink" -> permalink = text;
            case "post_hint" -> hint = text;
            case "crosspost_parent" -> traits.add(PostKind.CROSSPOST);
            default -> {} // not used
        }
    }

    private void number(String field, String text) {
        switch (field) {
            case "score" -> score = count(text, -MAX_COUNT);
            case "num_comments" -> comments = count(text, 0);
            case "created_utc" -> {
                double seconds = number(text);
                created = Double.isNaN(seconds)
                        ? Optional.empty()
                        : Optional.of(Instant.ofEpochSecond((long) Math.clamp(seconds, 0, 1e12)));
            }
            default -> {} // not used
        }
    }

    private static OptionalInt count(String text, int least) {
        double number = number(text);
        return Double.isNaN(number)
                ? OptionalInt.empty()
                : OptionalInt.of((int) Math.clamp(number, least, MAX_COUNT));
    }

    private static double number(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    private void trait(String field) {
        switch (field) {
            case "over_18" -> adult = true;
            case "is_gallery" -> traits.add(PostKind.GALLERY);
            case "is_video" -> traits.add(PostKind.VIDEO);
            case "is_self" -> traits.add(PostKind.TEXT);
            default -> {} // not used
        }
    }

    private PostKind kind() {
        if (traits.contains(PostKind.CROSSPOST)) {
            return PostKind.CROSSPOST;
        } else if (traits.contains(PostKind.POLL)) {
            return PostKind.POLL;
        } else if (traits.contains(PostKind.GALLERY)) {
            return PostKind.GALLERY;
        } else if (traits.contains(PostKind.VIDEO)) {
            return PostKind.VIDEO;
        } else if (traits.contains(PostKind.TEXT)) {
            return PostKind.TEXT;
        }
        return hint.equals("image") || domain.equals("i.redd.it") ? PostKind.IMAGE : PostKind.LINK;
    }
}
