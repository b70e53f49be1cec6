package tidings.store;

import java.sql.SQLException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tidings.domain.ClassifiedPost;
import tidings.domain.Community;
import tidings.domain.PostId;
import tidings.messages.PostsMessage.NewPostsFoundV1;
import tidings.messages.PostsMessage.PostsFoundV1;
import tidings.messages.PostsMessage.PostsHeldV1;
import tidings.selection.PostRanks;
import tidings.store.FeedStore.Recorded;

import static tidings.store.PostRows.at;
import static tidings.store.PostRows.bindFeed;

/// Stores a fetch part by part; the schema calls a fetch `reading` and a feed `listing`. Storing a part again changes
/// nothing.
///
/// @param handle in a transaction
record Fetches(Handle handle) {
    private static final Logger LOG = LoggerFactory.getLogger(Fetches.class);

    /// Classes of SQL states that blame a value: data exception, constraint violation, limit exceeded
    /// (https://www.postgresql.org/docs/current/errcodes-appendix.html).
    private static final Set<String> VALUE = Set.of("22", "23", "54");

    /// As [FeedStore#hold], in one transaction; without the posts that cannot be stored, if there are any.
    static Recorded hold(Database database, PostsFoundV1 part, List<ClassifiedPost> posts) {
        try {
            return database.inTransaction(handle -> new Fetches(handle).record(part, posts));
        } catch (JdbiException e) {
            if (!blamesValue(e)) {
                throw e;
            }
            Set<PostId> newPosts = storeEach(database, posts, (handle, one) -> {
                Set<PostId> stored = new Fetches(handle).store(one, part.fetchedAt(), true);
                new TopicHours(handle).add(TopicHours.count(one, stored, part.fetchedAt()));
                return stored;
            });
            return database.inTransaction(handle -> new Fetches(handle).record(part, List.of()))
                    .withNewPosts(newPosts);
        }
    }

    /// As [FeedStore#release], in one transaction.
    static void release(Database database, PostsHeldV1 held, Meant meant) {
        if (!held.posts().isEmpty()) {
            database.inTransaction(handle -> {
                MeaningIndex.keep(handle, meant.meanings());
                FanOut.release(handle, held.posts(), meant, held.fetchedAt());
                return true;
            });
        }
    }

    /// Stores each post in a transaction of its own. Returns the new ones of those that can be stored.
    ///
    /// @param store stores one, and returns it if it is new
    static Set<PostId> storeEach(
            Database database,
            List<ClassifiedPost> posts,
            BiFunction<Handle, List<ClassifiedPost>, Set<PostId>> store) {
        Set<PostId> newPosts = new HashSet<>();
        for (ClassifiedPost post : posts) {
            try {
                newPosts.addAll(database.inTransaction(handle -> store.apply(handle, List.of(post))));
            } catch (JdbiException e) {
                if (!blamesValue(e)) {
                    throw e;
                }
                LOG.warn("post {} cannot be stored", post.post().id(), e);
            }
        }
        return newPosts;
    }

    private static boolean blamesValue(JdbiException failure) {
        return failure.getCause() instanceof SQLException cause
                && cause.getSQLState() != null
                && VALUE.contains(cause.getSQLState().substring(0, 2));
    }

    /// @param posts those to store; the part's others keep their ranks
    private Recorded record(PostsFoundV1 part, List<ClassifiedPost> posts) {
        upsertFetch(part);
        Set<PostId> newPosts = posts.isEmpty() ? Set.of() : store(posts, part.fetchedAt(), true);
        if (!part.posts().isEmpty()) {
            rank(part);
        }
        boolean isWhole = isWhole(part.run());
        if (isWhole) {
            updateRate(part);
            makeLatest(part);
        }
        boolean isSuperseded = isSuperseded(part);
        new TopicHours(handle).add(TopicHours.count(posts, newPosts, part.fetchedAt()));
        return new Recorded(isWhole, isSuperseded, newPosts);
    }

    /// Stores posts, and notes for those who follow them the new ones and those to look at again, which are held.
    private Set<PostId> store(List<ClassifiedPost> posts, Instant seenAt, boolean best) {
        PostRows.Upserted upserted = PostRows.upsert(handle, posts, seenAt, best);
        List<ClassifiedPost> noted = posts.stream()
                .filter(post -> upserted.fresh().contains(post.post().id())
                        || upserted.grown().contains(post.post().id()))
                .toList();
        Map<PostId, Double> ranks = best ? PostRanks.of(posts, seenAt) : PostRanks.ofNewest(posts, seenAt);
        FanOut.note(handle, noted, ranks, Meant.NONE, seenAt, FanOut.held(seenAt));
        return upserted.fresh();
    }

    /// Stores a part of the newest posts; its parts need not know of each other.
    ///
    /// @return the new posts
    static Set<PostId> hold(Database database, NewPostsFoundV1 part, List<ClassifiedPost> posts) {
        BiFunction<Handle, List<ClassifiedPost>, Set<PostId>> store = (handle, some) -> {
            Set<PostId> stored = new Fetches(handle).store(some, part.fetchedAt(), false);
            new TopicHours(handle).add(TopicHours.count(some, stored, part.fetchedAt()));
            return stored;
        };
        try {
            return posts.isEmpty() ? Set.of() : database.inTransaction(handle -> store.apply(handle, posts));
        } catch (JdbiException e) {
            if (!blamesValue(e)) {
                throw e;
            }
            return storeEach(database, posts, store);
        }
    }

    /// Keeps the communities that the source named before, if it does not name them now.
    ///
    /// Takes a row lock, so that parts of one fetch wait for each other and exactly the last one sees all.
    private void upsertFetch(PostsFoundV1 part) {
        bindFeed(handle.createUpdate("""
                insert into reading (run, subreddit, period, source, fetched_at, total, skipped, communities)
                values (:run, :subreddit, :period, :source, :at, :total, :skipped, coalesce(nullif(:communities::text[], '{}'), (
                    select r.communities from listing l join reading r using (run)
                    where l.subreddit = :subreddit and l.period = :period)))
                on conflict (run) do update set total = coalesce(excluded.total, reading.total),
                    skipped = greatest(excluded.skipped, reading.skipped),
                    fetched_at = greatest(excluded.fetched_at, reading.fetched_at)"""), part.feed())
                .bind("run", part.run())
                .bind("source", part.source().name().toLowerCase(Locale.ROOT))
                .bind("at", at(part.fetchedAt()))
                .bind("total", part.total().isPresent() ? (Integer) part.total().getAsInt() : null)
                .bind("skipped", part.skipped().orElse(0))
                .bindArray(
                        "communities",
                        String.class,
                        part.communities().stream().map(Community::value).toArray())
                .execute();
    }

    private void rank(PostsFoundV1 part) {
        handle.createUpdate("""
                        insert into reading_post (run, rank, post)
                        select :run, :first + ordinality::int - 1, id
                        from unnest(:id::text[]) with ordinality as new (id, ordinality)
                        on conflict do nothing""")
                .bindArray(
                        "id",
                        String.class,
                        part.posts().stream().map(post -> post.id().value()).toArray())
                .bind("run", part.run())
                .bind("first", part.firstRank())
                .execute();
    }

    /// An attempt that failed half-way may have stored more ranks than the last one has.
    private boolean isWhole(String run) {
        return handle.createQuery("""
                        select total <= (select count(*) from reading_post x where x.run = reading.run)
                        from reading where run = :run""")
                .bind("run", run)
                .mapTo(Boolean.class)
                .findOne()
                .orElse(false);
    }

    private boolean isSuperseded(PostsFoundV1 part) {
        return bindFeed(handle.createQuery("""
                        select exists (select from listing where subreddit = :subreddit and period = :period
                            and fetched_at >= :at and run <> :run)"""), part.feed())
                .bind("run", part.run())
                .bind("at", at(part.fetchedAt()))
                .mapTo(Boolean.class)
                .one();
    }

    /// Updates how many posts the feed brings in an hour by what this fetch has that the one before had not: a moving
    /// average, in which each fetch has the weight 0.3. Call it while the one before is still the latest.
    private void updateRate(PostsFoundV1 part) {
        bindFeed(handle.createUpdate("""
                with latest as (
                    select run, fetched_at from listing where subreddit = :subreddit and period = :period
                ), brought as (
                    select count(*)::int as posts from reading_post n
                    where n.run = :run and not exists (
                        select from latest l join reading_post o on o.run = l.run where o.post = n.post)
                )
                update listing set new_an_hour = coalesce(0.7 * listing.new_an_hour + 0.3 * rate.now, rate.now)
                from (
                    select l.run, b.posts * 3600
                        / greatest(60, extract(epoch from :at::timestamptz - l.fetched_at)) as now
                    from latest l, brought b
                ) rate
                where listing.subreddit = :subreddit and listing.period = :period
                    and listing.run = rate.run and rate.run <> :run and listing.fetched_at < :at"""), part.feed())
                .bind("run", part.run())
                .bind("at", at(part.fetchedAt()))
                .execute();
    }

    /// Deletes the earlier fetches. If a part of one arrives later, this one answers for it. One that another
    /// transaction is storing is skipped, because that transaction wants the feed next; it goes with the next
    /// fetch.
    private void makeLatest(PostsFoundV1 part) {
        bindFeed(handle.createUpdate("""
                insert into listing (subreddit, source, period, run, fetched_at, asked_at)
                values (:subreddit, :source, :period, :run, :at, :asked)
                on conflict (subreddit, period) do update set run = excluded.run, fetched_at = excluded.fetched_at
                where listing.fetched_at <= excluded.fetched_at"""), part.feed())
                .bind("source", part.feed().source().value())
                .bind("run", part.run())
                .bind("at", at(part.fetchedAt()))
                .bind("asked", at(part.askedFor() ? part.fetchedAt() : Instant.EPOCH))
                .execute();
        bindFeed(handle.createUpdate("""
                delete from reading where run = any (array(
                    select run from reading where subreddit = :subreddit and period = :period and fetched_at < :at
                    for update skip locked))"""), part.feed())
                .bind("at", at(part.fetchedAt()))
                .execute();
        PostgresNoticeStore.read(handle, List.of(part.feed().community()), part.fetchedAt());
    }
}
