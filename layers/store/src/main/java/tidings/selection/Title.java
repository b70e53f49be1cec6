package tidings.selection;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// What the title of a post says, whatever its spelling, its order and what sites add to it.
///
/// @param words those that say something, without case, accents and plural; numbers among them
record Title(Set<String> words) {
    /// Titles of fewer words are the same by chance.
    private static final int MIN_WORDS = 5;

    /// A longer title may say so much more.
    private static final double MIN_COVERED = 0.7;

    /// For each word that one title replaced, both have to have so many others.
    private static final int SHARED_FOR_ONE = 9;

    private static final int BANDS = 10;
    private static final int ROWS = 3;

    private static final Set<String> EMPTY_WORDS = Set.copyOf(List.of(
            ("a an the of to in on at by for from with and or as is are was were be been has have had it its this that"
                            + " these those just now new video breaking update oc via after over into about their his her"
                            + " der die das den dem des ein eine einen einem einer und oder von zu zum zur im in am an auf"
                            + " mit fur ist sind war wird wurde hat haben sich auch als bei nach uber aus eilmeldung")
                    .split(" ")));

    private static final Set<String> NEGATIONS =
            Set.of("not", "no", "never", "without", "nicht", "kein", "keine", "keinen", "ohne", "nie", "cannot");

    private static final Pattern TAGS = Pattern.compile("[\\[(【][^\\])】]{1,20}[\\])】]");
    private static final Pattern SITE = Pattern.compile("^(.{20,}) [-–—|] [^-–—|]{2,30}");

    /// In a text in small letters.
    private static final Pattern RECURRING = Pattern.compile(
            "\\b(?:mega ?thread|(?:daily|weekly|monthly|nightly|weekend|(?:mon|tues|wednes|thurs|fri|satur|sun)days?"
                    + "|täglich\\w*|wöchentlich\\w*|monatlich\\w*|\\w+tags)\\b.*\\b(?:\\w*thread|discussion|questions?|talk|chat"
                    + "|\\w*diskussion|\\w*fragen|check-?in|showcase|recommendations|plans))");

    private static final Pattern ACCENT = Pattern.compile("\\p{M}+");
    private static final Pattern NEGATED = Pattern.compile("n['’]t\\b");
    private static final Pattern APOSTROPHE = Pattern.compile("['’]s\\b|['’]");
    private static final Pattern SEPARATOR = Pattern.compile("(?<=\\d)[.,](?=\\d)");
    private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{N}.+#]+|\\.(?!\\d)");

    static Title of(String title) {
        if (RECURRING.matcher(title.toLowerCase(Locale.ROOT)).find()) {
            return new Title(Set.of());
        }
        Title withoutSite = words(SITE.matcher(title).replaceFirst("$1"));
        return withoutSite.words.size() >= MIN_WORDS ? withoutSite : words(title);
    }

    private static Title words(String title) {
        String bare = withoutAccents(TAGS.matcher(title).replaceAll(" ")).toLowerCase(Locale.ROOT);
        String negated = NEGATED.matcher(bare.replace("can't", "can not")).replaceAll(" not");
        String joined = APOSTROPHE.matcher(negated).replaceAll("").replace("ß", "ss");
        String plain = SEPARATOR.matcher(joined).replaceAll(".");
        return new Title(BETWEEN.splitAsStream(plain)
                .filter(word -> !word.isEmpty() && !EMPTY_WORDS.contains(word))
                .flatMap(Title::parts)
                .collect(Collectors.toCollection(LinkedHashSet::new)));
    }

    private static String withoutAccents(String text) {
        return text.chars().allMatch(letter -> letter < 0x80)
                ? text
                : ACCENT.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD))
                        .replaceAll("");
    }

    /// Scripts without spaces are compared by pairs of their letters.
    private static Stream<String> parts(String word) {
        boolean isDense = word.length() > 2
                && word.codePoints()
                        .allMatch(letter -> Character.isIdeographic(letter)
                                || Character.UnicodeScript.of(letter) == Character.UnicodeScript.HIRAGANA
                                || Character.UnicodeScript.of(letter) == Character.UnicodeScript.KATAKANA);
        if (isDense) {
            return IntStream.range(0, word.length() - 1).mapToObj(i -> word.substring(i, i + 2));
        }
        boolean isPlural = word.length() > 3 && word.endsWith("s") && !word.endsWith("ss");
        return Stream.of(isPlural ? word.substring(0, word.length() - 1) : word);
    }

    /// Whether the title is one that no other story has by chance.
    boolean isTelling() {
        return words.size() >= MIN_WORDS;
    }

    /// Texts that titles alike share, nearly always at least one of them (MinHash in bands): where to look for
    /// them. Titles that differ in what may not differ share none.
    List<String> bands() {
        List<String> bands = new ArrayList<>();
        String exact = String.join(" ", new TreeSet<>(exact()));
        for (int band = 0; isTelling() && band < BANDS; band++) {
            StringBuilder least = new StringBuilder(exact).append(' ').append(band);
            for (int row = 0; row < ROWS; row++) {
                int seed = band * ROWS + row;
                least.append(' ')
                        .append(words.stream()
                                .min((a, b) -> Integer.compare(mix(a, seed), mix(b, seed)))
                                .orElseThrow());
            }
            bands.add(least.toString());
        }
        return bands;
    }

    private static int mix(String word, int seed) {
        int hash = (word.hashCode() ^ seed * 0x9E3779B9) * 0x85EBCA6B;
        return (hash ^ hash >>> 15) * 0xC2B2AE35;
    }

    /// Whether two titles tell the same: one says what the other says and perhaps a little more. One that says
    /// something else in its place tells of something else, as does one with other numbers, or without a “not”.
    boolean isLike(Title other) {
        if (!isTelling() || !other.isTelling() || !exact().equals(other.exact())) {
            return false;
        }
        Set<String> left = new HashSet<>(words);
        left.removeAll(other.words);
        Set<String> right = new HashSet<>(other.words);
        right.removeAll(words);
        for (String word : List.copyOf(left)) {
            right.stream()
                    .filter(candidate -> isVariant(word, candidate))
                    .findFirst()
                    .ifPresent(variant -> {
                        left.remove(word);
                        right.remove(variant);
                    });
        }
        int shared = words.size() - left.size();
        int replaced = Math.min(left.size(), right.size());
        return shared >= Math.max(MIN_WORDS - 1, SHARED_FOR_ONE * replaced)
                && shared >= MIN_COVERED * Math.max(words.size(), other.words.size());
    }

    /// What may not differ.
    private Set<String> exact() {
        return words.stream()
                .map(word -> NEGATIONS.contains(word) ? "not" : word)
                .filter(word -> word.equals("not") || word.chars().anyMatch(Character::isDigit))
                .collect(Collectors.toSet());
    }

    /// The same word in another form, or misspelt.
    static boolean isVariant(String one, String other) {
        int longer = Math.max(one.length(), other.length());
        int start = 0;
        while (start < Math.min(one.length(), other.length()) && one.charAt(start) == other.charAt(start)) {
            start++;
        }
        int end = 0;
        while (end < Math.min(one.length(), other.length()) - start
                && one.charAt(one.length() - 1 - end) == other.charAt(other.length() - 1 - end)) {
            end++;
        }
        boolean isForm = start >= 4 && start >= 0.6 * longer;
        boolean isMisspelt =
                start >= 1 && longer >= 6 && longer - start - end <= 2 && Math.abs(one.length() - other.length()) <= 1;
        return isForm || isMisspelt;
    }
}
