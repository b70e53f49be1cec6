package tidings.domain;

import java.util.List;
import java.util.Optional;

/// A page of the posts of a topic.
///
/// @param first rank of the first post, from 0; as it was counted while turning pages, during which posts come and go
/// @param more whether posts follow
public record TopicPage(int first, List<SortedPost> posts, boolean more) {
    public TopicPage {
        posts = List.copyOf(posts);
    }

    /// Where the next page is, if there is one.
    public Optional<TopicPlace> next() {
        return more ? Optional.of(after(posts.getLast().post())) : Optional.empty();
    }

    /// Where the previous page is, if there is one.
    public Optional<TopicPlace> previous() {
        if (first == 0) {
            return Optional.empty();
        }
        return Optional.of(
                posts.isEmpty() ? new TopicPlace.Top() : before(posts.getFirst().post()));
    }

    private TopicPlace after(Post last) {
        return new TopicPlace.After(last.score(), last.id(), first + posts.size());
    }

    private TopicPlace before(Post start) {
        return new TopicPlace.Before(start.score(), start.id(), first);
    }
}
