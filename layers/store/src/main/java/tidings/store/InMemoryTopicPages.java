package tidings.store;

import java.util.List;
import java.util.OptionalInt;
import java.util.function.Predicate;
import tidings.domain.ClassifiedPost;
import tidings.domain.Post;
import tidings.domain.PostId;
import tidings.domain.TopicCursor;
import tidings.domain.TopicPage;

/// Pages of a topic in memory.
///
/// @param all posts of the topic, the best first
/// @param size of a page
record InMemoryTopicPages(List<ClassifiedPost> all, int size) {
    TopicPage at(TopicCursor cursor) {
        return switch (cursor) {
            case TopicCursor.Top _ -> page(0, 0);
            case TopicCursor.After(OptionalInt score, PostId post, int rank) ->
                page(count(one -> TopicCursor.compare(one, score, post) >= 0), rank);
            case TopicCursor.Before(OptionalInt score, PostId post, int rank) -> {
                int above = count(one -> TopicCursor.compare(one, score, post) > 0);
                yield above <= size ? page(0, 0) : page(above - size, Math.max(1, rank - size));
            }
        };
    }

    private TopicPage page(int from, int rank) {
        return new TopicPage(rank, all.stream().skip(from).limit(size).toList(), all.size() > from + size);
    }

    private int count(Predicate<Post> which) {
        return (int) all.stream().map(ClassifiedPost::post).filter(which).count();
    }
}
