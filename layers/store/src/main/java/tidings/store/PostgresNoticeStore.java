package tidings.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tidings.aws.Json;
import tidings.aws.UnreadableException;
import tidings.domain.Community;
import tidings.domain.SourceProblem;
import tidings.messages.PostsMessage.FeedRefusedV1;
import tidings.preferences.ChatSettings;

import static tidings.store.PostRows.at;
import static tidings.store.PostRows.bindArray;

/// Notices in Postgres.
record PostgresNoticeStore(Database database, InstantSource clock) implements NoticeStore {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresNoticeStore.class);

    private record News(String community, Optional<String> problem, long after) {}

    /// @param notice empty if the place no longer follows the community
    private record Row(long id, Optional<Notice> notice) {}

    /// Notes that a community is refused.
    ///
    /// @param handle in a transaction
    static int refused(Handle handle, FeedRefusedV1 refused) {
        Community community = refused.feed().community();
        handle.createUpdate("""
                        insert into subreddit (name, source, refusal, refused_at, refused_since)
                        values (:name, :source, :refusal, :at, :at)
                        on conflict (name) do update set refusal = excluded.refusal, refused_at = excluded.refused_at,
                            refused_since = coalesce(subreddit.refused_since, excluded.refused_since)
                        where subreddit.refused_at is null or subreddit.refused_at < excluded.refused_at""")
                .bind("name", community.value())
                .bind("source", community.source().value())
                .bind("refusal", word(refused.reason()))
                .bind("at", at(refused.refusedAt()))
                .execute();
        return handle.createUpdate("""
                        update subreddit set refused_since = refused_at, news_at = refused_at, news_follow = 0
                        where name = :name and refused_at = :at and refused_since <= :certain""")
                .bind("name", community.value())
                .bind("at", at(refused.refusedAt()))
                .bind("certain", at(refused.refusedAt().minus(CERTAIN)))
                .execute();
    }

    /// Notes that communities were read. Returns those that had been refused.
    ///
    /// @param handle in a transaction
    static List<Community> read(Handle handle, List<Community> communities, Instant at) {
        return handle.createQuery("""
                        update subreddit set refusal = null, refused_at = null, refused_since = null,
                            news_at = case when exists (select from notice n
                                where n.community = subreddit.name collate "C" and n.problem is not null)
                                then :at else news_at end
                        where name = any (:names::text[]) and refused_at < :at returning name""")
                .bindArray(
                        "names",
                        String.class,
                        communities.stream().map(Community::value).toArray())
                .bind("at", at(at))
                .map((row, _) -> new Community(row.getString("name")))
                .list();
    }

    private static String word(SourceProblem problem) {
        return problem.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public boolean expand(int max) {
        Instant now = clock.instant();
        return database.inTransaction(handle -> {
            Optional<News> next = handle.createQuery("""
                            select name, refusal, news_follow from subreddit where news_at <= :now
                            order by news_at limit 1 for update skip locked""")
                    .bind("now", at(now))
                    .map((row, _) -> new News(
                            row.getString("name"),
                            Optional.ofNullable(row.getString("refusal")),
                            row.getLong("news_follow")))
                    .findOne();
            next.ifPresent(news -> {
                if (news.problem.isPresent()) {
                    refused(handle, news, max, now);
                } else {
                    back(handle, news, max, now);
                }
            });
            return next.isPresent();
        });
    }

    /// Whoever is to be told that it is back was told before that it cannot be read, which still holds.
    private static void refused(Handle handle, News news, int max, Instant now) {
        handle.createUpdate("""
                        with page as (
                            select x.follow, f.chat, f.thread from (
                                select follow from follow_origin where origin = :community and follow > :after
                                order by follow limit :max) x
                            join follow f on f.id = x.follow
                        ), told as (
                            insert into notice (chat, thread, community, problem, due_at)
                            select chat, thread, :community, :problem, :now::timestamptz from page
                            on conflict (chat, thread, community) do nothing
                        ), known as (
                            update notice n set problem = :problem, due_at = null from page
                            where n.chat = page.chat and n.thread = page.thread and n.community = :community
                                and n.problem is null and n.due_at > :now::timestamptz)
                        update subreddit set news_follow = coalesce((select max(follow) from page), news_follow),
                            news_at = case when (select count(*) from page) = :max then news_at end
                        where name = :community""")
                .bind("community", news.community)
                .bind("problem", news.problem.orElseThrow())
                .bind("after", news.after)
                .bind("max", max)
                .bind("now", at(now))
                .execute();
    }

    /// A notice that is due may be queued already. The others go on once that is known.
    private static void back(Handle handle, News news, int max, Instant now) {
        int page = handle.createQuery("""
                        with page as (
                            select id, due_at from notice where community = :community and problem is not null
                                and (due_at is null or due_at > :now::timestamptz)
                            order by id limit :max for update
                        ), untold as (
                            delete from notice n using page where n.id = page.id and page.due_at is not null
                        ), told as (
                            update notice n set problem = null, due_at = :now::timestamptz from page
                            where n.id = page.id and page.due_at is null)
                        select count(*) from page""")
                .bind("community", news.community)
                .bind("max", max)
                .bind("now", at(now))
                .mapTo(Integer.class)
                .one();
        if (page < max) {
            handle.createUpdate("""
                            update subreddit set news_at = case when exists (select from notice
                                where community = :community and problem is not null) then :turn::timestamptz end
                            where name = :community""")
                    .bind("community", news.community)
                    .bind("turn", at(now.plus(DeliveryStore.PAUSE)))
                    .execute();
        }
    }

    @Override
    public List<Notice> due(int max) {
        List<Row> rows = database.with(handle -> handle.createQuery("""
                        select n.id, n.chat, n.thread, n.community, n.problem, c.settings, exists (
                            select from follow f join follow_origin o on o.follow = f.id
                            where f.chat = n.chat and f.thread = n.thread and o.origin = n.community) as followed
                        from notice n join chat c on c.id = n.chat
                        where n.due_at <= :now order by n.due_at limit :max""")
                .bind("now", at(clock.instant()))
                .bind("max", max)
                .map((row, _) -> row(row))
                .list());
        List<Row> unfollowed = rows.stream().filter(row -> row.notice.isEmpty()).toList();
        if (!unfollowed.isEmpty()) {
            database.with(handle -> handle.createUpdate("delete from notice where id = any (:id::int8[])")
                    .bindArray(
                            "id", Long.class, unfollowed.stream().map(Row::id).toArray())
                    .execute());
        }
        return rows.stream().flatMap(row -> row.notice.stream()).toList();
    }

    private static Row row(ResultSet row) throws SQLException {
        long id = row.getLong("id");
        return row.getBoolean("followed")
                ? new Row(
                        id,
                        Optional.of(new Notice(
                                id,
                                PostgresDeliveryStore.place(row),
                                new Community(row.getString("community")),
                                Optional.ofNullable(row.getString("problem"))
                                        .map(word -> SourceProblem.valueOf(word.toUpperCase(Locale.ROOT))),
                                settings(row))))
                : new Row(id, Optional.empty());
    }

    /// What cannot be read keeps nothing from those who are due with it; a chat without a row chose nothing.
    static ChatSettings settings(ResultSet row) throws SQLException {
        String settings = row.getString("settings");
        try {
            return settings == null ? ChatSettings.NONE : Json.read(settings, ChatSettings.class);
        } catch (UnreadableException e) {
            LOG.error("the settings of a chat cannot be read", e);
            return ChatSettings.NONE;
        }
    }

    @Override
    public void sent(List<Notice> notices) {
        Object[] ids = notices.stream().map(Notice::id).toArray();
        database.inTransaction(handle -> {
            for (String statement : List.of(
                    "delete from notice where id = any (:id::int8[]) and problem is null",
                    "update notice set due_at = null where id = any (:id::int8[])")) {
                handle.createUpdate(statement).bindArray("id", Long.class, ids).execute();
            }
            return null;
        });
    }

    @Override
    public void hold(List<Held> notices) {
        database.with(handle -> {
            Update hold = handle.createUpdate("""
                    update notice n set due_at = new.until::timestamptz
                    from unnest(:id::int8[], :until::text[]) as new (id, until) where n.id = new.id""");
            bindArray(hold, "id", Long.class, notices, held -> held.notice().id());
            bindArray(hold, "until", String.class, notices, held -> held.until().toString());
            return hold.execute();
        });
    }
}
