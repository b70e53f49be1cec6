package tidings.domain;

import java.util.regex.Pattern;

/// A post's id at its source. Reddit's is base 36, without the `t3_` of its full name; others carry their source, such
/// as `hackernews:42`.
public record PostId(String value) {
    private static final Pattern ALLOWED = Pattern.compile("[0-9a-z]{1,13}|(?!reddit:)[a-z]{2,16}:[0-9A-Za-z_-]{1,40}");

    public PostId {
        if (!isId(value)) {
            throw new IllegalArgumentException("not a post id: 1 to 13 of 0-9 and a-z are allowed");
        }
    }

    public static boolean isId(String value) {
        return ALLOWED.matcher(value).matches();
    }

    public SourceId source() {
        return SourceId.of(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
