package tidings.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.OptionalInt;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;
import tidings.domain.Post;
import tidings.domain.PostId;
import tidings.domain.PostKind;
import tidings.domain.ClassifiedPost;
import tidings.domain.Community;

/// A row of `post`, all of its columns, as a [ClassifiedPost].
final class PostRows implements RowMapper<ClassifiedPost> {
    static final String COLUMNS =
            "p.id, p.subreddit, p.title, p.body, p.url, p.domain, p.permalink, p.kind, p.score, p.comments, p.adult,"
                    + " p.created, p.topic, p.confidence, p.model";

    @Override
    public ClassifiedPost map(ResultSet row, StatementContext context) throws SQLException {
        Post post = new Post(
                new PostId(row.getString("id")),
                new Community(row.getString("subreddit")),
                row.getString("title"),
                row.getString("body"),
                row.getString("url"),
                row.getString("domain"),
                row.getString("permalink"),
                PostKind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                number(row, "score"),
                number(row, "comments"),
                row.getBoolean("adult"),
                row.getObject("created", OffsetDateTime.class).toInstant());
        return new ClassifiedPost(post, row.getString("topic"), row.getFloat("confidence"), row.getString("model"));
    }

    private static OptionalInt number(ResultSet row, String column) throws SQLException {
        int value = row.getInt(column);
        return row.wasNull() ? OptionalInt.empty() : OptionalInt.of(value);
    }
}
