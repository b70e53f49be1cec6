package tidings.store;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What somebody looks for, and what of it can be looked for by meaning.
///
/// @param text as [PostStore#search] reads it
/// @param phrase what is meant; empty where the very words are wanted: in quotes, or either of some
/// @param operators of the text: what is in quotes, and what is left out
public record SearchWords(String text, Optional<String> phrase, String operators) {
    private static final Pattern LEFT_OUT = Pattern.compile("(?<!\\S)-(\"[^\"]*\"|\\S+)");
    private static final Pattern OPERATOR = Pattern.compile(LEFT_OUT + "|\"[^\"]*\"");

    /// Of what is left without them: nothing that means something, an open quote, or `or`.
    private static final Pattern WORDS_ALONE =
            Pattern.compile("[^\\p{L}\\p{N}]*|.*\".*|(.*\\s)?or(\\s.*)?", Pattern.DOTALL);

    public static SearchWords of(String typed) {
        String text = typed.toLowerCase(Locale.ROOT);
        String phrase = LEFT_OUT.matcher(text)
                .replaceAll(" ")
                .replaceAll("[\"|\\s]+", " ")
                .strip();
        boolean isMeant =
                !WORDS_ALONE.matcher(OPERATOR.matcher(text).replaceAll(" ")).matches();
        String operators =
                OPERATOR.matcher(text).results().map(MatchResult::group).collect(Collectors.joining(" "));
        return new SearchWords(text, Optional.of(phrase).filter(_ -> isMeant), operators);
    }
}
