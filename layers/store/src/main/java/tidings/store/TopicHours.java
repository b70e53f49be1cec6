package tidings.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;
import tidings.domain.ClassifiedPost;
import tidings.domain.PostId;
import tidings.store.Catalog.Hour;
import tidings.store.Catalog.Statistics;
import tidings.store.Catalog.TopicCount;

/// How many posts came each hour under each topic.
record TopicHours(Handle handle) {
    /// @param confidence sum over its posts
    record TopicHour(Instant hour, String topic, int posts, double confidence) {
        static TopicHour of(ResultSet row) throws SQLException {
            return new TopicHour(
                    PostRows.instant(row, "hour"),
                    row.getString("topic"),
                    row.getInt("posts"),
                    row.getDouble("confidence"));
        }

        private TopicHour plus(TopicHour other) {
            return new TopicHour(hour, topic, posts + other.posts, confidence + other.confidence);
        }
    }

    /// The new ones among the posts, in the order of their topics.
    static List<TopicHour> count(List<ClassifiedPost> stored, Set<PostId> fresh, Instant at) {
        Instant hour = at.truncatedTo(ChronoUnit.HOURS);
        Map<String, TopicHour> counts = stored.stream()
                .filter(post -> fresh.contains(post.post().id()))
                .map(post -> new TopicHour(hour, post.topic(), 1, post.confidence()))
                .collect(Collectors.toMap(TopicHour::topic, one -> one, TopicHour::plus, TreeMap::new));
        return List.copyOf(counts.values());
    }

    /// Call it last in a transaction: others that store posts of these topics wait for its end.
    void add(List<TopicHour> counts) {
        if (counts.isEmpty()) {
            return;
        }
        Update upsert = handle.createUpdate("""
                insert into topic_hour as counted (hour, topic, posts, confidence)
                select :hour, topic, posts, confidence
                from unnest(:topic::text[], :posts::int4[], :confidence::float8[]) as new (topic, posts, confidence)
                on conflict (hour, topic) do update set posts = counted.posts + excluded.posts,
                    confidence = counted.confidence + excluded.confidence""");
        PostRows.bindArray(upsert, "topic", String.class, counts, TopicHour::topic);
        PostRows.bindArray(upsert, "posts", Integer.class, counts, TopicHour::posts);
        PostRows.bindArray(upsert, "confidence", Double.class, counts, TopicHour::confidence);
        upsert.bind("hour", PostRows.at(counts.getFirst().hour())).execute();
    }

    List<TopicHour> since(Instant limit) {
        return handle.createQuery("select * from topic_hour where hour >= :since")
                .bind("since", PostRows.at(limit.truncatedTo(ChronoUnit.HOURS)))
                .map((row, _) -> TopicHour.of(row))
                .list();
    }

    static Statistics statistics(List<TopicHour> rows) {
        Map<String, TopicHour> topics = new TreeMap<>();
        Map<Instant, Map<String, Integer>> hours = new TreeMap<>();
        for (TopicHour row : rows) {
            topics.merge(row.topic(), row, TopicHour::plus);
            hours.computeIfAbsent(row.hour(), _ -> new TreeMap<>()).merge(row.topic(), row.posts(), Integer::sum);
        }
        Map<String, TopicCount> counts = new TreeMap<>();
        topics.forEach((topic, sum) -> counts.put(topic, new TopicCount(sum.posts(), sum.confidence() / sum.posts())));
        List<Hour> each = new ArrayList<>();
        hours.forEach((start, posts) -> each.add(new Hour(start, posts)));
        return new Statistics(rows.stream().mapToInt(TopicHour::posts).sum(), counts, each);
    }
}
