package tidings.contracts;

import com.fasterxml.jackson.annotation.JsonTypeName;
import java.time.Instant;
import java.util.List;
import tidings.domain.Listing;
import tidings.domain.Refusal;

/// The source gave no listing, and will not for now.
///
/// @param refusedAt when the source was asked
@JsonTypeName("listing-refused/1")
public record ListingRefusedV1(Listing listing, String run, Refusal reason, List<Waiting> waiting, Instant refusedAt)
        implements PostsMessage {
    public ListingRefusedV1 {
        waiting = List.copyOf(waiting);
    }

    @Override
    public String group() {
        return listing.subreddit().value();
    }

    @Override
    public String deduplication() {
        return run + "/refused";
    }
}
