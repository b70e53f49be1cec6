package tidings.domain;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The name of a subreddit, without `r/`, in lower case: Reddit compares names without regard to case.
///
/// Reddit allows 2 to 21 letters, digits and underscores, none of which is a leading underscore.
public record SubredditName(String value) implements Comparable<SubredditName> {
    private static final Pattern ALLOWED = Pattern.compile("[a-z0-9][a-z0-9_]{1,20}");
    private static final Pattern TYPED = Pattern.compile(
            "(?:(?:https?://)?(?:www\\.|old\\.|new\\.)?reddit\\.com)?/?(?:r/)?([A-Za-z0-9][A-Za-z0-9_]{1,20})/?");

    public SubredditName {
        if (!ALLOWED.matcher(value).matches()) {
            throw new IllegalArgumentException("not a subreddit name: 2 to 21 of a-z, 0-9 and _ are allowed, got "
                    + value.length() + " characters");
        }
    }

    /// Reads what people type: `java`, `r/Java`, `/r/java/`, or a link to the subreddit; empty if it is none of these.
    public static Optional<SubredditName> parse(String typed) {
        Matcher matcher = TYPED.matcher(typed.strip());
        return matcher.matches()
                ? Optional.of(new SubredditName(matcher.group(1).toLowerCase(Locale.ROOT)))
                : Optional.empty();
    }

    @Override
    public int compareTo(SubredditName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
