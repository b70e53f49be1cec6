package tidings.store;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import tidings.aws.Json;
import tidings.domain.Community;
import tidings.selection.TitleCounts;
import tidings.selection.Trends;
import tidings.selection.Trends.Line;
import tidings.settings.Tunable;
import tidings.store.TopicHours.TopicHour;
import tidings.store.cache.Cache;
import tidings.store.cache.CacheRegion;
import tidings.store.cache.Key;

/// What rises, from Postgres behind the cache: the latest posts beside counts, which are kept longer than posts.
record PostTrends(Database database, Cache cache, Retention retention) {
    static final CacheRegion<Trends> TRENDS =
            CacheRegion.of("trends", 1, Trends.class, tunables -> tunables.seconds(Tunable.TOPIC_TTL), Stores.STALE);

    /// So long are counts kept.
    static final Duration HISTORY = Duration.ofDays(8);

    static final int HOURS = 6;
    private static final int DAYS = 7;

    /// Posts of a sample.
    static final int SAMPLE = 2_000;

    Trends trends() {
        return cache.get(
                        TRENDS,
                        Key.of("trends"),
                        () -> Optional.of(database.with(
                                handle -> trends(handle, retention.clock().instant()))))
                .value()
                .orElseThrow();
    }

    private static Trends trends(Handle handle, Instant now) {
        List<TopicHour> counted = handle.createQuery(
                        "select * from topic_hour where hour = any (:hours::timestamptz[])")
                .bindArray(
                        "hours",
                        String.class,
                        hours(now).stream().map(Instant::toString).toList())
                .map((row, _) -> TopicHour.of(row))
                .list();
        return Trends.of(topics(counted, now), sample(handle, now), counts(handle, earlier(now)));
    }

    /// Counts the titles of the last whole hours, once.
    void count() {
        Instant hour = retention.clock().instant().truncatedTo(ChronoUnit.HOURS);
        database.with(handle -> {
            List<Line> sample = counts(handle, List.of(hour)).isEmpty() ? sample(handle, hour) : List.of();
            return sample.isEmpty()
                    ? 0
                    : handle.createUpdate("""
                            insert into title_counts (hour, counts) values (:hour, :counts) on conflict do nothing""")
                            .bind("hour", PostRows.at(hour))
                            .bind("counts", Json.write(TitleCounts.of(sample)))
                            .execute();
        });
    }

    private static List<TitleCounts> counts(Handle handle, List<Instant> hours) {
        return handle.createQuery("select counts from title_counts where hour = any (:hours::timestamptz[])")
                .bindArray(
                        "hours",
                        String.class,
                        hours.stream().map(Instant::toString).toList())
                .map((row, _) -> Json.read(row.getString("counts"), TitleCounts.class))
                .list();
    }

    /// This hour of earlier days.
    static List<Instant> earlier(Instant now) {
        return IntStream.rangeClosed(1, DAYS)
                .mapToObj(day -> now.truncatedTo(ChronoUnit.HOURS).minus(Duration.ofDays(day)))
                .toList();
    }

    /// The whole hours before now, and the same ones of earlier days.
    static List<Instant> hours(Instant now) {
        return IntStream.rangeClosed(0, DAYS)
                .boxed()
                .flatMap(day -> IntStream.rangeClosed(1, HOURS)
                        .mapToObj(hour -> now.truncatedTo(ChronoUnit.HOURS)
                                .minus(Duration.ofDays(day).plusHours(hour))))
                .toList();
    }

    /// Days without any post are those before the first.
    static List<Trends.Rise> topics(List<TopicHour> counted, Instant now) {
        Map<Integer, Map<String, Integer>> days = new TreeMap<>();
        List<Instant> hours = hours(now);
        counted.forEach(one -> days.computeIfAbsent(hours.indexOf(one.hour()) / HOURS, _ -> new TreeMap<>())
                .merge(one.topic(), one.posts(), Integer::sum));
        Map<String, Integer> today = days.getOrDefault(0, Map.of());
        return Trends.topics(
                today,
                IntStream.rangeClosed(1, DAYS)
                        .mapToObj(days::get)
                        .filter(Objects::nonNull)
                        .toList());
    }

    /// The latest of the hours before then.
    private static List<Line> sample(Handle handle, Instant until) {
        return handle.createQuery("""
                        select subreddit, title from post where not adult and created >= :from and created < :until
                        order by created desc, id desc limit :max""")
                .bind("from", PostRows.at(until.minus(Duration.ofHours(HOURS))))
                .bind("until", PostRows.at(until))
                .bind("max", SAMPLE)
                .map((row, _) -> new Line(new Community(row.getString("subreddit")), row.getString("title")))
                .list();
    }
}
