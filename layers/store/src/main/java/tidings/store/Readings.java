package tidings.store;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.Update;
import tidings.messages.PostsMessage.FeedRefusedV1;
import tidings.messages.PostsMessage.PostsFoundV1;
import tidings.domain.Feed;
import tidings.domain.PostId;
import tidings.domain.ClassifiedPost;

import static tidings.store.Listings.at;

/// Readings of feeds as they come in. Recording the same part twice changes nothing. Thread-safe.
public final class Readings {
    private final Database database;

    public Readings(Database database) {
        this.database = database;
    }

    /// What recording a part came to.
    ///
    /// @param whole whether the reading is whole now; every part that is recorded again says so too
    /// @param newPosts the posts that were not known before
    /// @param brought how many posts the whole reading has that the one before had not; 0 when it is recorded again
    public record Recorded(boolean whole, Set<PostId> newPosts, int brought) {}

    /// Stores a part with its sorted posts in one transaction.
    public Recorded record(PostsFoundV1 part, List<ClassifiedPost> sorted) {
        return database.inTransaction(handle -> {
            upsertReading(handle, part);
            Set<PostId> newPosts = Set.of();
            if (!sorted.isEmpty()) {
                newPosts = upsertPosts(handle, sorted, part.fetchedAt());
                rank(handle, part, sorted);
            }
            boolean whole = isWhole(handle, part.run());
            int brought = 0;
            if (whole) {
                brought = learnRate(handle, part);
                makeLatest(handle, part);
            }
            return new Recorded(whole, newPosts, brought);
        });
    }

    /// Remembers that the source refuses a subreddit, so that it is not asked again at once.
    public void record(FeedRefusedV1 refused) {
        database.with(handle -> handle.createUpdate("""
                        insert into subreddit (name, refusal, refused_at) values (:name, :refusal, :at)
                        on conflict (name) do update set refusal = excluded.refusal, refused_at = excluded.refused_at
                        where subreddit.refused_at is null or subreddit.refused_at < excluded.refused_at""")
                .bind("name", refused.feed().community().value())
                .bind("refusal", refused.reason().name().toLowerCase(Locale.ROOT))
                .bind("at", at(refused.refusedAt()))
                .execute());
    }

    /// The row lock that this takes makes parts of one reading wait for each other, so that exactly the last sees all.
    private static void upsertReading(Handle handle, PostsFoundV1 part) {
        named(handle.createUpdate("""
                insert into reading (run, subreddit, period, source, fetched_at, total)
                values (:run, :subreddit, :period, :source, :at, :total)
                on conflict (run) do update set total = coalesce(excluded.total, reading.total)"""), part.feed())
                .bind("run", part.run())
                .bind("source", part.source().name().toLowerCase(Locale.ROOT))
                .bind("at", at(part.fetchedAt()))
                .bind("total", part.total().isPresent() ? (Integer) part.total().getAsInt() : null)
                .execute();
    }

    static Set<PostId> upsertPosts(Handle handle, List<ClassifiedPost> sorted, Instant seenAt) {
        Query upsert = handle.createQuery("""
                insert into post (id, subreddit, title, body, url, domain, permalink, kind, score, comments, adult,
                    created, topic, confidence, model, seen_at)
                select distinct on (id) id, subreddit, title, body, url, domain, permalink, kind, score, comments, adult,
                    created::timestamptz, topic, confidence, model, :seen::timestamptz
                from unnest(:id::text[], :subreddit::text[], :title::text[], :body::text[], :url::text[],
                        :domain::text[], :permalink::text[], :kind::text[], :score::int4[], :comments::int4[],
                        :adult::bool[], :created::text[], :topic::text[], :confidence::float4[], :model::text[])
                    as new (id, subreddit, title, body, url, domain, permalink, kind, score, comments, adult,
                        created, topic, confidence, model)
                order by id
                on conflict (id) do update set title = excluded.title, body = excluded.body, score = excluded.score,
                    comments = excluded.comments, adult = excluded.adult, topic = excluded.topic,
                    confidence = excluded.confidence, model = excluded.model,
                    seen_at = greatest(post.seen_at, excluded.seen_at)
                returning id, xmax = 0 as new""");
        column(upsert, "id", String.class, sorted, row -> row.post().id().value());
        column(
                upsert,
                "subreddit",
                String.class,
                sorted,
                row -> row.post().community().value());
        column(upsert, "title", String.class, sorted, row -> clean(row.post().title()));
        column(upsert, "body", String.class, sorted, row -> clean(row.post().body()));
        column(upsert, "url", String.class, sorted, row -> row.post().url());
        column(upsert, "domain", String.class, sorted, row -> row.post().domain());
        column(upsert, "permalink", String.class, sorted, row -> row.post().permalink());
        column(
                upsert,
                "kind",
                String.class,
                sorted,
                row -> row.post().kind().name().toLowerCase(Locale.ROOT));
        column(
                upsert,
                "score",
                Integer.class,
                sorted,
                row -> row.post().score().stream().boxed().findFirst().orElse(null));
        column(
                upsert,
                "comments",
                Integer.class,
                sorted,
                row -> row.post().comments().stream().boxed().findFirst().orElse(null));
        column(upsert, "adult", Boolean.class, sorted, row -> row.post().adult());
        column(
                upsert,
                "created",
                String.class,
                sorted,
                row -> row.post().created().toString());
        column(upsert, "topic", String.class, sorted, ClassifiedPost::topic);
        column(upsert, "confidence", Float.class, sorted, ClassifiedPost::confidence);
        column(upsert, "model", String.class, sorted, ClassifiedPost::model);
        return Set.copyOf(upsert
                .bind("seen", at(seenAt))
                .map((row, _) -> row.getBoolean("new") ? new PostId(row.getString("id")) : null)
                .stream()
                .filter(Objects::nonNull)
                .toList());
    }

    private static void rank(Handle handle, PostsFoundV1 part, List<ClassifiedPost> sorted) {
        Update insert = handle.createUpdate("""
                insert into reading_post (run, rank, post)
                select :run, :first + ordinality::int - 1, id from unnest(:id::text[]) with ordinality as new (id, ordinality)
                on conflict do nothing""");
        column(insert, "id", String.class, sorted, row -> row.post().id().value());
        insert.bind("run", part.run()).bind("first", part.firstRank()).execute();
    }

    private static boolean isWhole(Handle handle, String run) {
        return handle.createQuery("""
                        select total = (select count(*) from reading_post x where x.run = reading.run)
                        from reading where run = :run""")
                .bind("run", run)
                .mapTo(Boolean.class)
                .findOne()
                .orElse(false);
    }

    /// Learns how many posts the feed brings in an hour from what this reading has that the one before had not. Each
    /// reading counts for three tenths. To be done while the one before is still the latest.
    private static int learnRate(Handle handle, PostsFoundV1 part) {
        return handle.createQuery("""
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
                        select posts from brought""")
                .bind("subreddit", part.feed().community().value())
                .bind("period", part.feed().period().word())
                .bind("run", part.run())
                .bind("at", at(part.fetchedAt()))
                .mapTo(Integer.class)
                .one();
    }

    private static void makeLatest(Handle handle, PostsFoundV1 part) {
        named(handle.createUpdate("""
                insert into listing (subreddit, period, run, fetched_at, asked_at)
                values (:subreddit, :period, :run, :at, :at)
                on conflict (subreddit, period) do update set run = excluded.run, fetched_at = excluded.fetched_at
                where listing.fetched_at <= excluded.fetched_at"""), part.feed())
                .bind("run", part.run())
                .bind("at", at(part.fetchedAt()))
                .execute();
        named(handle.createUpdate("""
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

    private static Update named(Update update, Feed feed) {
        return update.bind("subreddit", feed.community().value())
                .bind("period", feed.period().word());
    }

    static <T> void column(
            SqlStatement<?> update, String name, Class<T> type, List<ClassifiedPost> rows, Function<ClassifiedPost, T> value) {
        update.bindArray(name, type, rows.stream().map(value).toList().toArray());
    }

    /// Postgres cannot store the character NUL.
    private static String clean(String text) {
        return text.replace("\u0000", "");
    }
}
