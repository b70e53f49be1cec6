package tidings.api;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/// Parameters behind the `?` of a URL.
record Query(Map<String, String> values) {
    /// Control characters and halves of pairs, which no text has and the database refuses.
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cntrl}\\p{Cs}]");

    /// A whole number; `byDefault` where the parameter is missing.
    ///
    /// @throws ProblemException 400 that names the parameter and the range
    int integer(String name, int min, int max, int byDefault) {
        String value = values.get(name);
        if (value == null) {
            return byDefault;
        }
        try {
            int number = Integer.parseInt(value);
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException _) {
            // Reported below, with the range.
        }
        throw ProblemException.badParameter(
                name, "must be a whole number from " + min + " to " + max + ", not " + value);
    }

    /// What the parameter names; empty where it is missing.
    ///
    /// @param right what would be right
    /// @param parse empty for what names nothing
    /// @throws ProblemException 400 that names the parameter and what would be right
    <T> Optional<T> parsed(String name, String right, Function<String, Optional<T>> parse) {
        return Optional.ofNullable(values.get(name))
                .map(value ->
                        parse.apply(value).orElseThrow(() -> ProblemException.badParameter(name, "must be " + right)));
    }

    /// A text without control characters; empty where the parameter is missing.
    ///
    /// @throws ProblemException 400 that names the parameter and the length
    Optional<String> text(String name, int max) {
        return parsed(
                name,
                "a text of 1 to " + max + " characters, none of them a control character",
                value -> value.isBlank()
                                || value.length() > max
                                || UNPRINTABLE.matcher(value).find()
                        ? Optional.empty()
                        : Optional.of(value.strip()));
    }
}
