package tidings.scraper;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Plain text of the simple HTML that Reddit's feeds hold.
final class HtmlText {
    private static final Pattern BREAK = Pattern.compile("<br\\s*/?>|</(p|li|h[1-6]|blockquote|pre|tr)>");
    private static final Pattern TAG = Pattern.compile("<[^>]*>");
    private static final Pattern ENTITY = Pattern.compile("&(#x[0-9a-fA-F]{1,6}|#[0-9]{1,7}|[a-z]{2,4});");
    private static final Pattern SPACE = Pattern.compile("\\h*\\R\\s*\\R\\s*");
    private static final Map<String, String> NAMED =
            Map.of("amp", "&", "lt", "<", "gt", ">", "quot", "\"", "apos", "'", "nbsp", "\u00a0");

    private HtmlText() {}

    /// Paragraphs become lines, tags go, entities become characters.
    static String of(String html) {
        String lines = BREAK.matcher(html).replaceAll("\n");
        String text = unescape(TAG.matcher(lines).replaceAll(""));
        return SPACE.matcher(text).replaceAll("\n\n").strip();
    }

    /// Once only: what was escaped twice stays escaped once. Unknown entities stay as they are.
    static String unescape(String text) {
        return ENTITY.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(character(found.group(1), found.group())));
    }

    private static String character(String entity, String otherwise) {
        if (!entity.startsWith("#")) {
            return NAMED.getOrDefault(entity, otherwise);
        }
        int code = entity.startsWith("#x")
                ? Integer.parseInt(entity.substring(2), 16)
                : Integer.parseInt(entity.substring(1));
        return Character.isValidCodePoint(code) && code > 0 ? Character.toString(code) : otherwise;
    }
}
