package tidings.scraper;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tidings.budget.Urgency;
import tidings.contracts.ListingRefusedV1;
import tidings.contracts.PostsMessage;
import tidings.contracts.ScrapeRequestedV1;
import tidings.domain.Refusal;
import tidings.platform.Deadline;
import tidings.platform.Meter;
import tidings.platform.Queue;
import tidings.scraper.Outcome.Dropped;
import tidings.scraper.Outcome.Postponed;
import tidings.scraper.Outcome.Published;
import tidings.scraper.Outcome.Told;
import tidings.scraper.Reading.Later;
import tidings.scraper.Reading.Read;
import tidings.scraper.Reading.Refused;

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
    Outcome scrape(ScrapeRequestedV1 request, int attempt, Deadline deadline) {
        Instant start = clock.instant();
        Outcome outcome = settle(request, attempt, read(request, deadline));
        String name = switch (outcome) {
            case Published _ -> "published";
            case Told told -> told.reason().name().toLowerCase(Locale.ROOT);
            case Postponed _ -> "postponed";
            case Dropped _ -> "dropped";
        };
        meter.count("ListingRead", name, 1);
        meter.time("ListingTime", name, Duration.between(start, clock.instant()));
        return outcome;
    }

    private Reading read(ScrapeRequestedV1 request, Deadline deadline) {
        Reading reading = readOnce(request, deadline);
        if (reading instanceof Later(var _, Instant notBefore, String what)
                && !notBefore.isAfter(clock.instant())
                && !deadline.passed()) {
            LOG.info("{}: {}, asked again", request.listing(), what);
            return readOnce(request, deadline);
        }
        return reading;
    }

    /// Parts that were queued before a reading broke off are harmless: parts may come more than once.
    private Reading readOnce(ScrapeRequestedV1 request, Deadline deadline) {
        Parts parts = new Parts(request, source.kind(), clock.instant(), posts);
        Reading reading = source.read(request.listing(), urgency(request), deadline, parts);
        return reading instanceof Read ? new Read(parts.end()) : reading;
    }

    private Outcome settle(ScrapeRequestedV1 request, int attempt, Reading reading) {
        return switch (reading) {
            case Read(int count) -> {
                LOG.info("{}: {} posts", request.listing(), count);
                yield new Published(count);
            }
            case Refused(Refusal reason) -> tell(request, reason);
            case Later later -> {
                LOG.warn("{}: {} at attempt {} of {}", request.listing(), later.what(), attempt, ATTEMPTS);
                yield postponeOrTell(request, attempt, later);
            }
        };
    }

    private Outcome postponeOrTell(ScrapeRequestedV1 request, int attempt, Later later) {
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

    private Outcome tell(ScrapeRequestedV1 request, Refusal reason) {
        LOG.info("{}: refused, {}", request.listing(), reason);
        posts.send(new ListingRefusedV1(request.listing(), request.run(), reason, request.waiting(), clock.instant()));
        return new Told(reason);
    }
}
