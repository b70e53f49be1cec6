package tidings.store;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SequencedMap;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import tidings.domain.Feed;
import tidings.domain.FeedPage;
import tidings.domain.Period;
import tidings.domain.PostId;
import tidings.domain.SourceProblem;
import tidings.domain.ClassifiedPost;
import tidings.domain.SourceApi;
import tidings.domain.Community;
import tidings.domain.TopicPage;
import tidings.domain.TopicCursor;

/// Listings as they are read: page by page, and by what became due. Thread-safe.
public final class Listings {
    private final Database database;

    public Listings(Database database) {
        this.database = database;
    }

    /// What is known of a feed: nothing, a page of it, or why there is none.
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "known")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Known.Nothing.class, name = "nothing"),
        @JsonSubTypes.Type(value = Known.Page.class, name = "page"),
        @JsonSubTypes.Type(value = Known.Refused.class, name = "refused")
    })
    public sealed interface Known {
        record Nothing() implements Known {}

        record Page(FeedPage page) implements Known {}

        /// @param at when the source refused
        record Refused(SourceProblem reason, Instant at) implements Known {}
    }

    /// At most `size` posts of the latest whole reading from rank `first` on.
    public Known page(Feed feed, int first, int size) {
        return database.with(handle -> {
            Optional<Known> refused = refusal(handle, feed.community());
            if (refused.isPresent()) {
                return refused.get();
            }
            return latest(handle, feed)
                    .<Known>map(latest -> new Known.Page(new FeedPage(
                            first, latest.total, latest.source, latest.fetchedAt, posts(handle, latest, first, size))))
                    .orElseGet(Known.Nothing::new);
        });
    }

    /// A post, if it is kept.
    public Optional<ClassifiedPost> find(PostId id) {
        return database.with(
                handle -> handle.createQuery("select " + PostRows.COLUMNS + " from post p where p.id = :id")
                        .bind("id", id.value())
                        .map(new PostRows())
                        .findOne());
    }

    /// The page of a topic that is at a place, of at most `size` posts that are kept.
    public TopicPage ofTopic(String topic, TopicCursor place, int size) {
        return database.with(handle -> new TopicPages(handle, topic, size).at(place));
    }

    /// A feed that may be read again.
    ///
    /// @param fetchedAt when it was last read
    /// @param newAnHour posts that it brings in an hour; empty before its second reading
    /// @param asks how many asked for it, the last of them counting whole and one of six hours before a third
    public record Due(Feed feed, Instant fetchedAt, OptionalDouble newAnHour, double asks) {}

    /// Notes that these were asked for by `now`, and how often. The first is noted as asked for last, so that it comes
    /// first where the most recently asked come first.
    public void asked(SequencedMap<Feed, Integer> mostAskedFirst, Instant now) {
        database.with(handle -> handle.createUpdate("""
                        update listing set asked_at = :now::timestamptz - new.rank * interval '1 millisecond',
                            asks = new.asks + listing.asks * exp(-greatest(0, extract(epoch from :now::timestamptz - listing.asked_at)) / 21600)
                        from unnest(:subreddit::text[], :period::text[], :asks::int4[]) with ordinality
                            as new (subreddit, period, asks, rank)
                        where listing.subreddit = new.subreddit and listing.period = new.period""")
                .bind("now", at(now))
                .bindArray(
                        "subreddit",
                        String.class,
                        texts(mostAskedFirst, feed -> feed.community().value()))
                .bindArray(
                        "period",
                        String.class,
                        texts(mostAskedFirst, feed -> feed.period().word()))
                .bindArray("asks", Integer.class, mostAskedFirst.values().toArray())
                .execute());
    }

    private static Object[] texts(SequencedMap<Feed, Integer> feeds, Function<Feed, String> text) {
        return feeds.keySet().stream().map(text).toArray();
    }

    /// Listings that somebody asked for since `askedSince` and that were read before `readBefore`, the most recently
    /// asked first.
    public List<Due> due(Instant askedSince, Instant readBefore, int most) {
        return database.with(handle -> handle.createQuery("""
                        select l.subreddit, l.period, l.fetched_at, l.new_an_hour, l.asks from listing l
                        where l.asked_at >= :asked and l.fetched_at < :read
                        order by l.asked_at desc limit :most""")
                .bind("asked", at(askedSince))
                .bind("read", at(readBefore))
                .bind("most", most)
                .map((row, _) -> new Due(
                        new Feed(
                                new Community(row.getString("subreddit")),
                                Period.parse(row.getString("period")).orElseThrow()),
                        instant(row, "fetched_at"),
                        row.getObject("new_an_hour") == null
                                ? OptionalDouble.empty()
                                : OptionalDouble.of(row.getDouble("new_an_hour")),
                        row.getDouble("asks")))
                .list());
    }

    /// Takes away at most `most` posts and as many readings that were last seen before `limit`, the oldest first;
    /// returns how many posts that were. A batch that another one holds is passed over.
    public int expire(Instant limit, int most) {
        database.with(handle -> handle.createUpdate("""
                        delete from reading where run = any (array(
                            select run from reading where fetched_at < :limit
                            order by fetched_at limit :most for update skip locked))""")
                .bind("limit", at(limit))
                .bind("most", most)
                .execute());
        return database.with(handle -> handle.createUpdate("""
                        delete from post where id = any (array(
                            select id from post where seen_at < :limit
                            order by seen_at limit :most for update skip locked))""")
                .bind("limit", at(limit))
                .bind("most", most)
                .execute());
    }

    private record Latest(String run, SourceApi source, Instant fetchedAt, int total) {}

    private static Optional<Latest> latest(Handle handle, Feed feed) {
        return handle.createQuery("""
                        select r.run, r.source, r.fetched_at, r.total from listing l join reading r using (run)
                        where l.subreddit = :subreddit and l.period = :period""")
                .bind("subreddit", feed.community().value())
                .bind("period", feed.period().word())
                .map((row, _) -> new Latest(
                        row.getString("run"),
                        SourceApi.valueOf(row.getString("source").toUpperCase(Locale.ROOT)),
                        instant(row, "fetched_at"),
                        row.getInt("total")))
                .findOne();
    }

    private static List<ClassifiedPost> posts(Handle handle, Latest latest, int first, int size) {
        return handle.createQuery("select " + PostRows.COLUMNS + """
                         from reading_post x join post p on p.id = x.post
                        where x.run = :run and x.rank >= :first and x.rank < :end order by x.rank""")
                .bind("run", latest.run)
                .bind("first", first)
                .bind("end", first + size)
                .map(new PostRows())
                .list();
    }

    private static Optional<Known> refusal(Handle handle, Community subreddit) {
        return handle.createQuery(
                        "select refusal, refused_at from subreddit where name = :name and refusal is not null")
                .bind("name", subreddit.value())
                .<Known>map((row, _) -> new Known.Refused(
                        SourceProblem.valueOf(row.getString("refusal").toUpperCase(Locale.ROOT)), instant(row, "refused_at")))
                .findOne();
    }

    static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
