package tidings.localstack.telegram;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Splits Telegram's HTML into characters, references, tag names and attributes.
final class HtmlScanner {
    private static final Map<String, Integer> NAMED =
            Map.of("lt", (int) '<', "gt", (int) '>', "amp", (int) '&', "quot", (int) '"');
    private static final Pattern NUMERIC =
            Pattern.compile("&#(?:[xX](?<hex>[0-9a-fA-F]{1,8})|(?<decimal>[0-9]{1,10}));?");
    private static final Pattern KNOWN = Pattern.compile("&(?<name>lt|gt|amp|quot)(?:;|(?![a-zA-Z]))");
    private static final Pattern UNKNOWN = Pattern.compile("&(?<name>[a-zA-Z][a-zA-Z0-9]*);");

    private final String html;
    private int at;

    HtmlScanner(String html) {
        this.html = html;
    }

    boolean atEnd() {
        return at >= html.length();
    }

    int position() {
        return at;
    }

    char peek() {
        return atEnd() ? '\0' : html.charAt(at);
    }

    char peekNext() {
        return at + 1 < html.length() ? html.charAt(at + 1) : '\0';
    }

    char next() {
        return html.charAt(at++);
    }

    /// The character of a reference; a bare `&` is itself.
    int reference() {
        Matcher match = NUMERIC.matcher(html).region(at, html.length());
        if (match.lookingAt()) {
            long code = match.group("hex") != null
                    ? Long.parseLong(match.group("hex"), 16)
                    : Long.parseLong(match.group("decimal"));
            if (code > 0 && code <= Character.MAX_CODE_POINT) {
                at = match.end();
                return (int) code;
            }
        }
        if (match.usePattern(KNOWN).lookingAt()) {
            at = match.end();
            return NAMED.get(match.group("name"));
        }
        if (match.usePattern(UNKNOWN).lookingAt()) {
            throw error(
                    "Unsupported reference \"%s\"".formatted(match.group()),
                    at,
                    "only &lt; &gt; &amp; &quot; and numeric ones are known");
        }
        return next();
    }

    String startTagName() {
        int begin = at++;
        int from = at;
        while (!atEnd() && !space() && peek() != '>') {
            at++;
        }
        if (atEnd()) {
            throw error("Unclosed start tag", begin);
        }
        return html.substring(from, at).toLowerCase(Locale.ROOT);
    }

    /// Whether the tag ends here; if so, its `>` is consumed.
    boolean tagCloses(String tag, int begin) {
        skipSpace();
        if (atEnd()) {
            throw error("Unclosed start tag \"%s\"".formatted(tag), begin);
        }
        if (peek() == '>') {
            at++;
            return true;
        }
        return false;
    }

    String attributeName(String tag, int begin) {
        int from = at;
        while (!atEnd() && !space() && peek() != '=' && peek() != '>') {
            at++;
        }
        if (at == from) {
            throw error("Empty attribute name in the tag \"%s\"".formatted(tag), begin);
        }
        String name = html.substring(from, at).toLowerCase(Locale.ROOT);
        skipSpace();
        return name;
    }

    String optionalValue(String tag, int begin) {
        return peek() == '=' ? value(tag, begin) : "";
    }

    String value(String tag, int begin) {
        if (peek() != '=') {
            throw error("Expected equal sign in declaration of an attribute of the tag \"%s\"".formatted(tag), begin);
        }
        at++;
        skipSpace();
        if (atEnd()) {
            throw error("Unclosed start tag \"%s\"".formatted(tag), begin);
        }
        return peek() == '"' || peek() == '\'' ? quoted(begin) : token();
    }

    private String token() {
        int from = at;
        while (!atEnd() && (peek() < 128 && Character.isLetterOrDigit(peek()) || peek() == '.' || peek() == '-')) {
            at++;
        }
        if (atEnd() || !space() && peek() != '>') {
            throw error("Unexpected end of name token", from);
        }
        return html.substring(from, at);
    }

    private String quoted(int begin) {
        char quote = next();
        StringBuilder value = new StringBuilder();
        while (!atEnd() && peek() != quote) {
            if (peek() == '&') {
                value.appendCodePoint(attributeReference());
            } else {
                value.append(next());
            }
        }
        if (atEnd()) {
            throw error("Unclosed start tag", begin);
        }
        at++;
        return value.toString();
    }

    /// In URLs `&name=` is common and no reference.
    private int attributeReference() {
        Matcher match = UNKNOWN.matcher(html).region(at, html.length());
        return match.lookingAt() && !NAMED.containsKey(match.group("name")) ? next() : reference();
    }

    String endTagName(int begin) {
        at += 2;
        int from = at;
        while (!atEnd() && !space() && peek() != '>') {
            at++;
        }
        String tag = html.substring(from, at).toLowerCase(Locale.ROOT);
        skipSpace();
        if (peek() != '>' || atEnd()) {
            throw error("Unclosed end tag", begin);
        }
        at++;
        return tag;
    }

    private boolean space() {
        return Character.isWhitespace(peek());
    }

    private void skipSpace() {
        while (!atEnd() && space()) {
            at++;
        }
    }

    ApiError error(String what, int position) {
        int offset = html.substring(0, position).getBytes(StandardCharsets.UTF_8).length;
        return error("%s at byte offset %d".formatted(what, offset));
    }

    ApiError error(String what, int position, String more) {
        int offset = html.substring(0, position).getBytes(StandardCharsets.UTF_8).length;
        return error("%s at byte offset %d, %s".formatted(what, offset, more));
    }

    static ApiError error(String what) {
        return ApiError.badRequest("can't parse entities: " + what);
    }
}
