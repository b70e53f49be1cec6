package tidings.domain;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Optional;

/// What is fetched from a source at once: the top posts of a community within a period.
public record Feed(@JsonProperty("subreddit") Community community, Period period) {
    public SourceId source() {
        return community.source();
    }

    /// Reads what [#toString] wrote; empty if it is no such text.
    public static Optional<Feed> parse(String text) {
        int end = text.lastIndexOf('/');
        return end < 0
                ? Optional.empty()
                : Community.of(text.substring(0, end))
                        .flatMap(community ->
                                Period.parse(text.substring(end + 1)).map(period -> new Feed(community, period)));
    }

    @Override
    public String toString() {
        return community + "/" + period.word();
    }
}
