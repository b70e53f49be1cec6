package tidings.domain;

import java.util.Optional;
import java.util.regex.Pattern;

/// A community of a source, in lower case: a subreddit without `r/`, such as `java`, or that of another source behind
/// the source's name, such as `hackernews:front`.
///
/// Reddit allows 2 to 21 letters, digits and underscores, none of which is a leading underscore, and compares names
/// without regard to case.
public record Community(String value) implements Comparable<Community> {
    private static final Pattern SUBREDDIT = Pattern.compile("[a-z0-9][a-z0-9_]{1,20}");
    private static final Pattern ELSEWHERE = Pattern.compile("(?!reddit:)[a-z]{2,16}:[a-z0-9][a-z0-9_.-]{0,40}");

    public Community {
        if (!isName(value)) {
            throw new IllegalArgumentException("not a subreddit name: 2 to 21 of a-z, 0-9 and _ are allowed, got "
                    + value.length() + " characters");
        }
    }

    /// The community of that value; empty if there cannot be one.
    public static Optional<Community> of(String value) {
        return isName(value) ? Optional.of(new Community(value)) : Optional.empty();
    }

    public SourceId source() {
        return SourceId.of(value);
    }

    /// The name as its source has it, such as `java`.
    public String name() {
        return SourceId.local(value);
    }

    /// The name as people know it, such as `r/java`.
    public String label() {
        return source().equals(SourceId.REDDIT) ? "r/" + value : value;
    }

    private static boolean isName(String value) {
        return SUBREDDIT.matcher(value).matches() || ELSEWHERE.matcher(value).matches();
    }

    @Override
    public int compareTo(Community other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
