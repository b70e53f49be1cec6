package tidings.scraper.source;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import tidings.aws.Deadline;
import tidings.domain.Community;
import tidings.domain.Feed;
import tidings.domain.Post;
import tidings.domain.PostCounts;
import tidings.domain.PostId;
import tidings.domain.SourceApi;
import tidings.domain.SourceId;
import tidings.domain.SourceProblem;
import tidings.ratelimit.Urgency;

/// A site that feeds are fetched from. Thread-safe.
public interface Source {
    SourceId id();

    /// Which of the source's interfaces its posts come from.
    SourceApi api();

    /// Passes the posts of a feed to the consumer in the feed's order, each once and as soon as it is parsed.
    /// Exceptions of the consumer propagate; those of the source become a [FetchResult].
    FetchResult fetch(Feed feed, Urgency urgency, Deadline deadline, Consumer<Post> posts);

    /// Passes a page of a community's newest posts to the consumer, the newest first, for nobody who waits. The
    /// result tells after which post the next page begins.
    ///
    /// @param after the last post of the page before
    default FetchResult newest(Community community, Optional<PostId> after, Deadline deadline, Consumer<Post> posts) {
        return new FetchResult.Refused(SourceProblem.OFF);
    }

    /// Passes the communities that the owner of a custom feed put together to the consumer; none if this source does
    /// not
    /// tell.
    default FetchResult communities(
            Community custom, Urgency urgency, Deadline deadline, Consumer<Community> communities) {
        return new FetchResult.Fetched(0);
    }

    /// Asks for posts by their ids, for nobody who waits, and passes on those that are still there. The others are
    /// gone only if the result is [FetchResult.Fetched]: the answer was whole.
    ///
    /// @param texts gets those of them that can be read
    default FetchResult check(List<PostId> posts, Deadline deadline, Consumer<PostCounts> there, Consumer<Post> texts) {
        return new FetchResult.Refused(SourceProblem.OFF); // most sources cannot be asked
    }
}
