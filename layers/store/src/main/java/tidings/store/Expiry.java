package tidings.store;

import java.time.Instant;
import org.jdbi.v3.core.Handle;

import static tidings.store.PostRows.at;

/// Deletes rows that are older than a limit, the oldest first, and skips those that another environment is
/// deleting.
///
/// @param max so many rows in one statement
record Expiry(Handle handle, int max) {
    int posts(Instant limit) {
        return delete("post", "id", "seen_at < :limit order by seen_at", limit);
    }

    int fetches(Instant limit) {
        return delete("reading", "run", "fetched_at < :limit order by fetched_at", limit);
    }

    /// Refused communities of which nothing else is known and nobody was told; most do not exist.
    int communities(Instant limit) {
        return delete("subreddit", "name", """
                refused_at < :limit and prior is null and fixed_topic is null and posts = 0 and not exists (
                    select from notice n where n.community = subreddit.name collate "C" and n.problem is not null)
                order by refused_at""", limit);
    }

    /// Communities that nobody follows any more.
    int newPosts(Instant limit) {
        return delete("new_posts", "community", "fetched_at < :limit order by fetched_at", limit);
    }

    int topicHours(Instant limit) {
        return delete("topic_hour", "ctid", "hour < :limit order by hour", limit);
    }

    int titleCounts(Instant limit) {
        return delete("title_counts", "hour", "hour < :limit order by hour", limit);
    }

    int phrases(Instant limit) {
        return delete("phrase_vector", "phrase", "kept_at < :limit order by kept_at", limit);
    }

    int waitingCards(Instant limit) {
        return delete("waiting_card", "ctid", "requested_at < :limit order by requested_at", limit);
    }

    int deliveries(Instant limit) {
        return delete("delivery", "ctid", "created_at < :limit order by created_at", limit);
    }

    int briefs(Instant limit) {
        return delete("brief", "ctid", "made_at < :limit order by made_at", limit);
    }

    int storyKeys(Instant limit) {
        return delete("story_key", "key", "seen_at < :limit order by seen_at", limit);
    }

    private int delete(String table, String key, String old, Instant limit) {
        return handle.createUpdate("""
                        delete from %s where %s = any (array(
                            select %s from %s where %s limit :max for update skip locked))""".formatted(table, key, key, table, old))
                .bind("limit", at(limit))
                .bind("max", max)
                .execute();
    }
}
