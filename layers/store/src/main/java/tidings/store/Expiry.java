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
        return delete("""
                delete from post where id = any (array(
                    select id from post where seen_at < :limit
                    order by seen_at limit :max for update skip locked))""", limit);
    }

    int fetches(Instant limit) {
        return delete("""
                delete from reading where run = any (array(
                    select run from reading where fetched_at < :limit
                    order by fetched_at limit :max for update skip locked))""", limit);
    }

    /// Refused communities of which nothing else is known and nobody was told; most do not exist.
    int communities(Instant limit) {
        return delete("""
                delete from subreddit where name = any (array(
                    select name from subreddit
                    where refused_at < :limit and prior is null and fixed_topic is null and not exists (
                        select from notice n where n.community = subreddit.name collate "C" and n.problem is not null)
                    order by refused_at limit :max for update skip locked))""", limit);
    }

    int waitingCards(Instant limit) {
        return delete("""
                delete from waiting_card where ctid = any (array(
                    select ctid from waiting_card where requested_at < :limit
                    order by requested_at limit :max for update skip locked))""", limit);
    }

    int deliveries(Instant limit) {
        return delete("""
                delete from delivery where ctid = any (array(
                    select ctid from delivery where created_at < :limit
                    order by created_at limit :max for update skip locked))""", limit);
    }

    int briefs(Instant limit) {
        return delete("""
                delete from brief where ctid = any (array(
                    select ctid from brief where made_at < :limit
                    order by made_at limit :max for update skip locked))""", limit);
    }

    int storyKeys(Instant limit) {
        return delete("""
                delete from story_key where key = any (array(
                    select key from story_key where seen_at < :limit
                    order by seen_at limit :max for update skip locked))""", limit);
    }

    private int delete(String sql, Instant limit) {
        return handle.createUpdate(sql)
                .bind("limit", at(limit))
                .bind("max", max)
                .execute();
    }
}
