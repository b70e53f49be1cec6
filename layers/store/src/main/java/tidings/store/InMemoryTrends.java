package tidings.store;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import tidings.domain.Post;
import tidings.selection.TitleCounts;
import tidings.selection.Trends;
import tidings.selection.Trends.Line;
import tidings.store.TopicHours.TopicHour;

/// Counts of topics and titles in memory. Not thread-safe.
final class InMemoryTrends {
    private final List<TopicHour> hours = new ArrayList<>();
    private final Map<Instant, TitleCounts> titles = new HashMap<>();

    void add(List<TopicHour> counts) {
        hours.addAll(counts);
    }

    Stream<TopicHour> hours() {
        return hours.stream();
    }

    /// @param latest all posts but those for adults, the latest first
    void count(Supplier<Stream<Post>> latest, Instant now) {
        Instant hour = now.truncatedTo(ChronoUnit.HOURS);
        if (!titles.containsKey(hour)) {
            List<Line> sample = sample(latest.get(), hour);
            if (!sample.isEmpty()) {
                titles.put(hour, TitleCounts.of(sample));
            }
        }
        titles.keySet().removeIf(counted -> counted.isBefore(now.minus(PostTrends.HISTORY)));
    }

    /// @param latest as above
    Trends of(Stream<Post> latest, Instant now) {
        List<Instant> wanted = PostTrends.hours(now);
        return Trends.of(
                PostTrends.topics(
                        hours().filter(hour -> wanted.contains(hour.hour())).toList(), now),
                sample(latest, now),
                PostTrends.earlier(now).stream()
                        .filter(titles::containsKey)
                        .map(titles::get)
                        .toList());
    }

    private static List<Line> sample(Stream<Post> latest, Instant until) {
        Instant from = until.minus(Duration.ofHours(PostTrends.HOURS));
        return latest.filter(
                        post -> !post.created().isBefore(from) && post.created().isBefore(until))
                .map(post -> new Line(post.community(), post.title()))
                .limit(PostTrends.SAMPLE)
                .toList();
    }
}
