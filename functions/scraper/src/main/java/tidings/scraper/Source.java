package tidings.scraper;

import java.util.function.Consumer;
import tidings.ratelimit.Urgency;
import tidings.domain.Feed;
import tidings.domain.Post;
import tidings.domain.SourceApi;
import tidings.aws.Deadline;

/// Where listings are read from.
interface Source {
    /// Hands on the listing's posts in its order, each as soon as it is read. What the consumer throws is thrown on.
    FetchResult read(Feed feed, Urgency urgency, Deadline deadline, Consumer<Post> posts);

    SourceApi kind();
}
