package tidings.domain;

/// Text of others, made fit for everything that it passes through. What is dropped: control characters, halves of
/// surrogate pairs and noncharacters, which SQS, Postgres or XML 1.0 refuse; and characters that nobody sees and that
/// change the text around them, such as overrides of the writing direction. Every space becomes an ordinary one.
/// Cleaning a cleaned text changes nothing.
public final class PlainText {
    private static final int SPACE = ' ';
    private static final int BREAK = '\n';
    private static final int NOTHING = -1;

    private PlainText() {}

    /// The text on one line, of at most `units` UTF-16 units.
    public static String line(String text, int units) {
        return clean(text, units, SPACE);
    }

    /// The text with its line breaks, of which two in a row separate paragraphs; at most `units` UTF-16 units.
    public static String paragraphs(String text, int units) {
        return clean(text, units, BREAK);
    }

    /// A link, with the spaces in it as `%20`; empty if it takes more than `units` UTF-16 units.
    public static String link(String text, int units) {
        String link = line(text, units + 1).replace(" ", "%20");
        return link.length() > units ? "" : link;
    }

    /// Whether something of the text shows.
    public static boolean isVisible(String text) {
        return text.codePoints().anyMatch(PlainText::isVisible);
    }

    /// Stops at the limit, so that a text of any length costs little.
    private static String clean(String text, int units, int lineBreak) {
        StringBuilder out = new StringBuilder(Math.min(text.length(), units));
        boolean space = false;
        int breaks = 0;
        for (int i = 0; i < text.length(); ) {
            int raw = text.codePointAt(i);
            int c = raw == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n'
                    ? NOTHING
                    : clean(raw, lineBreak);
            i += Character.charCount(raw);
            if (c == BREAK) {
                breaks++;
                space = false;
            } else if (c == SPACE) {
                space = true;
            } else if (c != NOTHING) {
                if (!out.isEmpty() && (breaks > 0 || space)) {
                    out.repeat('\n', Math.min(breaks, 2)).append(space ? " " : "");
                }
                if (out.length() + Character.charCount(c) > units) {
                    break;
                }
                out.appendCodePoint(c);
                space = false;
                breaks = 0;
            }
        }
        return out.toString().strip();
    }

    private static int clean(int c, int lineBreak) {
        if (SPACE <= c && c < 0x7F) {
            return c; // as nearly all are
        }
        return switch (c) {
            case '\n', 0x0B, '\f', '\r', 0x85, 0x2028, 0x2029 -> lineBreak;
            case '\t' -> SPACE;
            default -> Character.isSpaceChar(c) ? SPACE : isDropped(c) ? NOTHING : c;
        };
    }

    private static boolean isDropped(int c) {
        return Character.isISOControl(c)
                || Character.getType(c) == Character.SURROGATE
                || (c & 0xFFFE) == 0xFFFE // the last two of each plane
                || within(c, 0xFDD0, 0xFDEF)
                || within(c, 0x202A, 0x202E) // embeddings and overrides of the writing direction
                || within(c, 0x2060, 0x206F) // word joiner, isolates, deprecated formats
                || within(c, 0xFFF9, 0xFFFB) // interlinear annotations
                || c == 0x200B
                || c == 0xFEFF;
    }

    /// Letters that are blank by design are no [Character#FORMAT], yet nobody sees them.
    private static boolean isVisible(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.SPACE_SEPARATOR,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.NON_SPACING_MARK,
                    Character.ENCLOSING_MARK -> false;
            default -> c != 0x115F && c != 0x1160 && c != 0x2800 && c != 0x3164 && c != 0xFFA0;
        };
    }

    private static boolean within(int c, int first, int last) {
        return first <= c && c <= last;
    }
}
