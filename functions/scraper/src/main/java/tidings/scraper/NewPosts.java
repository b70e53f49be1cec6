package tidings.scraper;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tidings.aws.Deadline;
import tidings.aws.Queue;
import tidings.domain.Community;
import tidings.domain.Feed;
import tidings.domain.Period;
import tidings.domain.Post;
import tidings.domain.PostId;
import tidings.domain.SourceProblem;
import tidings.messages.PendingCard;
import tidings.messages.PostsMessage;
import tidings.messages.PostsMessage.FeedRefusedV1;
import tidings.messages.PostsMessage.NewPostsFoundV1;
import tidings.messages.PostsMessage.NewPostsFoundV1.Found;
import tidings.messages.PostsMessage.NewPostsFoundV1.Span;
import tidings.messages.PostsMessage.NewPostsMissedV1;
import tidings.messages.ScrapeMessage;
import tidings.messages.ScrapeMessage.NewPostsRequestedV1;
import tidings.scraper.ScrapeResult.Dropped;
import tidings.scraper.ScrapeResult.Notified;
import tidings.scraper.ScrapeResult.Published;
import tidings.scraper.source.FetchResult.Failed;
import tidings.scraper.source.FetchResult.Fetched;
import tidings.scraper.source.FetchResult.Refused;
import tidings.scraper.source.Source;

/// Fetches the newest posts of communities page by page, back to those that were fetched before, and queues them.
/// What cannot be fetched now is requested again from there on. Not thread-safe.
final class NewPosts {
    private static final Logger LOG = LoggerFactory.getLogger(NewPosts.class);

    /// Reddit lists a thousand posts, a hundred a page.
    static final int MAX_REQUESTS = 10;

    private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(3);

    /// Queues deliver nothing later.
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(14);

    /// In a row, with pauses that double: half a day.
    static final int MAX_FAILURES = 60;

    private final NewPostsRequestedV1 request;
    private final Queue<ScrapeMessage> requests;
    private final Queue<PostsMessage> posts;
    private final InstantSource clock;
    private final Instant fetchedAt;
    private final PostsPublisher publisher;
    private final Map<Community, Integer> found = new HashMap<>();
    private Instant oldest;
    private int count;

    /// @param waiting cards that wait for what is fetched now
    NewPosts(
            NewPostsRequestedV1 request,
            List<PendingCard> waiting,
            Queue<ScrapeMessage> requests,
            Queue<PostsMessage> posts,
            InstantSource clock) {
        this.request = request;
        this.requests = requests;
        this.posts = posts;
        this.clock = clock;
        this.fetchedAt = clock.instant();
        this.oldest = fetchedAt;
        this.publisher = new PostsPublisher(
                (first, total, part, _) -> new NewPostsFoundV1(
                        request.deduplication(),
                        first,
                        part,
                        fetchedAt,
                        total.isPresent() && request.after().isEmpty() ? Optional.of(span()) : Optional.empty(),
                        waiting),
                posts);
    }

    ScrapeResult fetch(Source source, Deadline deadline) {
        Community together = Community.together(request.communities());
        Optional<PostId> after = request.after();
        for (int made = request.made(); made < MAX_REQUESTS; made++) {
            boolean isFirst = made == 0;
            int failures = made == request.made() ? request.failed() + 1 : 1;
            switch (source.newest(together, after, deadline, this::accept)) {
                case Fetched(int _, int _, Optional<PostId> last) -> {
                    if (!oldest.isAfter(request.since()) || last.isEmpty() && made + 1 < MAX_REQUESTS) {
                        return published();
                    }
                    after = last;
                }
                case Refused(SourceProblem problem)
                when isFirst -> {
                    return refused(problem);
                }
                case Refused _ -> {
                    return missed();
                }
                case Failed failed
                when isFirst -> {
                    LOG.warn("the new posts of {} cannot be fetched: {}", together, failed.detail());
                    return new Dropped(failed.problem());
                }
                case Failed failed -> {
                    return failures > MAX_FAILURES ? missed() : goOn(after, made, failures, failed);
                }
            }
        }
        return missed();
    }

    private void accept(Post post) {
        boolean isAsked = request.communities().contains(post.community())
                || request.communities().getFirst().isMixed();
        oldest = post.created();
        if (isAsked) {
            found.merge(post.community(), 1, Integer::sum);
            count++;
            publisher.accept(post);
        }
    }

    private Span span() {
        boolean isAlone = request.communities().size() == 1;
        return new Span(
                count == 0 ? request.since() : oldest,
                request.communities().stream()
                        .map(one -> new Found(one, isAlone ? count : found.getOrDefault(one, 0)))
                        .toList());
    }

    private Published published() {
        publisher.finish(0);
        LOG.info(
                "{} of the newest posts of {} communities",
                count,
                request.communities().size());
        return new Published(count);
    }

    /// Of several communities it tells nothing of each.
    private ScrapeResult refused(SourceProblem problem) {
        if (request.communities().size() > 1) {
            return published();
        }
        Feed feed = new Feed(request.communities().getFirst(), Period.DAY);
        LOG.info("{}: refused, {}", feed.community(), problem);
        posts.send(new FeedRefusedV1(feed, request.run(), problem, List.of(), clock.instant()));
        return new Notified(problem);
    }

    private Published goOn(Optional<PostId> after, int made, int failures, Failed failed) {
        Duration demanded =
                Duration.between(clock.instant(), failed.notBefore()).plusSeconds(1);
        Duration shortest = SHORTEST_PAUSE.multipliedBy(1L << Math.min(failures - 1, 9));
        Duration longer = demanded.compareTo(shortest) < 0 ? shortest : demanded;
        Duration pause = longer.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : longer;
        LOG.info("the rest of the new posts is fetched in {} s: {}", pause.toSeconds(), failed.detail());
        requests.sendLater(
                new NewPostsRequestedV1(request.communities(), request.since(), request.run(), after, made, failures),
                pause);
        return published();
    }

    private Published missed() {
        LOG.warn("more new posts than can be fetched: {}", request.communities());
        posts.send(new NewPostsMissedV1(request.communities(), request.run(), fetchedAt));
        return published();
    }
}
