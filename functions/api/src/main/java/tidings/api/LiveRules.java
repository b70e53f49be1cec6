package tidings.api;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tidings.settings.Tunable;

import static tidings.api.Evidence.format;

/// Rules whose changes need no deployment.
record LiveRules(Evidence evidence) {
    /// Ids of all that they suggest.
    static final List<String> KINDS = List.of(
            "use-cache", "cache-ttl", "scrape-interval", "sends-per-second", "reclassify-batch", "wasted-requests");

    /// A backlog of so many minutes is one.
    private static final int MINUTES = 5;

    /// So many parts of feeds are one.
    private static final int MANY_PARTS = 100;

    /// So many requests of an hour tell something.
    private static final int ENOUGH_REQUESTS = 60;

    /// Fewer new posts a request are a waste.
    private static final double LEAST_NEW_POSTS = 0.2;

    Stream<Suggestion> all() {
        return Stream.of(cache(), ttl(), interval(), sends(), batch(), waste()).flatMap(Optional::stream);
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
                        Tunable.LISTING_TTL,
                        2,
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
                        Tunable.SCRAPE_INTERVAL,
                        2,
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
                        Tunable.SENDS_PER_SECOND,
                        2,
                        Measure.WAITING_MESSAGES,
                        "the backlog shrinks; Telegram throttles above 30 a second");
    }

    private Optional<Suggestion> batch() {
        int waiting = evidence.waiting("posts");
        return waiting <= MANY_PARTS
                ? Optional.empty()
                : evidence.scaled(
                        "reclassify-batch",
                        format(
                                "%d parts of feeds wait, now; with each, up to %d posts of an older model are"
                                        + " classified again",
                                waiting, evidence.value(Tunable.RECLASSIFY_BATCH)),
                        "new posts and the people who wait for them come after old ones",
                        Tunable.RECLASSIFY_BATCH,
                        0.5,
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
                        Tunable.SCRAPE_INTERVAL,
                        2,
                        Measure.NEW_POSTS,
                        "half the requests for feeds in which little happens");
    }
}
