package tidings.scheduler;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tidings.contracts.ScrapeMessage;
import tidings.contracts.ScrapeRequestedV1;
import tidings.domain.Listing;
import tidings.platform.Meter;
import tidings.platform.Queue;

/// Keeps warm what people ask for, and takes away what may not be kept.
final class Scheduler {
    private static final Logger LOG = LoggerFactory.getLogger(Scheduler.class);

    /// A listing that nobody asked for in so long is not kept warm.
    private static final Duration ASKED_WITHIN = Duration.ofHours(6);

    /// A listing is read again before people would have to wait for it.
    private static final Duration READ_EVERY = Duration.ofMinutes(9);

    /// Raw content lives no longer, as Reddit asks (https://support.reddithelp.com/hc/en-us/articles/26410290525844).
    private static final Duration KEPT = Duration.ofHours(48);

    /// So much of Reddit's 100 requests a minute; people who wait come first.
    private static final int READINGS_A_MINUTE = 20;

    /// Posts that are taken away in one statement, and how many such statements there are in a minute at most: together
    /// twice what Reddit lets anybody read in a minute.
    private static final int EXPIRED_AT_ONCE = 1_000;

    private static final int EXPIRIES_A_MINUTE = 20;

    private final Agenda agenda;
    private final Queue<ScrapeMessage> scrapes;
    private final Meter meter;
    private final InstantSource clock;

    Scheduler(Agenda agenda, Queue<ScrapeMessage> scrapes, Meter meter, InstantSource clock) {
        this.agenda = agenda;
        this.scrapes = scrapes;
        this.meter = meter;
        this.clock = clock;
    }

    /// Does what is due. Doing it twice in a minute does no harm: a listing is read once more.
    void tick() {
        Instant now = clock.instant();
        List<Listing> due = agenda.due(now.minus(ASKED_WITHIN), now.minus(READ_EVERY), READINGS_A_MINUTE);
        if (!due.isEmpty()) {
            scrapes.send(due.stream()
                    .map(listing ->
                            new ScrapeRequestedV1(listing, "t" + now.getEpochSecond() + "/" + listing, List.of()))
                    .toList());
        }
        int expired = expire(now.minus(KEPT));
        meter.count("ListingsDue", "requested", due.size());
        meter.count("PostsExpired", "expired", expired);
        if (!due.isEmpty() || expired > 0) {
            LOG.info("{} listings are read again, {} posts expired", due.size(), expired);
        }
    }

    /// What is left over is taken away in the next minute.
    private int expire(Instant limit) {
        int expired = 0;
        for (int i = 0; i < EXPIRIES_A_MINUTE; i++) {
            int posts = agenda.expire(limit, EXPIRED_AT_ONCE);
            expired += posts;
            if (posts < EXPIRED_AT_ONCE) {
                break;
            }
        }
        return expired;
    }
}
