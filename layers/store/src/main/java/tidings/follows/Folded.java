package tidings.follows;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.IntUnaryOperator;

/// A text in the form in which texts are compared: whatever people write for the same characters is the same,
/// large and small letters are, and a run of spaces is one. Accents count.
///
/// @param edges where a word may begin or end: not within a run of letters and digits, nor before a mark, but
///     between any two characters of a script that has no spaces between words
record Folded(String text, BitSet edges) {
    /// As https://www.unicode.org/reports/tr14/#SA and #ID list them.
    private static final Set<UnicodeScript> WITHOUT_SPACES = EnumSet.of(
            UnicodeScript.HAN,
            UnicodeScript.HIRAGANA,
            UnicodeScript.KATAKANA,
            UnicodeScript.BOPOMOFO,
            UnicodeScript.YI,
            UnicodeScript.THAI,
            UnicodeScript.LAO,
            UnicodeScript.KHMER,
            UnicodeScript.MYANMAR,
            UnicodeScript.TAI_LE,
            UnicodeScript.NEW_TAI_LUE,
            UnicodeScript.TAI_THAM,
            UnicodeScript.TAI_VIET,
            UnicodeScript.AHOM,
            UnicodeScript.TIBETAN,
            UnicodeScript.JAVANESE,
            UnicodeScript.BALINESE);

    /// Common to Hiragana and Katakana: the sign that lengthens a vowel.
    private static final int LONG_VOWEL = 0x30FC;

    private enum Kind {
        WORD,
        ALONE,
        MARK,
        OTHER
    }

    static Folded of(String raw) {
        String text = fold(raw);
        BitSet edges = new BitSet(text.length() + 1);
        Kind before = Kind.OTHER;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            Kind kind = kind(c);
            if (kind == Kind.MARK) {
                kind = before;
            } else {
                edges.set(i, before != Kind.WORD || kind != Kind.WORD);
            }
            before = kind;
            i += Character.charCount(c);
        }
        edges.set(0);
        edges.set(text.length());
        return new Folded(text, edges);
    }

    /// Case is folded as Unicode has it (`ß` is `ss`), but for the letters that only Turkish and its relatives
    /// have: with and without a dot, an i is an i.
    static String fold(String text) {
        String lower = mapped(Normalizer.normalize(text, Normalizer.Form.NFKC), Character::toLowerCase);
        String folded = mapped(lower.toUpperCase(Locale.ROOT), Character::toLowerCase);
        String plain = mapped(Normalizer.normalize(folded, Normalizer.Form.NFKC), Folded::plain);
        return plain.replace("i\u0307", "i").strip();
    }

    private static final int NOTHING = -1;

    private static String mapped(String text, IntUnaryOperator map) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0, c; i < text.length(); i += Character.charCount(c)) {
            c = text.codePointAt(i);
            int to = map.applyAsInt(c);
            boolean isSecondSpace = to == ' ' && !out.isEmpty() && out.charAt(out.length() - 1) == ' ';
            if (to != NOTHING && !isSecondSpace) {
                out.appendCodePoint(to);
            }
        }
        return out.toString();
    }

    /// What keyboards and word processors make of quotation marks and hyphens; spaces; and what nobody sees.
    private static int plain(int c) {
        return switch (c) {
            case '‘', '’', 'ʼ' -> '\'';
            case '“', '”' -> '"';
            case '‐', '–', '—' -> '-';
            default ->
                switch (Character.getType(c)) {
                    case Character.FORMAT -> NOTHING;
                    case Character.CONTROL,
                            Character.SPACE_SEPARATOR,
                            Character.LINE_SEPARATOR,
                            Character.PARAGRAPH_SEPARATOR -> ' ';
                    default -> isVariation(c) ? NOTHING : c;
                };
        };
    }

    private static boolean isVariation(int c) {
        return c >= 0xFE00 && c <= 0xFE0F || c >= 0xE0100 && c <= 0xE01EF;
    }

    private static Kind kind(int c) {
        return switch (Character.getType(c)) {
            case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK -> Kind.MARK;
            default -> {
                if (!Character.isLetterOrDigit(c)) {
                    yield Kind.OTHER;
                }
                yield c == LONG_VOWEL || WITHOUT_SPACES.contains(UnicodeScript.of(c)) ? Kind.ALONE : Kind.WORD;
            }
        };
    }
}
