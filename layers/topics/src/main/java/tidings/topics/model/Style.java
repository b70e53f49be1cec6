package tidings.topics.model;

import tidings.topics.PostText;

/// The style of a post, as hashes: the length of the title, its punctuation and final mark, the share of capital
/// letters and capitalized words, whether the post is a link, and the length of the body.
///
/// A reusable buffer, like [Features]. Not thread-safe.
final class Style {
    private static final int MAX_FEATURES = 48;
    private static final int CHARS = 300;

    /// The lower bounds, in words, of the length classes of titles.
    private static final int[] LENGTHS = {1, 3, 5, 8, 12, 18, 26};

    private static final int FIFTHS = 5;
    private static final int LONGEST_BODY = 8;
    private static final long SEED = 0x5851F42D4C957F2DL;

    private final long[] hashes = new long[MAX_FEATURES];
    private int size;
    private int letters;
    private int capitals;
    private int words;
    private int capitalWords;

    void read(PostText post) {
        size = 0;
        letters = 0;
        capitals = 0;
        words = 0;
        capitalWords = 0;
        title(post.title());
        int length = 0;
        while (length < LENGTHS.length && words >= LENGTHS[length]) {
            length++;
        }
        add('n', length);
        add('c', letters == 0 ? -1 : FIFTHS * capitals / letters);
        add('w', words == 0 ? -1 : FIFTHS * capitalWords / words);
        char link = post.domain().isEmpty() ? '-' : post.domain().equals("self") ? 's' : 'l';
        add(
                link,
                Math.min(
                        LONGEST_BODY,
                        Integer.SIZE - Integer.numberOfLeadingZeros(post.body().length() / 16)));
    }

    private void title(String title) {
        boolean inWord = false;
        int first = -1;
        int last = -1;
        for (int i = 0; i < Math.min(title.length(), CHARS); i++) {
            char c = title.charAt(i) == '’' ? '\'' : title.charAt(i);
            int type = Character.getType(c);
            if (Character.isWhitespace(c)) {
                inWord = false;
            } else if (type != Character.FORMAT) {
                boolean capital = type == Character.UPPERCASE_LETTER;
                words += inWord ? 0 : 1;
                capitalWords += capital && !inWord ? 1 : 0;
                capitals += capital ? 1 : 0;
                inWord = true;
                first = first < 0 ? type : first;
                last = mark(c);
            }
        }
        add('f', first);
        add('e', last);
    }

    /// Counts a letter or records a punctuation mark; returns the mark, or 0 if it was none.
    private int mark(char c) {
        if (Character.isLetter(c)) {
            letters++;
            return 0;
        }
        if (Character.isDigit(c) || Character.isSurrogate(c)) {
            return 0;
        }
        add('m', c);
        return c;
    }

    int size() {
        return size;
    }

    /// A hash may occur twice.
    long hash(int feature) {
        return hashes[feature];
    }

    private void add(char what, int value) {
        if (size < MAX_FEATURES) {
            hashes[size++] = (SEED ^ what) * 0x9E3779B97F4A7C15L + value;
        }
    }
}
