package tidings.domain;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// How far back a feed of top posts looks; the words are Reddit's own `t` parameter.
public enum Period {
    HOUR,
    DAY,
    WEEK,
    MONTH,
    YEAR,
    ALL;

    /// The word in commands, in Reddit's `t` parameter and on the wire, such as `week`.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Period> parse(String word) {
        return Arrays.stream(values())
                .filter(period -> period.word().equals(word.toLowerCase(Locale.ROOT)))
                .findFirst();
    }
}
