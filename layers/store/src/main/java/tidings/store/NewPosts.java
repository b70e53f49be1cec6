package tidings.store;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;
import tidings.domain.Community;
import tidings.messages.PostsMessage.NewPostsFoundV1.Found;
import tidings.messages.PostsMessage.NewPostsFoundV1.Span;
import tidings.messages.PostsMessage.NewPostsMissedV1;
import tidings.store.FeedStore.NewPostsOf;
import tidings.store.FeedStore.Recent;

import static tidings.store.PostRows.at;
import static tidings.store.PostRows.bindArray;

/// Until when the new posts of communities are known.
record NewPosts(Handle handle) {
    /// The weight of each fetch in the average of rates.
    static final double WEIGHT = 0.3;

    /// Notes what a fetch covers. Returns the communities that had been refused.
    ///
    /// @param handle in a transaction
    List<Community> known(Span span, Instant fetchedAt) {
        Update known = handle.createUpdate("""
                insert into new_posts as known (community, source, fetched_at, new_an_hour, since)
                select community, source, :at, rate, :since
                from unnest(:community::text[], :source::text[], :rate::float4[]) as new (community, source, rate)
                order by community
                on conflict (community) do update set fetched_at = excluded.fetched_at,
                    new_an_hour = known.new_an_hour + :weight * (excluded.new_an_hour - known.new_an_hour),
                    since = case when excluded.since <= known.fetched_at then least(known.since, excluded.since)
                        else excluded.since end
                where known.fetched_at < excluded.fetched_at""");
        List<Found> found = span.found();
        bindArray(
                known, "community", String.class, found, one -> one.community().value());
        bindArray(
                known,
                "source",
                String.class,
                found,
                one -> one.community().source().value());
        bindArray(known, "rate", Float.class, found, one -> (float) rate(one, span, fetchedAt));
        known.bind("at", at(fetchedAt))
                .bind("since", at(span.since()))
                .bind("weight", WEIGHT)
                .execute();
        return PostgresNoticeStore.read(
                handle,
                found.stream()
                        .filter(one -> one.posts() > 0)
                        .map(Found::community)
                        .sorted()
                        .toList(),
                fetchedAt);
    }

    /// Posts an hour.
    static double rate(Found found, Span span, Instant fetchedAt) {
        return found.posts()
                * 3600.0
                / Math.max(60, Duration.between(span.since(), fetchedAt).toSeconds());
    }

    /// Returns of how many it is known.
    int missed(NewPostsMissedV1 missed) {
        return handle.createUpdate("""
                        update new_posts set missed_at = greatest(missed_at, :at)
                        where community = any (:communities::text[])""")
                .bindArray("communities", String.class, names(missed.communities()))
                .bind("at", at(missed.missedAt()))
                .execute();
    }

    /// @param limit what was last seen before is no longer stored
    Optional<Recent> recent(Community community, int max, Instant limit) {
        return handle.createQuery("""
                        select since, fetched_at from new_posts where community = :community and since is not null""")
                .bind("community", community.value())
                .map((row, _) ->
                        new Recent(List.of(), PostRows.instant(row, "since"), PostRows.instant(row, "fetched_at")))
                .findOne()
                .map(known -> recent(community, max, limit, known.since(), known.until()));
    }

    private Recent recent(Community community, int max, Instant limit, Instant since, Instant until) {
        Instant from = since.isBefore(limit) ? limit : since;
        return Recent.of(
                handle.createQuery("select " + PostRows.COLUMNS + """
                         from post p where not p.adult and p.subreddit = :community and p.created >= :from
                            and p.seen_at >= :limit
                        order by p.created desc, p.id desc limit :max""")
                        .bind("community", community.value())
                        .bind("from", at(from))
                        .bind("limit", at(limit))
                        .bind("max", max)
                        .map(new PostRows())
                        .list(),
                max,
                from,
                until);
    }

    List<NewPostsOf> of(Map<Community, Integer> followers, Instant refusedBefore) {
        return handle.createQuery("""
                        select f.name as subreddit, 'day' as period, f.followers as asks, n.new_an_hour, n.missed_at,
                            coalesce(n.fetched_at, 'epoch') as fetched_at
                        from unnest(:name::text[], :followers::int4[]) as f (name, followers)
                            left join lateral (select * from new_posts where community = f.name limit 1) n on true
                            left join lateral (select refused_at from subreddit where name = f.name limit 1) s on true
                        where s.refused_at is null or s.refused_at < :refused""")
                .bindArray("name", String.class, names(followers.keySet()))
                .bindArray("followers", Integer.class, followers.values().toArray())
                .bind("refused", at(refusedBefore))
                .map((row, _) -> new NewPostsOf(
                        DueFeeds.due(row, Instant.EPOCH), PostgresDeliveryStore.optional(row, "missed_at")))
                .list();
    }

    private static Object[] names(Collection<Community> communities) {
        return communities.stream().map(Community::value).toArray();
    }
}
