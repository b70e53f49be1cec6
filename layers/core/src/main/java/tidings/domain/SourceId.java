package tidings.domain;

import java.util.regex.Pattern;

/// A site that posts are fetched from, such as Reddit. Ids and names of other sources than [#REDDIT] carry it as a
/// prefix, such as `hackernews:42`, so that the ids of two sources never collide; Reddit's have none.
public record SourceId(String value) {
    private static final Pattern ALLOWED = Pattern.compile("[a-z]{2,16}");
    private static final char SEPARATOR = ':';

    public static final SourceId REDDIT = new SourceId("reddit");

    public SourceId {
        if (!ALLOWED.matcher(value).matches()) {
            throw new IllegalArgumentException("not a source: 2 to 16 of a-z are allowed");
        }
    }

    /// The source that a prefixed id or name is from.
    static SourceId of(String qualified) {
        int end = qualified.indexOf(SEPARATOR);
        return end < 0 ? REDDIT : new SourceId(qualified.substring(0, end));
    }

    /// An id or a name without its source.
    static String local(String qualified) {
        return qualified.substring(qualified.indexOf(SEPARATOR) + 1);
    }

    @Override
    public String toString() {
        return value;
    }
}
