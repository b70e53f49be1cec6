package tidings.store;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import tidings.domain.Community;
import tidings.store.TopicHours.TopicHour;

/// How many posts a topic had, as far as that is kept.
///
/// @param days posts that came on each of the last seven days by UTC, by the day
/// @param communities those of the best posts that are still stored, by the community
public record TopicWeek(Map<LocalDate, Integer> days, Map<Community, Integer> communities) {
    private static final int DAYS = 7;

    /// Posts of which communities are counted.
    static final int SAMPLE = 2_000;

    public TopicWeek {
        days = new TreeMap<>(days);
        communities = new TreeMap<>(communities);
    }

    public int posts() {
        return days.values().stream().mapToInt(Integer::intValue).sum();
    }

    /// Whole hours, so that each is found by its key.
    static List<Instant> hours(Instant now) {
        Instant first = now.truncatedTo(ChronoUnit.DAYS).minus(Duration.ofDays(DAYS - 1));
        return IntStream.range(0, DAYS * 24)
                .mapToObj(hour -> first.plus(Duration.ofHours(hour)))
                .toList();
    }

    /// @param counted what came within [#hours]
    static TopicWeek of(List<TopicHour> counted, Map<Community, Integer> communities, Instant now) {
        Map<LocalDate, Integer> days = new TreeMap<>();
        hours(now).forEach(hour -> days.put(day(hour), 0));
        counted.forEach(hour -> days.merge(day(hour.hour()), hour.posts(), Integer::sum));
        return new TopicWeek(days, communities);
    }

    private static LocalDate day(Instant hour) {
        return LocalDate.ofInstant(hour, ZoneOffset.UTC);
    }

    static TopicWeek of(Handle handle, String topic, Retention retention) {
        Instant now = retention.clock().instant();
        List<TopicHour> counted = handle.createQuery(
                        "select * from topic_hour where hour = any (:hours::timestamptz[]) and topic = :topic")
                .bindArray(
                        "hours",
                        String.class,
                        hours(now).stream().map(Instant::toString).toList())
                .bind("topic", topic)
                .map((row, _) -> TopicHour.of(row))
                .list();
        Map<Community, Integer> communities = new TreeMap<>();
        handle.createQuery("select p.subreddit from post p where p.topic = :topic and not p.adult"
                        + " and p.seen_at >= :limit order by " + TopicPages.RANK + " desc, p.id desc limit :max")
                .bind("topic", topic)
                .bind("limit", PostRows.at(retention.limit()))
                .bind("max", SAMPLE)
                .mapTo(String.class)
                .forEach(name -> communities.merge(new Community(name), 1, Integer::sum));
        return of(counted, communities, now);
    }
}
