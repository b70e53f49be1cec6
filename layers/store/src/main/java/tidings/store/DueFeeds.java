package tidings.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SequencedMap;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import tidings.domain.Community;
import tidings.domain.Feed;
import tidings.domain.Period;
import tidings.store.FeedStore.Due;

import static tidings.store.PostRows.at;
import static tidings.store.PostRows.instant;

/// What is known of the feeds that may be fetched again.
record DueFeeds(Handle handle) {
    List<Due> requested(Instant requestedSince, Instant fetchedBefore, int max) {
        return handle.createQuery("""
                        select l.subreddit, l.period, l.fetched_at, l.new_an_hour, l.asks from listing l
                        where l.asked_at >= :requested and l.fetched_at < :fetched
                        order by l.asked_at desc limit :max""")
                .bind("requested", at(requestedSince))
                .bind("fetched", at(fetchedBefore))
                .bind("max", max)
                .map((row, _) -> due(row, Instant.EPOCH))
                .list();
    }

    List<Due> followed(Map<Community, Integer> followers, Instant refusedBefore) {
        return handle.createQuery("""
                        select f.name as subreddit, 'day' as period, f.followers as asks, l.new_an_hour,
                            coalesce(l.fetched_at, 'epoch') as fetched_at,
                            greatest(s.absent_at, s.refused_at, 'epoch') as absent_at
                        from unnest(:name::text[], :followers::int4[]) as f (name, followers)
                            left join lateral (select * from listing
                                where subreddit = f.name and period = 'day' limit 1) l on true
                            left join lateral (select absent_at, refused_at from subreddit
                                where name = f.name limit 1) s on true
                        where s.refused_at is null or s.refused_at < :refused""")
                .bindArray(
                        "name",
                        String.class,
                        followers.keySet().stream().map(Community::value).toArray())
                .bindArray("followers", Integer.class, followers.values().toArray())
                .bind("refused", at(refusedBefore))
                .map((row, _) -> due(row, instant(row, "absent_at")))
                .list();
    }

    static Due due(ResultSet row, Instant absentAt) throws SQLException {
        return new Due(
                new Feed(
                        new Community(row.getString("subreddit")),
                        Period.parse(row.getString("period")).orElseThrow()),
                instant(row, "fetched_at"),
                absentAt,
                row.getObject("new_an_hour") == null
                        ? OptionalDouble.empty()
                        : OptionalDouble.of(row.getDouble("new_an_hour")),
                row.getDouble("asks"));
    }

    /// The most requested feed gets the latest time, so that it comes first where the most recently requested do.
    int store(SequencedMap<Feed, Integer> mostRequestedFirst, Instant now) {
        return handle.createUpdate("""
                        update listing set asked_at = :now::timestamptz - new.rank * interval '1 millisecond',
                            asks = new.asks + listing.asks * exp(-greatest(0, extract(epoch from :now::timestamptz - listing.asked_at)) / 21600)
                        from unnest(:subreddit::text[], :period::text[], :asks::int4[]) with ordinality
                            as new (subreddit, period, asks, rank)
                        where listing.subreddit = new.subreddit and listing.period = new.period""")
                .bind("now", at(now))
                .bindArray(
                        "subreddit",
                        String.class,
                        texts(mostRequestedFirst, feed -> feed.community().value()))
                .bindArray(
                        "period",
                        String.class,
                        texts(mostRequestedFirst, feed -> feed.period().word()))
                .bindArray("asks", Integer.class, mostRequestedFirst.values().toArray())
                .execute();
    }

    private static Object[] texts(SequencedMap<Feed, Integer> feeds, Function<Feed, String> text) {
        return feeds.keySet().stream().map(text).toArray();
    }
}
