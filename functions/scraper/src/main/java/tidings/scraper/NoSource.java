package tidings.scraper;

import java.util.function.Consumer;
import tidings.ratelimit.Urgency;
import tidings.domain.Feed;
import tidings.domain.Post;
import tidings.domain.SourceProblem;
import tidings.domain.SourceApi;
import tidings.aws.Deadline;

/// A deployment that reads nothing, and says so.
record NoSource() implements Source {
    @Override
    public FetchResult read(Feed feed, Urgency urgency, Deadline deadline, Consumer<Post> posts) {
        return new FetchResult.Refused(SourceProblem.OFF);
    }

    /// Of no consequence, as no post ever comes of it.
    @Override
    public SourceApi kind() {
        return SourceApi.RSS;
    }
}
