package tidings.domain;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// A page of the posts of a topic.
///
/// @param first rank of the first post, from 0; as it was counted while turning pages, during which posts come and go
/// @param more whether posts follow
public record TopicPage(int first, List<ClassifiedPost> posts, boolean more) {
    /// The order of a topic.
    public static final Comparator<ClassifiedPost> BEST_FIRST = (one, other) ->
            TopicCursor.compare(other.post(), one.post().score(), one.post().id());

    public TopicPage {
        posts = List.copyOf(posts);
    }

    /// Where the next page is, if there is one.
    public Optional<TopicCursor> next() {
        return more ? Optional.of(after(posts.getLast().post())) : Optional.empty();
    }

    /// Where the previous page is, if there is one.
    public Optional<TopicCursor> previous() {
        if (first == 0) {
            return Optional.empty();
        }
        return Optional.of(
                posts.isEmpty()
                        ? new TopicCursor.Top()
                        : before(posts.getFirst().post()));
    }

    private TopicCursor after(Post last) {
        return new TopicCursor.After(last.score(), last.id(), first + posts.size());
    }

    private TopicCursor before(Post start) {
        return new TopicCursor.Before(start.score(), start.id(), first);
    }
}
