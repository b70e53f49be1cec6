package tidings.scraper;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tidings.ratelimit.Urgency;
import tidings.messages.PostsMessage.FeedRefusedV1;
import tidings.messages.PostsMessage;
import tidings.messages.ScrapeMessage.ScrapeRequestedV1;
import tidings.domain.SourceProblem;
import tidings.aws.Deadline;
import tidings.aws.Meter;
import tidings.aws.Queue;
import tidings.scraper.ScrapeResult.Dropped;
import tidings.scraper.ScrapeResult.Postponed;
import tidings.scraper.ScrapeResult.Published;
import tidings.scraper.ScrapeResult.Notified;
import tidings.scraper.FetchResult.Later;
import tidings.scraper.FetchResult.Fetched;
import tidings.scraper.FetchResult.Refused;

/// Reads what was asked for and queues what it finds. Thread-safe.
///
/// A source that says no is asked again: at once after a mere hiccup, then when it said, through the queue. Who waits
/// is told when the attempts run out, or when the next one lies so far ahead that nobody would wait for it. A request
/// that nobody waits for is dropped instead.
final class Scraper {
    private static final Logger LOG = LoggerFactory.getLogger(Scraper.class);

    /// Attempts a request has; the queue's `maxReceiveCount` must not be smaller.
    static final int ATTEMPTS = 4;

    /// How long a person is left without an answer.
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /// What is waited at least before attempts 2, 3 and 4.
    private static final List<Duration> PAUSES =
            List.of(Duration.ofSeconds(3), Duration.ofSeconds(15), Duration.ofSeconds(60));

    private final Source source;
    private final Queue<PostsMessage> posts;
    private final InstantSource clock;
    private final Meter meter;

    Scraper(Source source, Queue<PostsMessage> posts, InstantSource clock, Meter meter) {
        this.source = source;
        this.posts = posts;
        this.clock = clock;
        this.meter = meter;
    }

    /// @param attempt how often the request was received, from 1
    ScrapeResult scrape(ScrapeRequestedV1 request, int attempt, Deadline deadline) {
        Instant start = clock.instant();
        ScrapeResult outcome = settle(request, attempt, read(request, deadline));
        String name = switch (outcome) {
            case Published _ -> "published";
            case Notified told -> told.reason().name().toLowerCase(Locale.ROOT);
            case Postponed _ -> "postponed";
            case Dropped _ -> "dropped";
        };
        meter.count("ListingRead", name, 1);
        meter.time("ListingTime", name, Duration.between(start, clock.instant()));
        return outcome;
    }

    private FetchResult read(ScrapeRequestedV1 request, Deadline deadline) {
        FetchResult result = readOnce(request, deadline);
        if (result instanceof Later(var _, Instant notBefore, String what)
                && !notBefore.isAfter(clock.instant())
                && !deadline.passed()) {
            LOG.info("{}: {}, asked again", request.feed(), what);
            return readOnce(request, deadline);
        }
        return result;
    }

    /// PostsPublisher that were queued before a result broke off are harmless: parts may come more than once.
    private FetchResult readOnce(ScrapeRequestedV1 request, Deadline deadline) {
        PostsPublisher parts = new PostsPublisher(request, source.kind(), clock.instant(), posts);
        FetchResult result = source.read(request.feed(), urgency(request), deadline, parts);
        return result instanceof Fetched ? new Fetched(parts.end()) : result;
    }

    private ScrapeResult settle(ScrapeRequestedV1 request, int attempt, FetchResult result) {
        return switch (result) {
            case Fetched(int count) -> {
                LOG.info("{}: {} posts", request.feed(), count);
                yield new Published(count);
            }
            case Refused(SourceProblem reason) -> tell(request, reason);
            case Later later -> {
                LOG.warn("{}: {} at attempt {} of {}", request.feed(), later.what(), attempt, ATTEMPTS);
                yield postponeOrTell(request, attempt, later);
            }
        };
    }

    private ScrapeResult postponeOrTell(ScrapeRequestedV1 request, int attempt, Later later) {
        if (urgency(request) == Urgency.SCHEDULED) {
            return new Dropped(later.reason());
        } else if (attempt >= ATTEMPTS) {
            return tell(request, later.reason());
        }
        Duration least = PAUSES.get(attempt - 1);
        Duration asked = Duration.between(clock.instant(), later.notBefore()).plusSeconds(1);
        Duration pause = asked.compareTo(least) > 0 ? asked : least;
        return pause.compareTo(PATIENCE) > 0 ? tell(request, later.reason()) : new Postponed(pause);
    }

    private static Urgency urgency(ScrapeRequestedV1 request) {
        return request.waiting().isEmpty() ? Urgency.SCHEDULED : Urgency.WAITED_FOR;
    }

    private ScrapeResult tell(ScrapeRequestedV1 request, SourceProblem reason) {
        LOG.info("{}: refused, {}", request.feed(), reason);
        posts.send(new FeedRefusedV1(request.feed(), request.run(), reason, request.waiting(), clock.instant()));
        return new Notified(reason);
    }
}
