package tidings.settings;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A change that the autopilot made, as far as it takes to take it back.
///
/// @param from the value before it
/// @param at when it was made, in whole seconds
public record AppliedChange(Tunable tunable, int from, Instant at) {
    public static final String AUTHOR = "autopilot";
    private static final Pattern KEY = Pattern.compile("([a-z-]+)\\.(\\d{1,6})\\.(\\d{1,12})");

    /// Names it, in lower-case letters, digits, dots and hyphens.
    public String key() {
        return tunable.id() + "." + from + "." + at.getEpochSecond();
    }

    /// Empty for what is no key.
    public static Optional<AppliedChange> parse(String key) {
        Matcher parts = KEY.matcher(key);
        return parts.matches()
                ? Tunable.find(parts.group(1))
                        .map(tunable -> new AppliedChange(
                                tunable,
                                Integer.parseInt(parts.group(2)),
                                Instant.ofEpochSecond(Long.parseLong(parts.group(3)))))
                : Optional.empty();
    }

    /// Whether a change is this one.
    public boolean is(TunableChange change) {
        return change.tunable() == tunable
                && change.at().equals(at)
                && change.author().equals(AUTHOR);
    }

    /// The change that takes it back.
    public TunableChange back(String reason, String author, Instant now) {
        return new TunableChange(tunable, from, reason, author, now, Optional.empty());
    }
}
