package tidings.domain;

import java.util.OptionalInt;

/// What a post has by now.
///
/// @param score empty if the source does not tell, as `comments` is
public record PostCounts(PostId id, OptionalInt score, OptionalInt comments) {
    public PostCounts {
        score = score == null ? OptionalInt.empty() : score;
        comments = comments == null ? OptionalInt.empty() : comments;
    }
}
