package tidings.store;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import tidings.domain.ClassifiedPost;
import tidings.domain.Community;
import tidings.domain.Feed;
import tidings.domain.FeedPage;
import tidings.domain.SourceApi;
import tidings.domain.SourceProblem;
import tidings.store.FeedStore.StoredFeed;

import static tidings.store.PostRows.bindFeed;
import static tidings.store.PostRows.instant;

/// Pages of feeds in Postgres. A refusal of the community outweighs what is stored.
///
/// @param limit posts that were seen before are not shown
record FeedPages(Handle handle, Instant limit) {
    /// By one statement, for each page is read anew after each fetch. Empty if the feed was never fetched.
    Optional<StoredFeed> at(Feed feed, int first, int size) {
        List<StoredFeed> rows = bindFeed(
                        handle.createQuery(
                                "select s.refusal, s.refused_at, r.source, r.fetched_at, r.total, r.skipped, r.communities, "
                                        + PostRows.COLUMNS + """
                                 from (values (1)) always
                                    left join subreddit s on s.name = :subreddit and s.refusal is not null
                                    left join listing l on l.subreddit = :subreddit and l.period = :period
                                    left join reading r using (run)
                                    left join reading_post x on x.run = r.run and x.rank >= :first and x.rank < :end
                                    left join post p on p.id = x.post and p.seen_at >= :limit
                                where s.refusal is not null or r.run is not null order by x.rank"""),
                        feed)
                .bind("first", first)
                .bind("end", first + size)
                .bind("limit", PostRows.at(limit))
                .map((row, context) -> row.getString("refusal") == null ? page(row, context, first) : refused(row))
                .list();
        return rows.stream()
                .findFirst()
                .map(one -> one instanceof StoredFeed.Page(FeedPage page)
                        ? new StoredFeed.Page(page.with(
                                rows.stream().flatMap(FeedPages::posts).toList()))
                        : one);
    }

    private static Stream<ClassifiedPost> posts(StoredFeed stored) {
        return stored instanceof StoredFeed.Page(FeedPage page) ? page.posts().stream() : Stream.empty();
    }

    private static StoredFeed refused(ResultSet row) throws SQLException {
        return new StoredFeed.Refused(
                SourceProblem.valueOf(row.getString("refusal").toUpperCase(Locale.ROOT)), instant(row, "refused_at"));
    }

    private static List<Community> communities(ResultSet row) throws SQLException {
        Array named = row.getArray("communities");
        return named == null
                ? List.of()
                : Stream.of((String[]) named.getArray()).map(Community::new).toList();
    }

    private static StoredFeed page(ResultSet row, StatementContext context, int first) throws SQLException {
        return new StoredFeed.Page(new FeedPage(
                first,
                row.getInt("total"),
                row.getInt("skipped"),
                SourceApi.valueOf(row.getString("source").toUpperCase(Locale.ROOT)),
                instant(row, "fetched_at"),
                row.getString("id") == null ? List.of() : List.of(new PostRows().map(row, context)),
                communities(row)));
    }
}
