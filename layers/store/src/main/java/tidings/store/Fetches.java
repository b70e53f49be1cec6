package tidings.store;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.Update;
import tidings.domain.ClassifiedPost;
import tidings.domain.Feed;
import tidings.domain.PostId;
import tidings.messages.PostsMessage.PostsFoundV1;
import tidings.store.FeedStore.Recorded;

import static tidings.store.PostRows.at;

/// Stores a fetch part by part; the schema calls a fetch `reading` and a feed `listing`. Storing a part again changes
/// nothing.
///
/// @param handle in a transaction
record Fetches(Handle handle) {
    Recorded record(PostsFoundV1 part, List<ClassifiedPost> posts) {
        upsertFetch(part);
        Set<PostId> newPosts = Set.of();
        if (!posts.isEmpty()) {
            newPosts = PostRows.upsert(handle, posts, part.fetchedAt());
            rank(part, posts);
        }
        boolean whole = isWhole(part.run());
        int brought = 0;
        if (whole) {
            brought = updateRate(part);
            makeLatest(part);
        }
        return new Recorded(whole, newPosts, brought);
    }

    /// Takes a row lock, so that parts of one fetch wait for each other and exactly the last one sees all.
    private void upsertFetch(PostsFoundV1 part) {
        bind(handle.createUpdate("""
                insert into reading (run, subreddit, period, source, fetched_at, total)
                values (:run, :subreddit, :period, :source, :at, :total)
                on conflict (run) do update set total = coalesce(excluded.total, reading.total)"""), part.feed())
                .bind("run", part.run())
                .bind("source", part.source().name().toLowerCase(Locale.ROOT))
                .bind("at", at(part.fetchedAt()))
                .bind("total", part.total().isPresent() ? (Integer) part.total().getAsInt() : null)
                .execute();
    }

    private void rank(PostsFoundV1 part, List<ClassifiedPost> posts) {
        Update insert = handle.createUpdate("""
                insert into reading_post (run, rank, post)
                select :run, :first + ordinality::int - 1, id from unnest(:id::text[]) with ordinality as new (id, ordinality)
                on conflict do nothing""");
        PostRows.bindIds(insert, posts);
        insert.bind("run", part.run()).bind("first", part.firstRank()).execute();
    }

    private boolean isWhole(String run) {
        return handle.createQuery("""
                        select total = (select count(*) from reading_post x where x.run = reading.run)
                        from reading where run = :run""")
                .bind("run", run)
                .mapTo(Boolean.class)
                .findOne()
                .orElse(false);
    }

    /// Updates how many posts the feed brings in an hour by what this fetch has that the one before had not: a moving
    /// average, in which each fetch has the weight 0.3. Call it while the one before is still the latest.
    private int updateRate(PostsFoundV1 part) {
        return bind(handle.createQuery("""
                        with latest as (
                            select run, fetched_at from listing where subreddit = :subreddit and period = :period
                        ), brought as (
                            select count(*)::int as posts from reading_post n
                            where n.run = :run and not exists (
                                select from latest l join reading_post o on o.run = l.run where o.post = n.post)
                        ), learned as (
                            update listing
                            set new_an_hour = coalesce(0.7 * listing.new_an_hour + 0.3 * rate.now, rate.now)
                            from (
                                select l.run, b.posts * 3600
                                    / greatest(60, extract(epoch from :at::timestamptz - l.fetched_at)) as now
                                from latest l, brought b
                            ) rate
                            where listing.subreddit = :subreddit and listing.period = :period
                                and listing.run = rate.run and rate.run <> :run and listing.fetched_at < :at
                        )
                        select posts from brought"""), part.feed())
                .bind("run", part.run())
                .bind("at", at(part.fetchedAt()))
                .mapTo(Integer.class)
                .one();
    }

    private void makeLatest(PostsFoundV1 part) {
        bind(handle.createUpdate("""
                insert into listing (subreddit, source, period, run, fetched_at, asked_at)
                values (:subreddit, :source, :period, :run, :at, :at)
                on conflict (subreddit, period) do update set run = excluded.run, fetched_at = excluded.fetched_at
                where listing.fetched_at <= excluded.fetched_at"""), part.feed())
                .bind("source", part.feed().source().value())
                .bind("run", part.run())
                .bind("at", at(part.fetchedAt()))
                .execute();
        bind(handle.createUpdate("""
                delete from reading
                where subreddit = :subreddit and period = :period and fetched_at < :at"""), part.feed())
                .bind("at", at(part.fetchedAt()))
                .execute();
        handle.createUpdate(
                        "update subreddit set refusal = null, refused_at = null where name = :name and refused_at < :at")
                .bind("name", part.feed().community().value())
                .bind("at", at(part.fetchedAt()))
                .execute();
    }

    private static <S extends SqlStatement<S>> S bind(S statement, Feed feed) {
        return statement
                .bind("subreddit", feed.community().value())
                .bind("period", feed.period().word());
    }
}
