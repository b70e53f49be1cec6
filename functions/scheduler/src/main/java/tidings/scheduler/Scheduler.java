package tidings.scheduler;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.function.IntUnaryOperator;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tidings.aws.Meter;
import tidings.aws.Queue;
import tidings.aws.Wiring;
import tidings.cards.PostCards;
import tidings.delivery.Briefs;
import tidings.delivery.Deliveries;
import tidings.delivery.Notices;
import tidings.delivery.Reminders;
import tidings.domain.Community;
import tidings.domain.Feed;
import tidings.messages.ScrapeMessage;
import tidings.messages.ScrapeMessage.FeedsRequestedV1;
import tidings.messages.ScrapeMessage.NewPostsRequestedV1;
import tidings.messages.ScrapeMessage.ScrapeRequestedV1;
import tidings.ratelimit.RequestBudget;
import tidings.ratelimit.RequestBudget.Outlook;
import tidings.ratelimit.SourceHealth;
import tidings.scheduler.Allocation.Planned;
import tidings.settings.Tunable;
import tidings.settings.Tunables;
import tidings.state.DynamoDb;
import tidings.state.DynamoDbTunableStore;
import tidings.store.BriefStore;
import tidings.store.DeliveryStore;
import tidings.store.DeliveryStore.Oldest;
import tidings.store.FeedStore;
import tidings.store.FeedStore.Due;
import tidings.store.FeedStore.NewPostsOf;
import tidings.store.HistoryStore;
import tidings.store.ReminderStore;
import tidings.store.Stores;
import tidings.topics.TopicCommunities;

/// Fetches requested and followed feeds again before they are stale, warms their cache entries, reminds people,
/// delivers what nobody delivered yet, and deletes what expired.
///
/// @param reddit the current state of the source and the requests left to it
/// @param retention how long posts are kept since they were last seen
record Scheduler(
        FeedStore feeds,
        Deliveries deliveries,
        Briefs briefs,
        Notices notices,
        Reminders reminders,
        HistoryStore history,
        Queue<ScrapeMessage> refreshes,
        PostChecks checks,
        BriefTitles titles,
        Supplier<Outlook> reddit,
        Tunables tunables,
        IntSupplier warmFeeds,
        Followed followed,
        Duration retention,
        Meter meter,
        InstantSource clock) {
    private static final Logger LOG = LoggerFactory.getLogger(Scheduler.class);

    /// A feed that nobody requested for this long is no longer fetched.
    private static final Duration REQUESTED_WITHIN = Duration.ofHours(6);

    /// The best posts of communities are fetched so often: of those that nobody follows, to keep posts of each
    /// topic, of the others to learn how their posts turned out.
    private static final Duration KEPT_WARM = Duration.ofHours(6);

    /// Posts can be listed so late after they were written.
    private static final Duration OVERLAP = Duration.ofMinutes(10);

    /// New posts are fetched from no longer ago than they are stored.
    private static final Duration FARTHEST = Duration.ofHours(48);

    /// Communities of one request. More names make an address that somebody on the way may refuse.
    private static final int TOGETHER = 20;

    /// More than can be fetched in a minute, to have a choice.
    private static final int MAX_CANDIDATES = 500;

    /// In scrape intervals: a requested feed is fetched at least this often, even if it brings few posts.
    private static final int MAX_INTERVALS = 6;

    /// The thresholds of chats with a pace are planned so often, and of so many in a minute.
    private static final Duration PLANNED = Duration.ofMinutes(15);

    private static final int PLANNED_BATCH = 250;
    private static final int MAX_PLANNED_BATCHES = 8;

    /// Notices in a minute; they are few, and the deliveries leave room for them.
    private static final int MAX_NOTICES = 300;

    /// More reminders than Telegram takes in a quarter of an hour.
    private static final int MAX_REMINDERS = 20_000;

    /// Pages of followers in a minute.
    private static final int MAX_PAGES = 500;

    /// Rows of a kind deleted in one statement, and statements a minute: together twice as many posts as Reddit's
    /// rate limit allows to fetch in a minute, and of deliveries, with those that were skipped, 28 million a day.
    private static final int EXPIRY_BATCH = 1_000;
    private static final int MAX_EXPIRY_BATCHES = 20;

    /// More feeds than are requested in a minute; the rest is stored in the next one.
    private static final int MAX_FLUSHED = 1_000;

    static Scheduler of(SchedulerConfig config, Wiring wiring) {
        Tunables tunables = DynamoDbTunableStore.tunables(
                wiring, config.tunablesTable(), config.database().profile());
        Stores stores = Stores.of(config.database(), config.cache(), tunables, wiring);
        Queue<ScrapeMessage> refreshes = wiring.queue(config.refreshQueueUrl());
        return new Scheduler(
                stores.feeds(),
                new Deliveries(
                        stores.deliveries(),
                        stores.threads(),
                        wiring.queue(config.deliveriesQueueUrl()),
                        wiring.clock()),
                new Briefs(
                        stores.briefs(),
                        stores.threads(),
                        stores.points(),
                        wiring.queue(config.deliveriesQueueUrl()),
                        wiring.clock()),
                new Notices(stores.notices(), wiring.queue(config.deliveriesQueueUrl()), wiring.clock()),
                new Reminders(stores.reminders(), wiring.queue(config.deliveriesQueueUrl()), wiring.clock()),
                stores.history(),
                refreshes,
                new PostChecks(stores.posts(), refreshes, config.redditMode()),
                new BriefTitles(
                        stores.briefs(),
                        refreshes,
                        config.redditMode(),
                        config.database().retention()),
                RequestBudget.of(config.redditMode(), DynamoDb.of(wiring), config.sourcesTable(), wiring.clock())
                        ::outlook,
                tunables,
                Warmth.of(tunables, config.sourcesTable(), wiring)::feeds,
                new Followed(stores.follows(), stores.communities(), TopicCommunities.load()),
                config.database().retention(),
                wiring.meter(),
                wiring.clock());
    }

    /// Does the work of a minute. A second run in the same minute at worst fetches a feed twice. A step that fails
    /// keeps no other from being done.
    ///
    /// @throws RuntimeException of the first step that failed, once all are done
    void tick() {
        Instant now = clock.instant();
        List<RuntimeException> failures = Stream.<Runnable>of(
                        () -> expire(now),
                        checks.posts()::countTitles,
                        () -> history.sweep(now),
                        () -> reminders.run(MAX_REMINDERS),
                        this::flush,
                        () -> fetch(now),
                        () -> plan(now),
                        () -> briefs.run(BriefStore.MADE_A_MINUTE),
                        () -> notices.run(MAX_PAGES, MAX_NOTICES),
                        () -> deliver(now))
                .flatMap(step -> failure(step).stream())
                .toList();
        if (!failures.isEmpty()) {
            RuntimeException first = failures.getFirst();
            failures.stream().skip(1).forEach(first::addSuppressed);
            throw first;
        }
    }

    private static Optional<RuntimeException> failure(Runnable step) {
        try {
            step.run();
            return Optional.empty();
        } catch (RuntimeException e) {
            return Optional.of(e);
        }
    }

    /// Stores the requests and warms the most requested feeds; warming a cached page costs next to nothing.
    private void flush() {
        List<Feed> requested = feeds.flushRequested(MAX_FLUSHED);
        requested.stream().limit(warmFeeds.getAsInt()).forEach(feed -> feeds.page(feed, 0, PostCards.PAGE));
    }

    /// Requests fetches of due feeds within the rate limit.
    private void fetch(Instant now) {
        Outlook outlook = reddit.get();
        int max = switch (outlook.health()) {
            case ALIVE, THROTTLED -> tunables.get(Tunable.FETCHES_PER_MINUTE); // more would delay people's requests
            case BLOCKED, DEAD -> 1; // enough to detect the recovery
        };
        Duration interval = tunables.seconds(Tunable.SCRAPE_INTERVAL);
        Allocation allocation = new Allocation(interval.multipliedBy(MAX_INTERVALS), TOGETHER);
        List<Due> due = feeds.due(now.minus(REQUESTED_WITHIN), now.minus(interval), MAX_CANDIDATES);
        Map<Community, Integer> all = followed.all();
        List<Due> best = feeds.followed(all, now.minus(Allocation.DOUBT)).stream()
                .filter(feed -> feed.askedAt().isBefore(now.minus(KEPT_WARM)))
                .toList();
        List<Due> newest = feeds.newest(all, now.minus(Allocation.DOUBT)).stream()
                .map(NewPostsOf::due)
                .filter(feed -> !feed.feed().community().isMixed()) // nobody could read all of it
                .filter(feed -> feed.requests() > 0 && feed.askedAt().isBefore(now.minus(interval)))
                .toList();
        boolean isAlive = outlook.health() == SourceHealth.ALIVE;
        int left = Math.min(outlook.spare(), max);
        int titles = isAlive ? this.titles.request(left, now) : 0; // briefs do not wait for them
        int spare = left - titles;
        List<Planned> plan = allocation.plan(due, newest, best, spare, now);
        if (!plan.isEmpty()) {
            refreshes.send(plan.stream().map(request -> message(request, now)).toList());
        }
        int checks = isAlive ? this.checks.request(spare - plan.size(), now) : 0;
        LOG.info(
                "{} requests for {} feeds and communities; due are {} requested feeds, new posts of {} communities and the best of {}; {} requests for checks, {} for titles of briefs; Reddit: {}",
                plan.size(),
                plan.stream().mapToInt(request -> request.due().size()).sum(),
                due.size(),
                newest.size(),
                best.size(),
                checks,
                titles,
                outlook);
    }

    private static ScrapeMessage message(Planned planned, Instant now) {
        Feed first = planned.due().getFirst().feed();
        String run = now.getEpochSecond() + "/" + first;
        if (planned.kind() == Allocation.Kind.NEWEST) {
            Instant since = Allocation.since(planned.due(), now);
            Instant farthest = now.minus(FARTHEST);
            return new NewPostsRequestedV1(
                    planned.communities(), (since.isBefore(farthest) ? farthest : since).minus(OVERLAP), "n" + run);
        }
        return planned.due().size() == 1
                ? new ScrapeRequestedV1(first, "t" + run, List.of())
                : new FeedsRequestedV1(planned.communities(), first.period(), "t" + run);
    }

    private void plan(Instant now) {
        int last = PLANNED_BATCH;
        for (int i = 0; i < MAX_PLANNED_BATCHES && last == PLANNED_BATCH; i++) {
            last = deliveries.store().plan(now.minus(PLANNED), PLANNED_BATCH);
        }
    }

    /// What four fifths of Telegram's budget send in a minute; what is left over is sent in the next one. Sent
    /// cards are brought up to date with what the others leave.
    private void deliver(Instant now) {
        int sent = deliveries.run(MAX_PAGES, Deliveries.CARDS_A_MINUTE);
        Oldest oldest = deliveries.store().oldest();
        int edited = deliveries.refresh(oldest.delivery().isPresent() ? 0 : Deliveries.CARDS_A_MINUTE - sent);
        Stream.of(oldest.post(), oldest.delivery())
                .flatMap(Optional::stream)
                .min(Comparator.naturalOrder())
                .map(since -> Duration.between(since, now).toSeconds())
                .filter(age -> age > 0)
                .ifPresent(age -> {
                    LOG.warn("deliveries are left, the oldest of them for {} s", age);
                    meter.count("DeliverySeconds", "waiting", age);
                });
        LOG.info("{} cards sent, {} brought up to date", sent, edited);
    }

    private void expire(Instant now) {
        Instant limit = now.minus(DeliveryStore.RETENTION);
        expireAll(max -> deliveries.store().expire(limit, max));
        expireAll(max -> briefs.store().expire(limit, max));
        expireAll(max -> reminders.store().expire(now.minus(ReminderStore.KEPT), max));
        int expired = expireAll(max -> feeds.expire(now.minus(retention), max));
        LOG.info("{} posts expired", expired);
        feeds.oldestPost()
                .map(seen -> Duration.between(seen, now))
                .filter(age -> age.compareTo(retention) > 0)
                .ifPresent(age -> meter.count("OldestPost", "hours", age.toMinutes() / 60.0));
    }

    /// What is left over is deleted in the next minute.
    private static int expireAll(IntUnaryOperator batch) {
        int expired = 0;
        int last = EXPIRY_BATCH;
        for (int i = 0; i < MAX_EXPIRY_BATCHES && last == EXPIRY_BATCH; i++) {
            last = batch.applyAsInt(EXPIRY_BATCH);
            expired += last;
        }
        return expired;
    }
}
