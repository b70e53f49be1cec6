package tidings.contracts;

import com.fasterxml.jackson.annotation.JsonTypeName;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import tidings.domain.Listing;
import tidings.domain.Post;
import tidings.domain.SourceKind;

/// A part of a listing. Parts may arrive in any order and more than once.
///
/// @param firstRank rank of the first post within the listing, from 0
/// @param total how many posts the whole listing has; stands on its last part only
/// @param fetchedAt when the source was read
@JsonTypeName("posts-found/1")
public record PostsFoundV1(
        Listing listing,
        String run,
        int firstRank,
        OptionalInt total,
        List<Post> posts,
        List<Waiting> waiting,
        SourceKind source,
        Instant fetchedAt)
        implements PostsMessage {
    public PostsFoundV1 {
        total = total == null ? OptionalInt.empty() : total;
        posts = List.copyOf(posts);
        waiting = List.copyOf(waiting);
    }

    @Override
    public String group() {
        return listing.subreddit().value();
    }

    @Override
    public String deduplication() {
        return run + "/" + firstRank;
    }
}
