package tidings.store;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import tidings.domain.PostId;

import static tidings.store.PostRows.at;

/// Posts that people moved to another topic. Thread-safe.
///
/// A correction contains no text, so it stays when its post expires; only a post that is still stored is exported with
/// its text.
public record Corrections(Database database, InstantSource clock) {
    /// A post that was moved; its texts are empty if it is no longer stored.
    ///
    /// @param given the topic before the first correction
    /// @param topic the topic of the last correction
    public record Corrected(String subreddit, String title, String body, String domain, String given, String topic) {}

    /// All corrections, and the number of posts that they are a sample of.
    ///
    /// @param delivered how many posts were ever given each topic
    public record Export(List<Corrected> corrected, Map<String, Long> delivered) {}

    /// Records the topic that a post belongs to; the last correction of a post replaces the others.
    ///
    /// @return false if the post is not stored and cannot be corrected
    public boolean record(PostId post, String topic) {
        return database.with(handle -> handle.createUpdate("""
                        insert into correction (post, subreddit, given, model, topic, corrected_at)
                        select id, subreddit, topic, model, :topic, :now from post where id = :post
                        on conflict (post) do update set topic = excluded.topic, corrected_at = excluded.corrected_at""")
                        .bind("post", post.value())
                        .bind("topic", topic)
                        .bind("now", at(clock.instant()))
                        .execute()
                > 0);
    }

    /// Both parts of the export. A concurrent correction does not change the number of delivered posts.
    public Export export() {
        return database.with(handle -> new Export(corrected(handle), delivered(handle)));
    }

    private static List<Corrected> corrected(Handle handle) {
        return handle.createQuery("""
                        select c.subreddit, p.title, p.body, p.domain, c.given, c.topic
                        from correction c left join post p on p.id = c.post order by c.corrected_at, c.post""")
                .map((row, _) -> new Corrected(
                        row.getString("subreddit"),
                        Optional.ofNullable(row.getString("title")).orElse(""),
                        Optional.ofNullable(row.getString("body")).orElse(""),
                        Optional.ofNullable(row.getString("domain")).orElse(""),
                        row.getString("given"),
                        row.getString("topic")))
                .list();
    }

    /// Stored and deleted posts, each under its topic before the first correction.
    private static Map<String, Long> delivered(Handle handle) {
        return handle.createQuery("""
                        select topic, sum(posts) as posts from (
                            select topic, posts from gone_posts
                            union all
                            select coalesce(c.given, p.topic), count(*) from post p left join correction c on c.post = p.id
                            group by 1) counted
                        group by topic""").reduceRows(new TreeMap<String, Long>(), (counts, row) -> {
            counts.put(row.getColumn("topic", String.class), row.getColumn("posts", Long.class));
            return counts;
        });
    }
}
