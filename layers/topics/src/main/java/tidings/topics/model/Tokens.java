package tidings.topics.model;

import java.util.Arrays;

/// Splits text into lower-case words of letters, digits, `+`, `#` and inner apostrophes; an emoji counts as a letter.
///
/// Invisible characters (zero-width joiners, direction marks) are skipped and do not split a word. A word is
/// truncated to 30 characters. It is stored between `<` and `>`, so that n-grams distinguish its start and its end.
final class Tokens {
    private static final int MAX_WORD = 30;
    private static final byte SEPARATOR = 0;
    private static final byte LETTER = 1;
    private static final byte APOSTROPHE = 2;
    private static final byte INVISIBLE = 3;
    private static final byte[] ASCII = ascii();

    private char[] chars = new char[4096];
    private int[] starts = new int[512];
    private int[] ends = new int[512];
    private long[] hashes = new long[512];
    private int size;
    private int used;

    void clear() {
        size = 0;
        used = 0;
    }

    /// Adds the words of the first `maxChars` characters of a text, up to `maxTokens` words in total.
    void read(String text, int maxChars, int maxTokens) {
        int length = Math.min(text.length(), maxChars);
        ensure(2 * length + 2);
        int at = 0;
        while (at < length && size < maxTokens) {
            while (at < length && kind(text.charAt(at)) != LETTER) {
                at++;
            }
            if (at < length) {
                at = word(text, at, length);
            }
        }
    }

    private int word(String text, int from, int length) {
        int start = used;
        chars[used++] = '<';
        long hash = Features.wordSeed();
        int apostrophes = 0;
        int at = from;
        for (; at < length; at++) {
            char c = text.charAt(at);
            byte kind = kind(c);
            if (kind == SEPARATOR) {
                break;
            }
            if (kind == APOSTROPHE) {
                apostrophes++;
            } else if (kind == LETTER) {
                // An apostrophe is part of the word only if a letter follows.
                for (; apostrophes > 0; apostrophes--) {
                    hash = append('\'', start, hash);
                }
                hash = append(Character.toLowerCase(c), start, hash);
            }
        }
        chars[used++] = '>';
        if (size == starts.length) {
            starts = Arrays.copyOf(starts, 2 * size);
            ends = Arrays.copyOf(ends, 2 * size);
            hashes = Arrays.copyOf(hashes, 2 * size);
        }
        starts[size] = start;
        ends[size] = used;
        hashes[size++] = hash;
        return at;
    }

    private long append(char c, int start, long hash) {
        if (used - start > MAX_WORD) {
            return hash;
        }
        chars[used++] = c;
        return Features.step(hash, c);
    }

    private void ensure(int more) {
        if (used + more > chars.length) {
            chars = Arrays.copyOf(chars, Math.max(used + more, 2 * chars.length));
        }
    }

    int size() {
        return size;
    }

    int start(int token) {
        return starts[token];
    }

    int end(int token) {
        return ends[token];
    }

    long hash(int token) {
        return hashes[token];
    }

    char character(int position) {
        return chars[position];
    }

    String text(int token) {
        return new String(chars, starts[token] + 1, ends[token] - starts[token] - 2);
    }

    private static byte kind(char c) {
        return c < ASCII.length ? ASCII[c] : beyondAscii(c);
    }

    private static byte beyondAscii(char c) {
        if (c == '’') {
            return APOSTROPHE;
        }
        return switch (Character.getType(c)) {
            case Character.UPPERCASE_LETTER,
                    Character.LOWERCASE_LETTER,
                    Character.TITLECASE_LETTER,
                    Character.MODIFIER_LETTER,
                    Character.OTHER_LETTER,
                    Character.DECIMAL_DIGIT_NUMBER,
                    Character.NON_SPACING_MARK,
                    Character.COMBINING_SPACING_MARK,
                    Character.SURROGATE -> LETTER;
            case Character.FORMAT -> INVISIBLE;
            default -> SEPARATOR;
        };
    }

    private static byte[] ascii() {
        byte[] kinds = new byte[128];
        for (char c = 0; c < kinds.length; c++) {
            if (Character.isLetterOrDigit(c) || c == '+' || c == '#') {
                kinds[c] = LETTER;
            } else if (c == '\'') {
                kinds[c] = APOSTROPHE;
            }
        }
        return kinds;
    }
}
