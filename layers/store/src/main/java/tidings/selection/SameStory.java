package tidings.selection;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tidings.domain.Post;

/// Whether two titles tell the same story though they say it in other words: a logistic rule over what they mean,
/// the words and the numbers that they share, and whether one of them asks or comments. Fitted to pairs of
/// headlines, by their test, so that of those that tell like but different events one in a hundred is wrong.
public final class SameStory {
    /// Titles whose meanings are less alike never pass.
    public static final double MIN_LIKENESS = 0.88;

    /// In the order of [#features], and the constant. The words in common count less than they seem to: what tells
    /// of the same people has them, too.
    static final double[] WEIGHTS = {5.61, -3.46, 1.49, -2.62, 1.68, -1.90, -52.84};

    private static final double MAX_SHARE = 0.7;
    private static final int MIN_WORDS = 4;
    private static final int MIN_FORM = 5;

    private static final Pattern COMMENT = Pattern.compile(
            "(?iu).*(?:\\?|\\b(?:why|how|what|i|my|tips|should|explained|warum|wie|was|ich|wir|meinung)\\b).*");
    private static final Pattern NUMBER = Pattern.compile("\\p{N}+(?:[.,]\\p{N}+)*");
    private static final Pattern THOUSANDS = Pattern.compile("\\p{N}{1,3}(?:[.,]\\p{N}{3})+");

    /// The words of numbers in each language, one language after the other from 1 to 12.
    private static final Map<String, String> NUMBERS = numbers(
            "one two three four five six seven eight nine ten eleven twelve",
            "ein zwei drei vier funf sechs sieben acht neun zehn elf zwolf");

    private SameStory() {}

    private static Map<String, String> numbers(String... languages) {
        Map<String, String> numbers = new HashMap<>(Map.of("dozen", "12", "decade", "10", "dutzend", "12"));
        for (String language : languages) {
            List<String> words = List.of(language.split(" "));
            IntStream.range(1, words.size()).forEach(i -> numbers.put(words.get(i), Integer.toString(i + 1)));
        }
        return Map.copyOf(numbers);
    }

    /// Whether a post can be one of a pair: if it is a link alone, for what a text means is more than its title, and
    /// if the title has some words.
    public static boolean isComparable(Post post) {
        return post.body().isBlank() && Title.of(post.title()).words().size() >= MIN_WORDS;
    }

    /// Of posts that can be.
    ///
    /// @param likeness of what the posts mean
    public static boolean isOne(Post one, Post other, double likeness) {
        return likeness >= MIN_LIKENESS
                && isComparable(one)
                && isComparable(other)
                && score(WEIGHTS, features(one.title(), other.title(), likeness)) > 0;
    }

    /// Titles that share nearly all words are left to [Title#isLike]: one word makes the difference, and what both
    /// mean hardly tells.
    static double score(double[] weights, double[] features) {
        return features[1] >= MAX_SHARE
                ? Double.NEGATIVE_INFINITY
                : IntStream.range(0, features.length)
                                .mapToDouble(i -> weights[i] * features[i])
                                .sum()
                        + weights[features.length];
    }

    /// Likeness; the share of words that the other has, too, of the title with the smaller and the larger share;
    /// whether each has a number of its own, and whether they share one; whether one alone is a comment.
    static double[] features(String one, String other, double likeness) {
        Set<String> words = words(one);
        Set<String> others = words(other);
        double share = share(words, others);
        double back = share(others, words);
        Set<String> numbers = numbers(one);
        Set<String> otherNumbers = numbers(other);
        Set<String> shared = new HashSet<>(numbers);
        shared.retainAll(otherNumbers);
        boolean differ = shared.size() < Math.min(numbers.size(), otherNumbers.size());
        return new double[] {
            10 * likeness,
            Math.min(share, back),
            Math.max(share, back),
            differ ? 1 : 0,
            shared.isEmpty() ? 0 : 1,
            COMMENT.matcher(one).matches() == COMMENT.matcher(other).matches() ? 0 : 1
        };
    }

    private static Set<String> words(String title) {
        return Title.of(title).words().stream()
                .filter(word -> !NUMBERS.containsKey(word) && !Character.isDigit(word.charAt(0)))
                .collect(Collectors.toSet());
    }

    private static double share(Collection<String> words, Collection<String> others) {
        double all = words.stream().mapToInt(String::length).sum();
        return words.stream()
                        .filter(word -> others.stream().anyMatch(other -> isForm(word, other)))
                        .mapToInt(String::length)
                        .sum()
                / Math.max(1, all);
    }

    /// The same word in another form, or a part of a longer one.
    private static boolean isForm(String one, String other) {
        String shorter = one.length() < other.length() ? one : other;
        String longer = shorter.equals(one) ? other : one;
        return one.equals(other)
                || shorter.length() >= MIN_FORM && longer.contains(shorter)
                || Title.isVariant(one, other);
    }

    private static Set<String> numbers(String title) {
        Stream<String> digits = NUMBER.matcher(title).results().map(found -> {
            String number = found.group();
            String plain =
                    THOUSANDS.matcher(number).matches() ? number.replaceAll("[.,]", "") : number.replace(',', '.');
            return plain.replaceFirst("(?<=.)000$", "");
        });
        Stream<String> words =
                Title.of(title).words().stream().filter(NUMBERS::containsKey).map(NUMBERS::get);
        return Stream.concat(digits, words).collect(Collectors.toSet());
    }
}
