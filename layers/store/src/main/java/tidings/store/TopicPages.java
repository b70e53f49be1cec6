package tidings.store;

import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import tidings.domain.ClassifiedPost;
import tidings.domain.PostId;
import tidings.domain.TopicCursor;
import tidings.domain.TopicPage;

/// Pages of a topic by keyset pagination: a page reads no more rows than it shows, however deep it is.
///
/// @param size of a page
/// @param limit what was last seen before is expired
record TopicPages(Handle handle, String topic, int size, Instant limit) {
    /// Less than any score. The index `post_by_rank` contains the same expression.
    private static final int NO_SCORE = -2147483647;

    static final String RANK = "coalesce(p.score, " + NO_SCORE + ")";
    private static final String POSTS = "select " + PostRows.COLUMNS
            + " from post p where p.topic = :topic and not p.adult and p.seen_at >= :limit";
    private static final String DOWN = " order by " + RANK + " desc, p.id desc limit :max";
    private static final String UP = " order by " + RANK + ", p.id limit :max";
    private static final String BELOW = " and (" + RANK + ", p.id) < (:score, :post)";
    private static final String ABOVE = " and (" + RANK + ", p.id) > (:score, :post)";

    TopicPage at(TopicCursor cursor) {
        return switch (cursor) {
            case TopicCursor.Top _ -> page(0, posts(query(POSTS + DOWN)));
            case TopicCursor.After(OptionalInt score, PostId post, int rank) ->
                page(rank, posts(beside(query(POSTS + BELOW + DOWN), score, post)));
            case TopicCursor.Before(OptionalInt score, PostId post, int rank) ->
                before(rank, posts(beside(query(POSTS + ABOVE + UP), score, post)));
        };
    }

    private TopicPage page(int first, List<ClassifiedPost> posts) {
        return new TopicPage(first, posts.stream().limit(size).toList(), posts.size() > size);
    }

    /// The start of the topic is always the current one, although posts were added and deleted since.
    private TopicPage before(int rank, List<ClassifiedPost> upwards) {
        if (upwards.size() <= size) {
            return at(new TopicCursor.Top());
        }
        return new TopicPage(Math.max(1, rank - size), upwards.subList(0, size).reversed(), true);
    }

    private Query query(String sql) {
        return handle.createQuery(sql)
                .bind("topic", topic)
                .bind("max", size + 1)
                .bind("limit", PostRows.at(limit));
    }

    private static Query beside(Query query, OptionalInt score, PostId post) {
        return query.bind("score", score.orElse(NO_SCORE)).bind("post", post.value());
    }

    private static List<ClassifiedPost> posts(Query query) {
        return query.map(new PostRows()).list();
    }
}
