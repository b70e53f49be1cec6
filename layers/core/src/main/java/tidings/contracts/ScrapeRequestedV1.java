package tidings.contracts;

import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.List;
import tidings.domain.Listing;

/// Someone wants a listing read afresh.
///
/// @param run names this reading of the listing; its parts find each other by it
/// @param waiting who is to be shown the result; empty for a scheduled reading
@JsonTypeName("scrape-requested/1")
public record ScrapeRequestedV1(Listing listing, String run, List<Waiting> waiting) implements ScrapeMessage {
    public ScrapeRequestedV1 {
        waiting = List.copyOf(waiting);
    }

    @Override
    public String group() {
        return listing.subreddit().value();
    }

    @Override
    public String deduplication() {
        return run;
    }
}
