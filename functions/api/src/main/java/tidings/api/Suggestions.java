package tidings.api;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import tidings.api.SystemMetrics.All;
import tidings.settings.Tunable;
import tidings.settings.Tunables;
import tidings.store.DatabaseReport.Index;

/// The rules that make suggestions. Each looks at numbers that the API has anyway, so that asking costs nothing.
record Suggestions(All metrics, Tunables tunables) {
    private static final int MEGABYTE = 1 << 20;

    /// A backlog of so many minutes is one.
    private static final int MINUTES = 5;

    /// Production and high-load are for more updates an hour than this.
    private static final int FEW_UPDATES = 20;

    static List<Suggestion> of(All metrics, Tunables tunables) {
        return new Suggestions(metrics, tunables).all();
    }

    private List<Suggestion> all() {
        return Stream.concat(
                        Stream.<Function<Suggestions, Optional<Suggestion>>>of(
                                        Suggestions::ttl,
                                        Suggestions::interval,
                                        Suggestions::sends,
                                        Suggestions::pool,
                                        Suggestions::memory,
                                        Suggestions::vacuum,
                                        Suggestions::profile)
                                .flatMap(rule -> rule.apply(this).stream()),
                        unusedIndexes())
                .toList();
    }

    private Optional<Suggestion> ttl() {
        CacheCounts.Lookups lookups = metrics.cache().lookups();
        return lookups.reads() < Budget.ENOUGH_READS || lookups.hitRatePercent() >= Budget.LEAST_HIT_RATE
                ? Optional.empty()
                : raised(
                        "cache-ttl",
                        format(
                                "%.0f %% of %d lookups hit, since this environment started",
                                lookups.hitRatePercent(), lookups.reads()),
                        "each miss is a statement of the database",
                        Tunable.LISTING_TTL,
                        "fewer misses; posts may be that much older");
    }

    private Optional<Suggestion> interval() {
        int waiting = visible("refresh");
        int perMinute = tunables.get(Tunable.FETCHES_PER_MINUTE);
        return waiting <= perMinute * MINUTES
                ? Optional.empty()
                : raised(
                        "scrape-interval",
                        format("%d scheduled fetches wait, %d are made a minute", waiting, perMinute),
                        "requests for feeds that bring nothing new yet",
                        Tunable.SCRAPE_INTERVAL,
                        "the backlog shrinks; quiet feeds come later");
    }

    private Optional<Suggestion> sends() {
        int waiting = visible("outbox") + visible("deliveries");
        int perSecond = tunables.get(Tunable.SENDS_PER_SECOND);
        return waiting <= perSecond * 60 * MINUTES
                ? Optional.empty()
                : raised(
                        "sends-per-second",
                        format("%d messages wait to be sent, now", waiting),
                        "people wait for minutes",
                        Tunable.SENDS_PER_SECOND,
                        "the backlog shrinks; Telegram throttles above 30 a second");
    }

    /// To double the value, or as far as it goes; nothing if it went there.
    private Optional<Suggestion> raised(String id, String seen, String cost, Tunable tunable, String effect) {
        int now = tunables.get(tunable);
        int to = (int) Math.min(2L * now, tunable.max());
        return to == now ? Optional.empty() : Optional.of(Suggestion.live(id, seen, cost, tunable, now, to, effect));
    }

    private Optional<Suggestion> pool() {
        SystemMetrics.Pool pool = metrics.database().pool();
        return pool.waiting() == 0
                ? Optional.empty()
                : Optional.of(Suggestion.byCommand(
                        "pool-size",
                        format("%d threads wait for one of %d connections, now", pool.waiting(), pool.max()),
                        "requests wait for each other",
                        "raise PoolSize of the profile to " + (pool.max() + 1),
                        "fewer waits; each environment holds one connection more",
                        "set PoolSize back and deploy",
                        deploy()));
    }

    private Optional<Suggestion> memory() {
        SystemMetrics.System system = metrics.system();
        return system.memoryPercent() <= Budget.MOST_MEMORY
                ? Optional.empty()
                : Optional.of(Suggestion.byCommand(
                        "api-memory",
                        format("%.0f %% of the memory is used, now", system.memoryPercent()),
                        "collections of garbage take longer; a function that runs out is killed",
                        "raise ApiMemory of the profile by a half",
                        "room, and more of a processor",
                        "set ApiMemory back and deploy",
                        deploy()));
    }

    private Optional<Suggestion> vacuum() {
        return Budget.worst(metrics)
                .filter(table -> Budget.deadPercent(table) > Budget.MOST_DEAD_ROWS)
                .map(table -> Suggestion.byCommand(
                        "vacuum-" + table.name(),
                        format("%.0f %% of the rows of %s are dead, now", Budget.deadPercent(table), table.name()),
                        "scans read them, and the table grows",
                        "vacuum the table, and lower its autovacuum_vacuum_scale_factor in a migration",
                        "smaller scans",
                        "none is needed: vacuum changes no row",
                        "vacuum (analyze) " + table.name()));
    }

    /// Keys stay whether they are read or not.
    private Stream<Suggestion> unusedIndexes() {
        return metrics.database().storage().indexes().stream()
                .filter(index -> index.scans() == 0
                        && index.bytes() >= MEGABYTE
                        && !index.name().endsWith("_pkey")
                        && !index.name().endsWith("_key"))
                .map(Suggestions::unused);
    }

    private static Suggestion unused(Index index) {
        return Suggestion.byCommand(
                "unused-" + index.name(),
                format("no scan of %s (%d MB) since counts began", index.name(), index.bytes() / MEGABYTE),
                "each insert and update of " + index.table() + " writes to it",
                "drop it in a migration, if a week of traffic has not used it either",
                "cheaper writes",
                "create it again in another migration",
                "drop index " + index.name());
    }

    private Optional<Suggestion> profile() {
        String profile = metrics.system().profile();
        return Budget.lastHour(metrics, "updatesQueued")
                .filter(updates ->
                        updates < FEW_UPDATES && (profile.equals("production") || profile.equals("high-load")))
                .map(updates -> Suggestion.byCommand(
                        "smaller-profile",
                        format("%.0f updates, in the last hour", updates),
                        "the profile " + profile + " is sized for many more",
                        "if every hour of a week is like this, deploy the profile testing",
                        "less than half the idle cost, as the README's table says",
                        ProfileView.command(profile),
                        ProfileView.command("testing")));
    }

    private int visible(String queue) {
        return Optional.ofNullable(metrics.queues().get(queue))
                .map(Queues.Depth::visible)
                .orElse(0);
    }

    private String deploy() {
        return ProfileView.command(metrics.system().profile());
    }

    private static String format(String text, Object... values) {
        return String.format(Locale.ROOT, text, values);
    }
}
