package tidings.settings;

import java.time.Instant;
import java.util.Optional;

/// A value that an operator set.
///
/// @param reason why, in a sentence
/// @param author the operator's ARN
/// @param at when it was set
/// @param until when the profile's number applies again; it applies until the next change where none is given
public record TunableChange(
        Tunable tunable, int value, String reason, String author, Instant at, Optional<Instant> until) {
    private static final int MAX_LENGTH = 500;

    /// @throws IllegalArgumentException naming what is wrong and what would be right
    public TunableChange {
        tunable.checked(value);
        requireText("reason", reason);
        requireText("author", author);
        until.ifPresent(end -> {
            if (!end.isAfter(at)) {
                throw new IllegalArgumentException("until must be later than " + at + ", not " + end);
            }
        });
    }

    public boolean appliesAt(Instant now) {
        return until.isEmpty() || until.get().isAfter(now);
    }

    private static void requireText(String name, String text) {
        if (text.isBlank() || text.length() > MAX_LENGTH) {
            throw new IllegalArgumentException(name + " must be given, in at most " + MAX_LENGTH + " characters");
        }
    }
}
