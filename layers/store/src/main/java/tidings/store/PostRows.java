package tidings.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.StatementContext;
import tidings.aws.Json;
import tidings.domain.ClassifiedPost;
import tidings.domain.Community;
import tidings.domain.Feed;
import tidings.domain.Post;
import tidings.domain.PostDetails;
import tidings.domain.PostId;
import tidings.domain.PostKind;
import tidings.selection.TopicRule;

/// The rows of the table `post` as [ClassifiedPost]s.
final class PostRows implements RowMapper<ClassifiedPost> {
    static final String COLUMNS =
            "p.id, p.subreddit, p.title, p.body, p.url, p.domain, p.permalink, p.kind, p.score, p.comments, p.adult,"
                    + " p.created, p.details, p.topic, p.confidence, p.model, p.likely";

    /// The rules of the chat of a delivery `d` that may concern its post `p`, for [#taught].
    static final String RULES = "array(select r.kind || ' ' || r.value || ' ' || r.topic from topic_rule r"
            + " where r.chat = d.chat and (r.kind = 'word' or r.value in (p.id, p.subreddit, p.domain))) as rules";

    private static final Pattern LIST = Pattern.compile(" ");

    /// Those of the posts that are stored, with all that is stored of them, in any order.
    static List<ClassifiedPost> read(Handle handle, Collection<String> ids) {
        return handle.createQuery("select " + COLUMNS + " from post p where p.id = any (:ids::text[])")
                .bindArray("ids", String.class, ids.toArray())
                .map(new PostRows())
                .list();
    }

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
                instant(row, "created"),
                Json.read(row.getString("details"), PostDetails.class));
        return new ClassifiedPost(
                post,
                row.getString("topic"),
                row.getFloat("confidence"),
                row.getString("model"),
                LIST.splitAsStream(row.getString("likely"))
                        .filter(topic -> !topic.isEmpty())
                        .toList());
    }

    /// A post as the chat of its delivery has it, from a row with [#RULES].
    static ClassifiedPost taught(ResultSet row, StatementContext context) throws SQLException {
        ClassifiedPost post = new PostRows().map(row, context);
        return TopicRule.topic(TopicRule.read((String[]) row.getArray("rules").getArray()), post.post())
                .map(post::taught)
                .orElse(post);
    }

    /// Whether an outer join found the post.
    static boolean isThere(ResultSet row) throws SQLException {
        return row.getString("id") != null;
    }

    /// Whether a post `p` is to be looked at again by its votes or comments.
    static final String GROWN =
            "coalesce(p.score >= p.look_at_score, false) or coalesce(p.comments >= p.look_at_comments, false)";

    /// What was stored.
    ///
    /// @param fresh those that were not stored before
    /// @param grown those that are to be looked at again
    record Upserted(Set<PostId> fresh, Set<PostId> grown) {}

    private record Upsert(PostId id, boolean isNew, boolean isGrown) {}

    /// Inserts or updates posts in one statement.
    ///
    /// @param best whether they are among the best of their communities, which tells how they rank without a
    ///     score
    static Upserted upsert(Handle handle, List<ClassifiedPost> posts, Instant seenAt, boolean best) {
        Query upsert = handle.createQuery("""
            insert into post as p (id, source, subreddit, title, body, url, domain, permalink, kind, score, comments,
                adult, created, details, topic, confidence, model, likely, seen_at, checked_at, words)
            select distinct on (id) id, source, subreddit, title, body, url, domain, permalink, kind, score,
                comments, adult, created::timestamptz, details, topic, confidence, model, likely,
                :seen::timestamptz, :seen::timestamptz, %s
            from unnest(:id::text[], :source::text[], :subreddit::text[], :title::text[], :body::text[],
                    :url::text[], :domain::text[], :permalink::text[], :kind::text[], :score::int4[],
                    :comments::int4[], :adult::bool[], :created::text[], :details::text[], :topic::text[],
                    :confidence::float4[], :model::text[], :likely::text[])
                as new (id, source, subreddit, title, body, url, domain, permalink, kind, score, comments, adult,
                    created, details, topic, confidence, model, likely)
            order by id
            on conflict (id) do update set title = excluded.title, body = excluded.body, score = excluded.score,
                comments = excluded.comments, adult = excluded.adult, details = excluded.details, words = excluded.words,
                topic = excluded.topic,
                confidence = excluded.confidence, model = excluded.model,
                seen_at = greatest(p.seen_at, excluded.seen_at),
                checked_at = greatest(p.checked_at, excluded.checked_at), suspected_at = null
            returning p.id, p.xmax = 0 as new, %s
                or (:best and p.score is null and p.look_at_score is not null) as grown\
            """.formatted(PostSearch.WORDS, GROWN));
        bindIds(upsert, posts);
        bindTexts(upsert, "source", posts, post -> post.id().source().value());
        bindTexts(upsert, "subreddit", posts, post -> post.community().value());
        bindTexts(upsert, "title", posts, Post::title);
        bindTexts(upsert, "body", posts, Post::body);
        bindTexts(upsert, "url", posts, Post::url);
        bindTexts(upsert, "domain", posts, Post::domain);
        bindTexts(upsert, "permalink", posts, Post::permalink);
        bindTexts(upsert, "kind", posts, post -> post.kind().name().toLowerCase(Locale.ROOT));
        bindPosts(upsert, "score", Integer.class, posts, post -> nullable(post.score()));
        bindPosts(upsert, "comments", Integer.class, posts, post -> nullable(post.comments()));
        bindPosts(upsert, "adult", Boolean.class, posts, Post::adult);
        bindTexts(upsert, "created", posts, post -> post.created().toString());
        bindTexts(upsert, "details", posts, post -> Json.write(post.details()));
        bindTopics(upsert, posts);
        List<Upsert> upserted = upsert.bind("seen", at(seenAt))
                .bind("best", best)
                .map((row, _) ->
                        new Upsert(new PostId(row.getString("id")), row.getBoolean("new"), row.getBoolean("grown")))
                .list();
        return new Upserted(ids(upserted, Upsert::isNew), ids(upserted, Upsert::isGrown));
    }

    private static Set<PostId> ids(List<Upsert> upserted, Predicate<Upsert> which) {
        return upserted.stream().filter(which).map(Upsert::id).collect(Collectors.toUnmodifiableSet());
    }

    /// Binds the array `:id`.
    static void bindIds(SqlStatement<?> statement, List<ClassifiedPost> posts) {
        bindTexts(statement, "id", posts, post -> post.id().value());
    }

    /// Binds the arrays `:topic`, `:confidence`, `:model` and `:likely`.
    static void bindTopics(SqlStatement<?> statement, List<ClassifiedPost> posts) {
        bindArray(statement, "topic", String.class, posts, ClassifiedPost::topic);
        bindArray(statement, "confidence", Float.class, posts, ClassifiedPost::confidence);
        bindArray(statement, "model", String.class, posts, ClassifiedPost::model);
        bindArray(statement, "likely", String.class, posts, post -> String.join(" ", post.likely()));
    }

    private static void bindTexts(
            SqlStatement<?> statement, String name, List<ClassifiedPost> posts, Function<Post, String> text) {
        bindPosts(statement, name, String.class, posts, text);
    }

    private static <T> void bindPosts(
            SqlStatement<?> statement,
            String name,
            Class<T> type,
            List<ClassifiedPost> posts,
            Function<Post, T> value) {
        bindArray(statement, name, type, posts, classified -> value.apply(classified.post()));
    }

    static <V, T> void bindArray(
            SqlStatement<?> statement, String name, Class<T> type, List<V> values, Function<V, T> element) {
        statement.bindArray(name, type, values.stream().map(element).toArray());
    }

    /// Binds `:subreddit` and `:period`.
    static <S extends SqlStatement<S>> S bindFeed(S statement, Feed feed) {
        return statement
                .bind("subreddit", feed.community().value())
                .bind("period", feed.period().word());
    }

    static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    static OptionalInt number(ResultSet row, String column) throws SQLException {
        int value = row.getInt(column);
        return row.wasNull() ? OptionalInt.empty() : OptionalInt.of(value);
    }

    static Integer nullable(OptionalInt number) {
        return number.isPresent() ? number.getAsInt() : null;
    }
}
