package tidings.scraper;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tidings.aws.Deadline;
import tidings.aws.Queue;
import tidings.domain.Community;
import tidings.domain.Feed;
import tidings.domain.Post;
import tidings.domain.PostId;
import tidings.domain.SourceApi;
import tidings.domain.SourceId;
import tidings.domain.SourceProblem;
import tidings.messages.PostsMessage;
import tidings.messages.PostsMessage.FeedAbsentV1;
import tidings.messages.ScrapeMessage.FeedsRequestedV1;
import tidings.messages.ScrapeMessage.ScrapeRequestedV1;
import tidings.ratelimit.Urgency;
import tidings.scraper.ScrapeResult.Dropped;
import tidings.scraper.ScrapeResult.Published;
import tidings.scraper.source.FetchResult;
import tidings.scraper.source.FetchResult.Failed;
import tidings.scraper.source.FetchResult.Fetched;
import tidings.scraper.source.FetchResult.Refused;
import tidings.scraper.source.Source;

/// Feeds that nobody waits for, several with one request. Thread-safe.
record FeedsTogether(Map<SourceId, Source> sources, Queue<PostsMessage> posts, InstantSource clock) {
    private static final Logger LOG = LoggerFactory.getLogger(FeedsTogether.class);

    /// Fetches several feeds with one request, and queues each as if it had been fetched alone. If together they
    /// may have more posts than a fetch brings, none is whole: the posts are queued, but not as all of the feed,
    /// which is read alone when somebody asks for it or when it is due again.
    ScrapeResult fetch(FeedsRequestedV1 request, Deadline deadline) {
        Feed together = new Feed(Community.together(request.communities()), request.period());
        Map<Community, List<Post>> found = new HashMap<>();
        Consumer<Post> sort = post ->
                found.computeIfAbsent(post.community(), _ -> new ArrayList<>()).add(post);
        Source source = sources.get(together.source());
        FetchResult fetched = source == null
                ? new Refused(SourceProblem.OFF)
                : source.fetch(together, Urgency.SCHEDULED, deadline, sort);
        return switch (fetched) {
            case Failed(SourceProblem problem, Instant _, String detail, boolean _) -> {
                LOG.warn("{} feeds cannot be fetched: {}", request.communities().size(), detail);
                yield new Dropped(problem);
            }
            case Refused _ -> published(request, Map.of(), SourceApi.OAUTH, true);
            case Fetched(int count, int _, Optional<PostId> last) ->
                published(request, found, source.api(), count < Scraper.FULL && last.isEmpty());
        };
    }

    private Published published(
            FeedsRequestedV1 request, Map<Community, List<Post>> found, SourceApi api, boolean isWhole) {
        List<PostsMessage> parts = new ArrayList<>();
        for (Feed feed : request.feeds()) {
            String run = request.run() + "/" + feed.community();
            List<Post> own = found.getOrDefault(feed.community(), List.of());
            if (own.isEmpty() || !isWhole) {
                parts.add(new FeedAbsentV1(feed, run, clock.instant()));
            }
            if (!own.isEmpty()) {
                PostsPublisher publisher = new PostsPublisher(
                        new ScrapeRequestedV1(feed, run, List.of()), api, clock.instant(), parts::addAll);
                own.forEach(publisher);
                publisher.finish(isWhole);
            }
        }
        posts.send(parts);
        int asked = request.communities().size();
        LOG.info("{} of {} feeds that were fetched with one request have posts", found.size(), asked);
        return new Published(found.values().stream().mapToInt(List::size).sum());
    }
}
