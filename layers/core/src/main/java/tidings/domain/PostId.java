package tidings.domain;

import java.util.regex.Pattern;

/// Reddit's id of a post: base 36, without the `t3_` of its full name.
public record PostId(String value) {
    private static final Pattern ALLOWED = Pattern.compile("[0-9a-z]{1,13}");

    public PostId {
        if (!ALLOWED.matcher(value).matches()) {
            throw new IllegalArgumentException("not a post id: 1 to 13 of 0-9 and a-z are allowed");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
