package tidings.localstack.telegram;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Parses the HTML of `parse_mode=HTML` (https://core.telegram.org/bots/api#html-style) into text and entities, and
/// rejects what Telegram rejects, with its error texts and byte offsets.
///
/// It is stricter in one point: Telegram shows an unknown named reference such as `&nbsp;` literally; here it is
/// rejected, because a reader would see the raw reference. A bare `&` is accepted, as by Telegram.
final class HtmlParser {
    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("b", "bold"),
            Map.entry("strong", "bold"),
            Map.entry("i", "italic"),
            Map.entry("em", "italic"),
            Map.entry("u", "underline"),
            Map.entry("ins", "underline"),
            Map.entry("s", "strikethrough"),
            Map.entry("strike", "strikethrough"),
            Map.entry("del", "strikethrough"),
            Map.entry("span", "spoiler"),
            Map.entry("tg-spoiler", "spoiler"),
            Map.entry("tg-emoji", "custom_emoji"),
            Map.entry("tg-time", "date_time"),
            Map.entry("blockquote", "blockquote"),
            Map.entry("code", "code"),
            Map.entry("pre", "pre"),
            Map.entry("a", "text_link"));
    private static final Set<String> WITHOUT_VALUE = Set.of("expandable");

    private final HtmlScanner scanner;
    private final StringBuilder text = new StringBuilder();
    private final Deque<Open> open = new ArrayDeque<>();
    private final List<Entity> entities = new ArrayList<>();

    private record Open(String tag, Map<String, String> attributes, int offset) {}

    HtmlParser(String html) {
        this.scanner = new HtmlScanner(html);
    }

    FormattedText parse() {
        while (!scanner.atEnd()) {
            switch (scanner.peek()) {
                case '&' -> text.appendCodePoint(scanner.reference());
                case '<' -> {
                    if (scanner.peekNext() == '/') {
                        end();
                    } else {
                        start();
                    }
                }
                default -> text.append(scanner.next());
            }
        }
        if (!open.isEmpty()) {
            throw HtmlScanner.error("Can't find end tag corresponding to start tag \"%s\""
                    .formatted(open.peek().tag()));
        }
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw HtmlScanner.error("Text contains invalid Unicode characters after decoding HTML entities, check for"
                    + " unmatched surrogate code units");
        }
        return new FormattedText(text.toString(), languagesJoined());
    }

    private void start() {
        int begin = scanner.position();
        String tag = scanner.startTagName();
        if (!TYPES.containsKey(tag)) {
            throw scanner.error("Unsupported start tag \"%s\"".formatted(tag), begin);
        }
        Map<String, String> attributes = new HashMap<>();
        while (!scanner.tagCloses(tag, begin)) {
            String name = scanner.attributeName(tag, begin);
            attributes.put(
                    name, WITHOUT_VALUE.contains(name) ? scanner.optionalValue(tag, begin) : scanner.value(tag, begin));
        }
        if (tag.equals("span") && !"tg-spoiler".equals(attributes.get("class"))) {
            throw scanner.error("Tag \"span\" must have class \"tg-spoiler\"", begin);
        }
        open.push(new Open(tag, attributes, text.length()));
    }

    private void end() {
        int begin = scanner.position();
        if (open.isEmpty()) {
            throw scanner.error("Unexpected end tag", begin);
        }
        String tag = scanner.endTagName(begin);
        Open started = open.pop();
        if (!tag.isEmpty() && !tag.equals(started.tag())) {
            throw scanner.error(
                    "Unmatched end tag", begin, "expected \"</%s>\", found \"</%s>\"".formatted(started.tag(), tag));
        }
        int length = text.length() - started.offset();
        if (length > 0) {
            entity(started, length).ifPresent(entities::add);
        }
    }

    private Optional<Entity> entity(Open started, int length) {
        String type = TYPES.get(started.tag());
        Map<String, String> attributes = started.attributes();
        return switch (started.tag()) {
            case "a" ->
                Entities.link(attributes.getOrDefault("href", text.substring(started.offset())))
                        .map(url -> new Entity(type, started.offset(), length, Map.of("url", url)));
            case "code" ->
                Optional.of(new Entity(
                        type,
                        started.offset(),
                        length,
                        language(attributes)
                                .map(name -> Map.of("language", name))
                                .orElse(Map.of())));
            case "tg-emoji" ->
                Optional.of(new Entity(
                        type,
                        started.offset(),
                        length,
                        Map.of(
                                "custom_emoji_id",
                                number(attributes, "emoji-id", "Invalid custom emoji identifier specified"))));
            case "tg-time" ->
                Optional.of(new Entity(
                        type,
                        started.offset(),
                        length,
                        Map.of("unix_time", number(attributes, "unix", "Invalid Unix timestamp specified"))));
            case "blockquote" ->
                Optional.of(new Entity(
                        attributes.containsKey("expandable") ? "expandable_blockquote" : type,
                        started.offset(),
                        length));
            default -> Optional.of(new Entity(type, started.offset(), length));
        };
    }

    private static Optional<String> language(Map<String, String> attributes) {
        String name = attributes.getOrDefault("class", "");
        return name.startsWith("language-") && name.length() > 9 ? Optional.of(name.substring(9)) : Optional.empty();
    }

    private static String number(Map<String, String> attributes, String name, String complaint) {
        String value = attributes.getOrDefault(name, "");
        if (!value.matches("[0-9]{1,19}")) {
            throw HtmlScanner.error(complaint);
        }
        return value;
    }

    /// A `pre` and a `code` over the same range are one `pre` with a language; elsewhere a language has no effect.
    private List<Entity> languagesJoined() {
        List<Entity> joined = new ArrayList<>();
        for (Entity entity : entities) {
            boolean code = entity.type().equals("code");
            Optional<Entity> partner = entities.stream()
                    .filter(other -> other.offset() == entity.offset() && other.length() == entity.length())
                    .filter(other -> other.type().equals(code ? "pre" : "code"))
                    .findFirst();
            boolean named = code && entity.details().containsKey("language");
            if (named && partner.isPresent()) {
                joined.add(new Entity("pre", entity.offset(), entity.length(), entity.details()));
            } else if (code) {
                joined.add(new Entity("code", entity.offset(), entity.length()));
            } else if (!entity.type().equals("pre")
                    || partner.filter(other -> other.details().containsKey("language"))
                            .isEmpty()) {
                joined.add(entity);
            }
        }
        return joined;
    }
}
