package tidings.bot;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.text.similarity.LevenshteinDistance;

/// A text that calls a command, such as `/top@TidingsBot java week`.
///
/// @param word of the command, in lower case
/// @param bot the name of the bot that is meant, in lower case; empty if none is named
/// @param arguments what follows, its words separated by one space
record CommandLine(String word, Optional<String> bot, String arguments) {
    /// Whatever looks like a space or like nothing: keyboards and copied texts bring all of them.
    private static final Pattern BLANK = Pattern.compile("[\\p{Cc}\\p{Z}\u200B\u2800\u3164\uFFA0\u115F\u1160]+");

    /// Marks for the direction of writing and their like. The two joiners stay, for emoji and some scripts need them.
    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cf}&&[^\u200B\u200C\u200D]]+");

    /// Whoever types a command makes one mistake in so many letters.
    private static final int LETTERS_A_MISTAKE = 4;

    private static final String WORD = "([A-Za-z0-9_]{1,64})(?:@([A-Za-z0-9_]{1,64}))?";

    /// The name of a command ends where Telegram, too, would end it; `/r/java` and `/home` alike are none of ours.
    private static final String END = "(?![\\p{L}\\p{N}_@/<>])[\\u200C\\u200D,.:;!?]*(.*)";

    private static final Pattern COMMAND = Pattern.compile("/" + WORD + END, Pattern.DOTALL);
    private static final Pattern SPACED = Pattern.compile("/ ?" + WORD + END, Pattern.DOTALL);
    private static final Pattern BARE = Pattern.compile(WORD + END, Pattern.DOTALL);

    /// @param alone whether nobody but the bot can be meant, even if a space follows the slash
    static Optional<CommandLine> parse(String text, boolean alone) {
        return parse(alone ? SPACED : COMMAND, text);
    }

    /// The same where the slash was left out.
    static Optional<CommandLine> withoutSlash(String text) {
        return parse(BARE, text);
    }

    private static Optional<CommandLine> parse(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(normal(text));
        return matcher.matches()
                ? Optional.of(new CommandLine(
                        matcher.group(1).toLowerCase(Locale.ROOT),
                        Optional.ofNullable(matcher.group(2)).map(bot -> bot.toLowerCase(Locale.ROOT)),
                        matcher.group(3).strip()))
                : Optional.empty();
    }

    /// The one of these that somebody may have mistyped; empty if none is that near.
    static Optional<String> nearest(String typed, Collection<String> words) {
        LevenshteinDistance distance = new LevenshteinDistance(Math.max(1, typed.length() / LETTERS_A_MISTAKE));
        return typed.length() < LETTERS_A_MISTAKE
                ? Optional.empty()
                : words.stream()
                        .filter(word -> distance.apply(typed, word) >= 0 || isShuffled(typed, word))
                        .min(Comparator.comparingInt((String word) ->
                                        LevenshteinDistance.getDefaultInstance().apply(typed, word))
                                .thenComparing(Comparator.naturalOrder()));
    }

    /// Whether it has the same letters, of which two at most stand elsewhere.
    private static boolean isShuffled(String typed, String word) {
        return LevenshteinDistance.getDefaultInstance().apply(typed, word) <= 2
                && Arrays.equals(
                        typed.chars().sorted().toArray(), word.chars().sorted().toArray());
    }

    /// Letters in their usual width, one plain space for what looks like spaces, and nothing that cannot be seen.
    static String normal(String text) {
        String usual = Normalizer.normalize(text, Normalizer.Form.NFKC);
        return BLANK.matcher(INVISIBLE.matcher(usual).replaceAll(""))
                .replaceAll(" ")
                .strip();
    }
}
