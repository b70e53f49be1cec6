package tidings.scheduler;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tidings.ratelimit.RequestBudget.Outlook;
import tidings.messages.ScrapeMessage;
import tidings.messages.ScrapeMessage.ScrapeRequestedV1;
import tidings.domain.Feed;
import tidings.aws.Meter;
import tidings.aws.Queue;
import tidings.store.Listings.Due;
import tidings.settings.Tunable;
import tidings.settings.Tunables;

/// Keeps warm what people ask for, and takes away what may not be kept.
final class Scheduler {
    private static final Logger LOG = LoggerFactory.getLogger(Scheduler.class);

    /// A feed that nobody asked for in so long is not kept warm.
    private static final Duration ASKED_WITHIN = Duration.ofHours(6);

    /// More than can be read in a minute, so that there is a choice.
    private static final int CANDIDATES = 500;

    /// In intervals: what people ask for is read so often at least, though it brings little.
    private static final int LONGEST = 6;

    /// Raw content lives no longer, as Reddit asks (https://support.reddithelp.com/hc/en-us/articles/26410290525844).
    private static final Duration KEPT = Duration.ofHours(48);

    /// Posts that are taken away in one statement, and how many such statements there are in a minute at most: together
    /// twice what Reddit lets anybody read in a minute.
    private static final int EXPIRED_AT_ONCE = 1_000;

    private static final int EXPIRIES_A_MINUTE = 20;

    /// More feeds than people ask for in a minute; the rest is noted in the next one.
    private static final int NOTED_A_MINUTE = 1_000;

    /// So many of what was asked for most are at hand in the cache; what is at hand already costs next to nothing.
    private static final int WARM = 50;

    private final Agenda agenda;
    private final Queue<ScrapeMessage> scrapes;
    private final Supplier<Outlook> reddit;
    private final Tunables tunables;
    private final Meter meter;
    private final InstantSource clock;

    /// @param reddit asked each minute what may be expected of it
    Scheduler(
            Agenda agenda,
            Queue<ScrapeMessage> scrapes,
            Supplier<Outlook> reddit,
            Tunables tunables,
            Meter meter,
            InstantSource clock) {
        this.agenda = agenda;
        this.scrapes = scrapes;
        this.reddit = reddit;
        this.tunables = tunables;
        this.meter = meter;
        this.clock = clock;
    }

    /// Does what is due. Doing it twice in a minute does no harm: a feed is read once more.
    void tick() {
        Instant now = clock.instant();
        List<Feed> asked = agenda.noteAsked(NOTED_A_MINUTE);
        asked.stream().limit(WARM).forEach(agenda::warm);
        List<Feed> read = read(now);
        int expired = expire(now.minus(KEPT));
        meter.count("ListingsAsked", "noted", asked.size());
        meter.count("PostsExpired", "expired", expired);
        if (!read.isEmpty() || expired > 0) {
            LOG.info("{} listings are read again, {} posts expired", read.size(), expired);
        }
    }

    /// Asks for readings of what is due, as many as there are requests left.
    private List<Feed> read(Instant now) {
        Outlook outlook = reddit.get();
        int most = switch (outlook.health()) {
            case ALIVE, THROTTLED -> tunables.get(Tunable.FETCHES_PER_MINUTE); // people should not wait behind more
            case BLOCKED, DEAD -> 1; // enough to learn when it is back
        };
        Duration interval = tunables.seconds(Tunable.SCRAPE_INTERVAL);
        Allocation allocation = new Allocation(interval.multipliedBy(LONGEST));
        List<Due> due = agenda.due(now.minus(ASKED_WITHIN), now.minus(interval), CANDIDATES);
        List<Feed> chosen = allocation.choose(due, Math.min(outlook.spare(), most), now);
        if (!chosen.isEmpty()) {
            scrapes.send(chosen.stream()
                    .map(feed ->
                            new ScrapeRequestedV1(feed, "t" + now.getEpochSecond() + "/" + feed, List.of()))
                    .toList());
        }
        meter.count("ListingsDue", "requested", chosen.size());
        meter.count("ListingsDue", "left", due.size() - chosen.size());
        meter.count("RequestsSpare", "scheduled", outlook.spare());
        meter.count("SourceStanding", outlook.health().name().toLowerCase(Locale.ROOT), 1);
        return chosen;
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
