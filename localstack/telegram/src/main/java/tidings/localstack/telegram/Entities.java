package tidings.localstack.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Entities given as JSON, and those that Telegram detects in a text.
final class Entities {
    private static final Set<String> GIVEN = Set.of(
            "mention",
            "hashtag",
            "cashtag",
            "bot_command",
            "url",
            "email",
            "phone_number",
            "bold",
            "italic",
            "underline",
            "strikethrough",
            "spoiler",
            "blockquote",
            "expandable_blockquote",
            "code",
            "pre",
            "text_link",
            "text_mention",
            "custom_emoji",
            "date_time");
    private static final Set<String> VERBATIM = Set.of("code", "pre", "text_link", "text_mention");

    private static final Pattern FOUND = Pattern.compile(
            "(?<url>(?i:https?)://[^\\s<>\"]*[^\\s<>\".,;:!?)\\]}'])"
                    + "|(?<![\\w/<>])(?<command>/[a-zA-Z0-9_]{1,64}(?:@[a-zA-Z0-9_]{3,32})?)(?![\\w/<>])"
                    + "|(?<![\\w])(?<mention>@[a-zA-Z0-9_]{2,32})(?!\\w)"
                    + "|(?<![\\w#])(?<hashtag>#(?=[\\p{N}_]*\\p{L})[\\p{L}\\p{N}_]{1,256})(?!#)",
            Pattern.UNICODE_CHARACTER_CLASS);

    private static final Pattern LINK =
            Pattern.compile("(?i)(?:(?<scheme>https?|tg|ton|tonsite)://)?(?<host>[^\\s/?#]+)(?<rest>[^\\s]*)");
    private static final Pattern HOST =
            Pattern.compile("(?:[^.\\s]+@)?[\\p{L}\\p{N}_-]+(?:\\.[\\p{L}\\p{N}_-]+)+(?::\\d{1,5})?");

    private Entities() {}

    static Entity read(JsonNode json, int textLength) {
        String type = json.get("type").asText();
        if (!GIVEN.contains(type)) {
            throw ApiError.badRequest("can't parse MessageEntity: unsupported type \"%s\"; nearest is \"%s\""
                    .formatted(type, Nearest.of(type, GIVEN)));
        }
        int offset = json.get("offset").asInt();
        int length = json.get("length").asInt();
        if (offset < 0 || length <= 0 || offset + (long) length > textLength) {
            throw ApiError.badRequest(
                    "can't parse MessageEntity: offset %d and length %d leave the text of %d UTF-16 units"
                            .formatted(offset, length, textLength));
        }
        Map<String, String> details = new HashMap<>();
        for (String name : List.of("url", "language", "custom_emoji_id", "unix_time", "date_time_format")) {
            if (json.hasNonNull(name)) {
                details.put(name, json.get(name).asText());
            }
        }
        return new Entity(type, offset, length, Map.copyOf(details));
    }

    static Stream<Entity> found(String text, List<Entity> given) {
        List<Entity> closed = given.stream()
                .filter(entity ->
                        VERBATIM.contains(entity.type()) || entity.type().equals("url"))
                .toList();
        Matcher match = FOUND.matcher(text);
        return match.results()
                .map(hit -> new Entity(type(hit), hit.start(), hit.end() - hit.start()))
                .filter(entity -> closed.stream().noneMatch(entity::overlaps))
                .filter(entity -> given.stream()
                        .noneMatch(other -> other.type().equals(entity.type()) && other.overlaps(entity)));
    }

    private static String type(java.util.regex.MatchResult hit) {
        if (hit.group("url") != null) {
            return "url";
        }
        if (hit.group("command") != null) {
            return "bot_command";
        }
        return hit.group("mention") != null ? "mention" : "hashtag";
    }

    /// The full URL of a link, or nothing if Telegram would show the text without a link, as for a host without a
    /// dot.
    static Optional<String> link(String address) {
        Matcher match = LINK.matcher(address.strip());
        if (!match.matches()) {
            return Optional.empty();
        }
        String scheme = match.group("scheme");
        String host = match.group("host");
        boolean web =
                scheme == null || scheme.toLowerCase(java.util.Locale.ROOT).startsWith("http");
        if (web && !HOST.matcher(host).matches()) {
            return Optional.empty();
        }
        String rest = match.group("rest");
        return Optional.of((scheme == null ? "http" : scheme) + "://" + host + (web && rest.isEmpty() ? "/" : rest));
    }
}
