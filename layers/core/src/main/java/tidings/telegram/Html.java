package tidings.telegram;

import tidings.domain.Post;

/// Telegram's HTML (https://core.telegram.org/bots/api#html-style). Text of others goes through [#text(String)] and so
/// is shown, never interpreted.
public final class Html {
    private Html() {}

    public static String text(String plain) {
        return plain.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    /// A text of at most `units` UTF-16 units on one line, with an ellipsis where something was cut.
    public static String line(String plain, int units) {
        String line = plain.replaceAll("\\s+", " ").strip();
        return text(line.length() <= units ? line : Post.cut(line, units - 1).stripTrailing() + "…");
    }

    public static String bold(String html) {
        return "<b>" + html + "</b>";
    }

    public static String link(String url, String html) {
        return "<a href=\"" + text(url) + "\">" + html + "</a>";
    }
}
