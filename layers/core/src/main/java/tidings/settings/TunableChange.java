package tidings.settings;

import java.time.Instant;
import java.util.Optional;

/// A value that an operator gave a tunable.
///
/// @param reason why, in a sentence
/// @param author who, as the operators know each other
/// @param at since when it holds
/// @param until when the profile's number returns by itself; it holds for good where none is given
public record TunableChange(
        Tunable tunable, int value, String reason, String author, Instant at, Optional<Instant> until) {
    private static final int LONGEST = 500;

    /// @throws IllegalArgumentException naming what is wrong and what would be right
    public TunableChange {
        tunable.checked(value);
        said("reason", reason);
        said("author", author);
        until.ifPresent(end -> {
            if (!end.isAfter(at)) {
                throw new IllegalArgumentException("until must be later than " + at + ", not " + end);
            }
        });
    }

    public boolean holds(Instant now) {
        return until.isEmpty() || until.get().isAfter(now);
    }

    private static void said(String what, String text) {
        if (text.isBlank() || text.length() > LONGEST) {
            throw new IllegalArgumentException(what + " must be given, in at most " + LONGEST + " characters");
        }
    }
}
