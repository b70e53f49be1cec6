package tidings.api;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tidings.settings.Remedy;
import tidings.settings.Tunable;

import static tidings.api.Evidence.format;

/// Rules whose changes need no deployment.
record LiveRules(Evidence evidence) {
    /// Ids of all that they suggest.
    static final List<String> KINDS = List.of(
            "use-cache",
            "cache-ttl",
            "scrape-interval",
            "sends-per-second",
            "reclassify-batch",
            "wasted-requests",
            "categorizer-gate");

    /// A backlog of so many minutes is one.
    private static final int MINUTES = 5;

    /// So many parts of feeds are one.
    static final int MANY_PARTS = 100;

    /// So many requests of an hour tell something.
    private static final int ENOUGH_REQUESTS = 60;

    /// Of the database's processor: from here on it makes people wait, and up to there it has room for more.
    private static final double BUSY_PERCENT = 80;

    private static final double IDLE_PERCENT = 50;

    /// So many times the updates of a usual hour are a rush.
    private static final double RUSH = 1.5;

    /// Fewer new posts a request are a waste.
    private static final double LEAST_NEW_POSTS = 0.2;

    Stream<Suggestion> all() {
        return Stream.of(cache(), ttl(), interval(), sends(), batch(), waste(), gate())
                .flatMap(Optional::stream);
    }

    private Optional<Suggestion> cache() {
        return evidence.tunables().isOn(Tunable.USE_CACHE)
                ? Optional.empty()
                : Optional.of(Suggestion.live(
                        "use-cache",
                        "use-cache is 0, now",
                        "each read is a statement of the database, and nothing is shown while it is down",
                        Tunable.USE_CACHE,
                        0,
                        1,
                        Measure.ANSWER_TIME,
                        "reads are cached again"));
    }

    private Optional<Suggestion> ttl() {
        CacheCounts.Lookups lookups = evidence.metrics().cache().lookups();
        return lookups.reads() < Budget.ENOUGH_READS || lookups.hitRatePercent() >= Budget.LEAST_HIT_RATE
                ? Optional.empty()
                : evidence.scaled(
                        "cache-ttl",
                        format(
                                "%.0f %% of %d lookups hit, since this environment started",
                                lookups.hitRatePercent(), lookups.reads()),
                        "each miss is a statement of the database",
                        Remedy.CACHE_LONGER,
                        Measure.HIT_RATE,
                        "fewer misses; posts may be that much older");
    }

    private Optional<Suggestion> interval() {
        int waiting = evidence.waiting("refresh");
        int perMinute = evidence.value(Tunable.FETCHES_PER_MINUTE);
        return waiting <= perMinute * MINUTES
                ? Optional.empty()
                : evidence.scaled(
                        "scrape-interval",
                        format("%d scheduled fetches wait, %d are made a minute", waiting, perMinute),
                        "requests for feeds that bring nothing new yet",
                        Remedy.SCRAPE_LESS,
                        Measure.WAITING_FETCHES,
                        "the backlog shrinks; quiet feeds come later");
    }

    private Optional<Suggestion> sends() {
        int waiting = evidence.waiting("outbox") + evidence.waiting("deliveries");
        return waiting <= evidence.value(Tunable.SENDS_PER_SECOND) * 60 * MINUTES
                ? Optional.empty()
                : evidence.scaled(
                        "sends-per-second",
                        format("%d messages wait to be sent, now", waiting),
                        "people wait for minutes",
                        Remedy.SEND_FASTER,
                        Measure.WAITING_MESSAGES,
                        "the backlog shrinks; Telegram throttles above 30 a second");
    }

    private Optional<Suggestion> batch() {
        int waiting = evidence.waiting("posts") + evidence.waiting("new-posts");
        return waiting <= MANY_PARTS
                ? Optional.empty()
                : evidence.scaled(
                        "reclassify-batch",
                        format(
                                "%d parts of feeds wait, now; with each, up to %d posts of an older model are"
                                        + " classified again",
                                waiting, evidence.value(Tunable.RECLASSIFY_BATCH)),
                        "new posts and the people who wait for them come after old ones",
                        Remedy.RECLASSIFY_LESS,
                        Measure.WAITING_PARTS,
                        "the backlog shrinks; posts of the older model keep their topics for longer");
    }

    private Optional<Suggestion> waste() {
        double refused = evidence.lastHour("feedsRefused").orElse(0.0);
        double failed = evidence.lastHour("feedsFailed").orElse(0.0);
        double requests = evidence.requests();
        double posts = evidence.lastHour("newPosts").orElse(0.0);
        return requests < ENOUGH_REQUESTS || posts >= requests * LEAST_NEW_POSTS
                ? Optional.empty()
                : evidence.scaled(
                        "wasted-requests",
                        format(
                                "%.0f requests to Reddit brought %.0f new posts, in the last hour; %.0f were refused"
                                        + " and %.0f failed",
                                requests, posts, refused, failed),
                        "Reddit's limit is used up for nothing, and people wait for their turn",
                        Remedy.SCRAPE_LESS,
                        Measure.NEW_POSTS,
                        "half the requests for feeds in which little happens");
    }

    /// Narrows what nobody waits for while people wait for the database, and widens it again: when something waits
    /// there, and before an hour in which much is to be expected.
    private Optional<Suggestion> gate() {
        double busy = evidence.lastHour("databaseCpuPercent").orElse(0.0);
        double answer = evidence.lastHour("answerMillisP95").orElse(0.0);
        int waiting = evidence.waiting("posts") + evidence.waiting("new-posts");
        int gate = evidence.value(Tunable.CATEGORIZER_GATE);
        if (busy > BUSY_PERCENT && answer > Budget.MOST_ANSWER_MILLIS) {
            return evidence.scaled(
                    "categorizer-gate",
                    format(
                            "the database's processor was used to %.0f %% and answers took %.0f ms (p95), in the last"
                                    + " hour",
                            busy, answer),
                    "people wait while posts are stored",
                    Remedy.NARROW_CATEGORIZER,
                    Measure.ANSWER_TIME,
                    "answers come sooner, posts later");
        }
        if (gate >= Tunable.CATEGORIZER_GATE.of(evidence.profile()) || busy > IDLE_PERCENT) {
            return Optional.empty();
        }
        String used = format("the database's processor was used to %.0f %%, in the last hour", busy);
        return waiting > MANY_PARTS
                ? widened(format("%d parts of feeds wait, now, and %s", waiting, used), "the backlog shrinks")
                : evidence.hourToCome()
                        .get()
                        .filter(times -> times >= RUSH)
                        .flatMap(times -> widened(
                                format(
                                        "expected: the hour to come usually has %.1f times the updates of others; %s",
                                        times, used),
                                "no backlog when they come"));
    }

    private Optional<Suggestion> widened(String seen, String effect) {
        return evidence.scaled(
                "categorizer-gate",
                seen,
                "posts come later than they could",
                Remedy.WIDEN_CATEGORIZER,
                Measure.WAITING_PARTS,
                effect);
    }
}
