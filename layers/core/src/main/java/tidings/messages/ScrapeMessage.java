package tidings.messages;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.List;
import tidings.aws.Message;
import tidings.domain.Feed;

/// The scrape queue.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
public sealed interface ScrapeMessage extends Message {
    /// A feed is to be fetched.
    ///
    /// @param run names this fetch; its parts find each other by it
    /// @param waiting the cards that show the result; empty for a scheduled fetch
    @JsonTypeName("scrape-requested/1")
    record ScrapeRequestedV1(@JsonProperty("listing") Feed feed, String run, List<PendingCard> waiting)
            implements ScrapeMessage {
        public ScrapeRequestedV1 {
            waiting = List.copyOf(waiting);
        }

        @Override
        public String group() {
            return PendingCard.group(waiting);
        }

        @Override
        public String deduplication() {
            return run;
        }
    }
}
