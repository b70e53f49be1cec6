package tidings.domain;

import java.util.OptionalInt;

/// Where a page of a topic starts or ends. Posts of a topic stand in the order of their scores, the best first and
/// those without one last, and among equals in the order of their ids, the newest first. A place names the post
/// beside it, not its rank: so it holds while posts come and go, and is found without counting the posts before it.
public sealed interface TopicCursor {
    /// Above 0 if a post stands above the place of another, below 0 if below.
    static int compare(Post post, OptionalInt score, PostId id) {
        int byScore = Integer.compare(post.score().orElse(Integer.MIN_VALUE), score.orElse(Integer.MIN_VALUE));
        return byScore == 0 ? post.id().value().compareTo(id.value()) : byScore;
    }

    /// The page that starts with the best post.
    record Top() implements TopicCursor {}

    /// The page that starts after a post.
    ///
    /// @param score of the post
    /// @param rank of the page's first post, from 0
    record After(OptionalInt score, PostId post, int rank) implements TopicCursor {}

    /// The page that ends before a post.
    ///
    /// @param score of the post
    /// @param rank of the post, from 0
    record Before(OptionalInt score, PostId post, int rank) implements TopicCursor {}
}
