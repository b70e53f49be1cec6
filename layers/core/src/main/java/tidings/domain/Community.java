package tidings.domain;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What posts are listed of, in lower case, because Reddit compares names without regard to case:
///
/// | value | what it is |
/// |---|---|
/// | `java`, `all` | a subreddit: 2 to 21 letters, digits and underscores, the first no underscore |
/// | `u_some-name` | the profile of a user: 3 to 20 letters, digits, `_` and `-` |
/// | `reddit.com` | the one subreddit with a dot, from the years before there were others |
/// | `java+kotlin` | several of these |
/// | `user/some-name/m/feed` | a custom feed of a user |
/// | `hackernews:front` | a community of another source, behind that source's name |
///
/// At most 47 characters, so that a button can name it; several that are only fetched together take more.
public record Community(String value) implements Comparable<Community> {
    private static final int MAX = 47;

    /// Of names that are fetched together; their address stays far below what servers take.
    private static final int MAX_TOGETHER = 1_000;

    private static final String PROFILE = "u_";
    private static final String CUSTOM = "user/";
    private static final String ONE = "(?:[a-z0-9][a-z0-9_]{1,20}|u_[a-z0-9_-]{3,20}|reddit\\.com)";
    private static final Pattern NAME = Pattern.compile(ONE + "(?:\\+" + ONE + ")*"
            + "|user/[a-z0-9_-]{3,20}/m/[a-z0-9][a-z0-9_]{1,20}"
            + "|(?!reddit:)[a-z]{2,16}:[a-z0-9][a-z0-9_.-]{0,40}");

    public Community {
        if (value.length() > (value.contains("+") ? MAX_TOGETHER : MAX)
                || !NAME.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "not a community such as java, u_some-name or java+kotlin, got " + value.length() + " characters");
        }
    }

    /// The community of that value; empty if there cannot be one.
    public static Optional<Community> of(String value) {
        return value.length() <= MAX && NAME.matcher(value).matches()
                ? Optional.of(new Community(value))
                : Optional.empty();
    }

    /// What has the posts of all of them.
    ///
    /// @param several subreddits or profiles, at most a thousand characters together
    public static Community together(List<Community> several) {
        return new Community(several.stream().map(Community::value).collect(Collectors.joining("+")));
    }

    /// The communities that are named, one or several.
    public List<Community> parts() {
        return value.contains("+")
                ? Stream.of(value.split("\\+")).map(Community::new).toList()
                : List.of(this);
    }

    public SourceId source() {
        return SourceId.of(value);
    }

    /// The name as its source has it, such as `java`.
    public String name() {
        return SourceId.local(value);
    }

    /// The name as people know it, such as `r/java` or `u/some-name`.
    public String label() {
        if (!source().equals(SourceId.REDDIT)) {
            return value;
        } else if (value.startsWith(CUSTOM)) {
            return "u/" + value.substring(CUSTOM.length());
        }
        return value.startsWith(PROFILE) && !value.contains("+")
                ? "u/" + value.substring(PROFILE.length())
                : "r/" + value;
    }

    /// Whether its posts can be of other communities.
    public boolean isMixed() {
        return value.contains("+") || value.startsWith(CUSTOM) || value.equals("all") || value.equals("popular");
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
