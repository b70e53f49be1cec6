package tidings.domain;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A page of ranked posts.
///
/// @param first rank of the first post, from 0
/// @param total how many posts there are in all; more than are still kept, where some expired
/// @param skipped how many further posts could not be read
/// @param fetchedAt when the source was read
/// @param communities those that its owner put together, if the source named them; else empty
public record FeedPage(
        int first,
        int total,
        int skipped,
        SourceApi source,
        Instant fetchedAt,
        List<ClassifiedPost> posts,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Community> communities) {
    public FeedPage {
        posts = List.copyOf(posts);
        communities = communities == null ? List.of() : List.copyOf(communities);
    }

    public FeedPage(
            int first, int total, int skipped, SourceApi source, Instant fetchedAt, List<ClassifiedPost> posts) {
        this(first, total, skipped, source, fetchedAt, posts, List.of());
    }

    /// The same page with its posts under other topics.
    public FeedPage with(List<ClassifiedPost> others) {
        return new FeedPage(first, total, skipped, source, fetchedAt, others, communities);
    }

    /// Rank where the next page starts, if there is one.
    public Optional<Integer> next(int size) {
        return first + size < total ? Optional.of(first + size) : Optional.empty();
    }

    /// Rank where the previous page starts, if there is one.
    public Optional<Integer> previous(int size) {
        return first > 0 ? Optional.of(Math.max(0, first - size)) : Optional.empty();
    }
}
