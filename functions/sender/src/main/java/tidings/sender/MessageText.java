package tidings.sender;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tidings.domain.Post;

/// Makes texts fit into a message of Telegram, so that one that is too long or not clean is shown as far as it can be,
/// and not refused. Lengths are UTF-16 units without tags, and a reference such as `&amp;` is the character it means.
final class MessageText {
    /// https://core.telegram.org/bots/api#sendmessage
    private static final int TEXT = 4_096;

    /// https://core.telegram.org/bots/api#sendphoto
    private static final int CAPTION = 1_024;

    /// Telegram formats no more of a message than this.
    private static final int ENTITIES = 100;

    private static final String CUT = "…";

    private static final Pattern TOKEN = Pattern.compile(
            "<(?<end>/?)(?<tag>[A-Za-z][A-Za-z0-9-]*)[^<>]*>"
                    + "|&(?:#(?<number>[0-9]{1,7})|#[xX](?<hex>[0-9A-Fa-f]{1,6})|lt|gt|amp|quot);|.",
            Pattern.DOTALL);

    private final int units;
    private final int entities;
    private final StringBuilder text = new StringBuilder();
    private final Deque<String> open = new ArrayDeque<>();
    private int seenUnits;
    private int seenEntities;

    /// Where the text can be cut, and what closes its tags there.
    private int cutAt;
    private String cutTags = "";

    private MessageText(int units, int entities) {
        this.units = units;
        this.entities = entities;
    }

    /// The HTML of a message, cut where it is too long, with all tags closed; an ellipsis where nothing can be seen.
    static String text(String html) {
        String fitted = new MessageText(TEXT, ENTITIES).fitted(clean(html));
        return withoutTags(fitted).isBlank() ? CUT : fitted;
    }

    /// The HTML of a caption, cut and closed likewise; it may be empty.
    static String caption(String html) {
        return new MessageText(CAPTION, ENTITIES).fitted(clean(html));
    }

    /// The same text without its tags, still as HTML.
    static String withoutTags(String html) {
        return new MessageText(Integer.MAX_VALUE, 0).fitted(clean(html));
    }

    /// Text that is no HTML.
    static String plain(String text, int units) {
        return Post.cut(clean(text), units);
    }

    /// Without characters that Telegram, JSON or UTF-8 refuse: control characters and halves of surrogate pairs.
    private static String clean(String text) {
        return text.codePoints()
                .filter(character -> character != '\r')
                .map(character -> {
                    if (character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE) {
                        return '\uFFFD';
                    }
                    boolean kept = character == '\n' || character == '\t' || !Character.isISOControl(character);
                    return kept ? character : ' ';
                })
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private String fitted(String html) {
        Matcher tokens = TOKEN.matcher(html);
        while (tokens.find()) {
            if (tokens.group("tag") == null) {
                seenUnits += units(tokens);
                if (seenUnits > units) {
                    return text.substring(0, cutAt) + CUT + cutTags;
                }
                text.append(
                        switch (tokens.group()) {
                            case "<" -> "&lt;";
                            case "&" -> "&amp;";
                            case String other -> other;
                        });
            } else if (tokens.group("end").isEmpty()) {
                begin(tokens.group(), tokens.group("tag"));
            } else {
                end(tokens.group("tag"));
            }
            if (seenUnits < units) {
                cutAt = text.length();
                cutTags = closed();
            }
        }
        return text + closed();
    }

    private void begin(String tag, String name) {
        boolean kept = ++seenEntities <= entities;
        open.push(kept ? name : "");
        text.append(kept ? tag : "");
    }

    /// A tag that closes nothing, or not what was opened last, is left out.
    private void end(String name) {
        if (!open.isEmpty() && open.peek().isEmpty()) {
            open.pop();
        } else if (name.equalsIgnoreCase(open.peek())) {
            text.append("</").append(open.pop()).append('>');
        }
    }

    private String closed() {
        StringBuilder closed = new StringBuilder();
        open.stream()
                .filter(tag -> !tag.isEmpty())
                .forEach(tag -> closed.append("</").append(tag).append('>'));
        return closed.toString();
    }

    private static int units(Matcher token) {
        String number = token.group("number");
        String hex = token.group("hex");
        if (number != null || hex != null) {
            return Character.charCount(number != null ? Integer.parseInt(number) : Integer.parseInt(hex, 16));
        }
        return token.group().startsWith("&") ? 1 : token.group().length();
    }
}
