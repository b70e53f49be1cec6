package tidings.scraper;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tidings.aws.Deadline;
import tidings.aws.Delivery;
import tidings.aws.Meter;
import tidings.aws.Queue;
import tidings.aws.Verdict;
import tidings.aws.Wiring;
import tidings.domain.Community;
import tidings.domain.SourceApi;
import tidings.domain.SourceId;
import tidings.domain.SourceProblem;
import tidings.messages.PendingCard;
import tidings.messages.PostsMessage.FeedDelayedV1;
import tidings.messages.PostsMessage.FeedRefusedV1;
import tidings.messages.PostsMessage.WaitOverV1;
import tidings.messages.ScrapeMessage;
import tidings.messages.ScrapeMessage.FeedsRequestedV1;
import tidings.messages.ScrapeMessage.NewPostsRequestedV1;
import tidings.messages.ScrapeMessage.PostsToCheckV1;
import tidings.messages.ScrapeMessage.ScrapeRequestedV1;
import tidings.ratelimit.Urgency;
import tidings.scraper.ScrapeResult.Dropped;
import tidings.scraper.ScrapeResult.Notified;
import tidings.scraper.ScrapeResult.Postponed;
import tidings.scraper.ScrapeResult.Published;
import tidings.scraper.ScrapeResult.Queued;
import tidings.scraper.source.FetchResult;
import tidings.scraper.source.FetchResult.Failed;
import tidings.scraper.source.FetchResult.Fetched;
import tidings.scraper.source.FetchResult.Refused;
import tidings.scraper.source.Source;

/// Fetches the requested feed and queues its posts. Thread-safe.
///
/// A failed fetch is retried at once if the source allows it, later through the queue. People who wait are notified
/// when the attempts run out or the next one is too far away to wait for, and told how long it takes if that is
/// long. A request that nobody waits for is dropped instead.
final class Scraper {
    private static final Logger LOG = LoggerFactory.getLogger(Scraper.class);

    /// Attempts per request.
    static final int ATTEMPTS = 4;

    /// Posts of a feed that may have more.
    static final int FULL = 100;

    /// Part of an invocation's time that is left for queueing the result.
    private static final Duration RESERVE = Duration.ofSeconds(6);

    /// A turn that is farther away is not waited for; none is promised so far ahead.
    private static final Duration MAX_PAUSE = Duration.ofMinutes(11);

    /// People wait so long without being told how long it takes.
    private static final Duration UNTOLD = Duration.ofSeconds(15);

    /// Shortest pause before attempts 2, 3 and 4: people learn the reason before their patience ends.
    private static final List<Duration> PAUSES =
            List.of(Duration.ofSeconds(3), Duration.ofSeconds(6), Duration.ofSeconds(12));

    private final Map<SourceId, Source> sources;
    private final Queue<ScrapeMessage> requests;
    private final PostsQueues posts;
    private final InstantSource clock;
    private final Meter meter;

    Scraper(List<Source> sources, Queue<ScrapeMessage> requests, PostsQueues posts, InstantSource clock, Meter meter) {
        this.requests = requests;
        this.sources = sources.stream().collect(Collectors.toMap(Source::id, Function.identity()));
        this.posts = posts;
        this.clock = clock;
        this.meter = meter;
    }

    static Scraper of(ScraperConfig config, Wiring wiring) {
        return new Scraper(
                Sources.all(config, wiring),
                wiring.queue(config.scrapeQueueUrl()),
                new PostsQueues(wiring.queue(config.postsQueueUrl()), wiring.queue(config.newPostsQueueUrl())),
                wiring.clock(),
                wiring.meter());
    }

    Verdict handle(Delivery<ScrapeMessage> delivery) {
        Deadline deadline = new Deadline(Deadline.current().at().minus(RESERVE), clock);
        return switch (delivery.message()) {
            case ScrapeRequestedV1 request ->
                switch (scrape(request, delivery.attempt(), deadline)) {
                    case Published _, Notified _, Queued _, Dropped _ -> Verdict.DONE;
                    case Postponed(Duration pause) -> new Verdict.Retry(pause);
                };
            case FeedsRequestedV1 together -> {
                scrape(together, deadline);
                yield Verdict.DONE;
            }
            case NewPostsRequestedV1 newest -> {
                scrape(newest, deadline);
                yield Verdict.DONE;
            }
            case PostsToCheckV1 check -> new PostCheck(sources, posts, clock).run(check, delivery.sentAt(), deadline);
        };
    }

    ScrapeResult scrape(FeedsRequestedV1 request, Deadline deadline) {
        ScrapeResult result = new FeedsTogether(sources, posts, clock).fetch(request, deadline);
        count(result, Urgency.SCHEDULED);
        return result;
    }

    ScrapeResult scrape(NewPostsRequestedV1 request, Deadline deadline) {
        Source source = sources.get(request.communities().getFirst().source());
        ScrapeResult result = source == null
                ? new Dropped(SourceProblem.OFF)
                : new NewPosts(request, List.of(), requests, posts, clock).fetch(source, deadline);
        count(result, Urgency.SCHEDULED);
        return result;
    }

    /// @param attempt how often the request was received, from 1
    ScrapeResult scrape(ScrapeRequestedV1 request, int attempt, Deadline deadline) {
        ScrapeResult result = settle(request, attempt, fetch(request, deadline));
        count(result, urgency(request));
        return result;
    }

    /// The alarm on a dead source compares these with what failed. Only a feed that was read before is fetched
    /// without anybody waiting, so a refusal of many of those tells that the source lets nobody in; people may ask
    /// for what never existed.
    private void count(ScrapeResult result, Urgency urgency) {
        if (result instanceof Published) {
            meter.count("ListingRead", "published", 1);
        } else if (result instanceof Notified(SourceProblem problem)
                && !problem.isTransient()
                && urgency.equals(Urgency.SCHEDULED)) {
            meter.count("ListingRead", "refused", 1);
        }
    }

    private FetchResult fetch(ScrapeRequestedV1 request, Deadline deadline) {
        Source source = sources.get(request.feed().source());
        if (source == null) {
            return new Refused(SourceProblem.OFF);
        }
        FetchResult result = fetchOnce(source, request, deadline);
        if (result instanceof Failed(SourceProblem problem, Instant notBefore, String detail, boolean _)
                && !notBefore.isAfter(clock.instant())
                && !deadline.passed()) {
            LOG.info("{}: {}, retrying", request.feed(), detail);
            FetchResult again = fetchOnce(source, request, deadline);
            return again instanceof Failed failed && failed.unasked()
                    ? new Failed(problem, failed.notBefore(), detail)
                    : again;
        }
        return result;
    }

    /// Parts that were queued before a fetch failed do no harm: consumers accept a part more than once.
    private FetchResult fetchOnce(Source source, ScrapeRequestedV1 request, Deadline deadline) {
        List<Community> communities = new ArrayList<>();
        if (request.waiting().stream().anyMatch(PendingCard::namesCommunities)) {
            Community custom = request.feed().community();
            FetchResult named = source.communities(custom, urgency(request), deadline, communities::add);
            if (!(named instanceof Fetched)) {
                return named;
            }
        }
        PostsPublisher publisher = new PostsPublisher(request, communities, source.api(), clock.instant(), posts);
        FetchResult result = source.fetch(request.feed(), urgency(request), deadline, publisher);
        if (!(result instanceof Fetched(int count, int skipped, var _))) {
            return result;
        }
        boolean previews = request.waiting().stream().anyMatch(PendingCard::previews);
        if (previews && count >= FULL && source.api() == SourceApi.OAUTH) {
            String run = request.run() + "/new"; // a full list of the best does not tell how many come
            List<Community> all = request.feed().community().parts();
            NewPostsRequestedV1 newest = new NewPostsRequestedV1(all, clock.instant(), run);
            new NewPosts(newest, request.waiting(), requests, posts, clock).fetch(source, deadline);
        }
        return new Fetched(publisher.finish(skipped), skipped);
    }

    private ScrapeResult settle(ScrapeRequestedV1 request, int attempt, FetchResult result) {
        return switch (result) {
            case Fetched(int count, int skipped, var _) -> {
                LOG.info("{}: {} posts, {} could not be read", request.feed(), count, skipped);
                yield new Published(count);
            }
            case Refused(SourceProblem problem) -> notifyWaiting(request, problem);
            case Failed failed -> {
                LOG.warn("{}: {} at attempt {} of {}", request.feed(), failed.detail(), attempt, ATTEMPTS);
                yield postponeOrNotify(request, attempt, failed);
            }
        };
    }

    private ScrapeResult postponeOrNotify(ScrapeRequestedV1 request, int attempt, Failed failed) {
        if (urgency(request).equals(Urgency.SCHEDULED)) {
            return new Dropped(failed.problem());
        } else if (attempt >= ATTEMPTS) {
            return notifyWaiting(request, failed.problem());
        }
        Duration shortest = PAUSES.get(attempt - 1);
        Duration demanded =
                Duration.between(clock.instant(), failed.notBefore()).plusSeconds(1);
        Duration pause = demanded.compareTo(shortest) > 0 ? demanded : shortest;
        if (pause.compareTo(MAX_PAUSE) > 0) {
            return notifyWaiting(request, failed.problem());
        }
        boolean isMoved = failed.unasked() && attempt == 1; // later ones have had their turn
        return pause.compareTo(UNTOLD) > 0 && (request.turn().isEmpty() || isMoved)
                ? queued(request, failed.problem(), clock.instant().plus(pause))
                : new Postponed(pause);
    }

    /// Tells who waits how long it takes. The request comes back for its turn, with all attempts left.
    private ScrapeResult queued(ScrapeRequestedV1 request, SourceProblem problem, Instant turn) {
        Duration pause = Duration.between(clock.instant(), turn);
        Instant over = turn.plus(FeedDelayedV1.PATIENCE);
        posts.sendLater(
                new WaitOverV1(request.feed(), request.run(), request.waiting(), over),
                pause.plus(FeedDelayedV1.PATIENCE));
        posts.send(new FeedDelayedV1(request.feed(), request.run(), request.waiting(), turn, Optional.of(problem)));
        requests.sendLater(
                new ScrapeRequestedV1(request.feed(), request.run(), request.waiting(), Optional.of(turn)), pause);
        return new Queued(turn);
    }

    private static Urgency urgency(ScrapeRequestedV1 request) {
        if (request.waiting().isEmpty()) {
            return Urgency.SCHEDULED;
        }
        Urgency urgency = request.turn().isPresent() ? Urgency.RESERVED : Urgency.WAITED_FOR;
        return urgency.of(Integer.toHexString(request.group().hashCode()));
    }

    private ScrapeResult notifyWaiting(ScrapeRequestedV1 request, SourceProblem problem) {
        LOG.info("{}: refused, {}", request.feed(), problem);
        posts.send(new FeedRefusedV1(request.feed(), request.run(), problem, request.waiting(), clock.instant()));
        return new Notified(problem);
    }
}
