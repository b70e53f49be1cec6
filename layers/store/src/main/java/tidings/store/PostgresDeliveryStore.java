package tidings.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.Update;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tidings.aws.Json;
import tidings.aws.UnreadableException;
import tidings.domain.ChatId;
import tidings.domain.Community;
import tidings.domain.Place;
import tidings.domain.PostId;
import tidings.follows.FollowQuery;
import tidings.preferences.ChatSettings;

import static tidings.store.PostRows.at;
import static tidings.store.PostRows.bindArray;
import static tidings.store.PostRows.nullable;
import static tidings.store.PostRows.number;

/// Deliveries in Postgres, without a cache, for each is read about once.
record PostgresDeliveryStore(Database database, InstantSource clock) implements DeliveryStore {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresDeliveryStore.class);

    private static final String ROWS = "select d.chat, d.thread, d.story, d.follow, f.query, c.settings,"
            + " coalesce(not f.paused and c.status = 'active', false) as wanted, d.sent_at, d.shown_score,"
            + " d.shown_comments, d.shown_also, array(select a.subreddit from post a"
            + " where a.id = any (d.also) and a.subreddit <> p.subreddit) as also_in, " + PostRows.COLUMNS
            + " from delivery d left join post p on p.id = d.post left join follow f on f.id = d.follow"
            + " left join chat c on c.id = d.chat ";

    /// @param obstacle why nothing of it is shown, if so
    private record Row(Key key, String obstacle, Optional<Shown> shown, Facts before, Optional<Instant> sentAt) {
        Row with(Optional<Shown> other) {
            return new Row(key, obstacle, other, before, sentAt);
        }
    }

    @Override
    public boolean expand(int max, Decider decider) {
        Instant now = clock.instant();
        return database.inTransaction(handle -> {
            Optional<FanOut> next = FanOut.next(handle, now);
            next.ifPresent(post -> post.expand(max, decider, now));
            return next.isPresent();
        });
    }

    @Override
    public List<Shown> due(int max) {
        List<Row> rows = rows("where d.state = 'pending' and d.due_at <= :now order by d.due_at limit :max", max);
        List<Row> gone = rows.stream().filter(row -> row.shown.isEmpty()).toList();
        if (!gone.isEmpty()) {
            database.with(handle -> {
                Update skip = update(handle, "reason text", "state = 'skipped', reason = new.reason", "pending");
                bindArray(skip, "reason", String.class, gone, Row::obstacle);
                return bindKeys(skip, gone, Row::key).execute();
            });
        }
        return rows.stream().flatMap(row -> row.shown.stream()).toList();
    }

    @Override
    public void postpone(List<Key> deliveries, Instant until) {
        database.with(
                handle -> bindKeys(update(handle, "", "due_at = :until", "pending"), deliveries, Function.identity())
                        .bind("until", at(until))
                        .execute());
    }

    @Override
    public void sent(List<Compared> cards) {
        note(cards, "state = 'sent', sent_at = :now::timestamptz, ", "pending");
    }

    @Override
    public List<Living> living(int max) {
        List<Row> rows = rows("where d.compared_at <= :now order by d.compared_at limit :max", max);
        compared(rows.stream()
                .filter(row -> row.shown.isEmpty())
                .map(row -> new Compared(row.key, row.before, Optional.empty()))
                .toList());
        return rows.stream()
                .flatMap(row -> row.shown.stream().map(now -> new Living(now, row.before, row.sentAt.orElseThrow())))
                .toList();
    }

    @Override
    public void compared(List<Compared> cards) {
        note(cards, "", "sent");
    }

    @Override
    public List<Sent> removed(Collection<PostId> posts, int max) {
        Object[] ids = posts.stream().map(PostId::value).toArray();
        database.with(handle -> handle.createUpdate("update delivery set state = 'skipped', reason = '" + REMOVED
                        + "' where post = any (:posts::text[]) and state in ('pending', 'held')")
                .bindArray("posts", String.class, ids)
                .execute());
        return database.with(handle -> handle.createQuery("select d.chat, d.thread, d.story, d.brief_at, c.settings"
                        + " from delivery d join chat c on c.id = d.chat"
                        + " where d.post = any (:posts::text[]) and d.state = 'sent' and d.sent_at >= :since"
                        + " and d.reason is distinct from '" + REMOVED + "' limit :max")
                .bindArray("posts", String.class, ids)
                .bind("since", at(clock.instant().minus(EDITABLE)))
                .bind("max", max)
                .map((row, _) -> new Sent(
                        new Key(place(row), row.getString("story")),
                        optional(row, "brief_at"),
                        Json.read(row.getString("settings"), ChatSettings.class)))
                .list());
    }

    @Override
    public void takenBack(List<Key> cards) {
        database.with(handle -> bindKeys(
                        update(handle, "", "reason = '" + REMOVED + "', compared_at = null", "sent"),
                        cards,
                        Function.identity())
                .execute());
    }

    @Override
    public Oldest oldest() {
        return database.with(handle -> handle.createQuery("""
                        select (select created_at from fan_out where created_at <= :now order by created_at limit 1)
                                as post,
                            (select due_at from delivery where state = 'pending' and due_at <= :now
                                order by due_at limit 1) as delivery""")
                .bind("now", at(clock.instant()))
                .map((row, _) -> new Oldest(optional(row, "post"), optional(row, "delivery")))
                .one());
    }

    @Override
    public Waiting waiting(ChatId chat) {
        return database.with(handle -> handle.createQuery("""
                        select (select count(*) from delivery where chat = :chat and state = 'pending') as pending,
                            (select count(*) from delivery where chat = :chat and state = 'held') as held""")
                .bind("chat", chat.value())
                .map((row, _) -> new Waiting(row.getInt("pending"), row.getInt("held")))
                .one());
    }

    @Override
    public int plan(Instant limit, int max) {
        return database.inTransaction(handle -> new PacePlans(handle, clock.instant()).plan(limit, max));
    }

    @Override
    public int expire(Instant limit, int max) {
        int keys = database.with(handle -> new Expiry(handle, max).storyKeys(limit));
        return Math.max(keys, database.with(handle -> new Expiry(handle, max).deliveries(limit)));
    }

    private List<Row> rows(String which, int max) {
        return database.with(handle -> {
            List<Row> rows = handle.createQuery(ROWS + which)
                    .bind("now", at(clock.instant()))
                    .bind("max", max)
                    .map(PostgresDeliveryStore::row)
                    .list();
            List<Shown> shown = rows.stream().flatMap(row -> row.shown.stream()).toList();
            UnaryOperator<Shown> taught = PostgresLessons.taught(handle, shown);
            return rows.stream().map(row -> row.with(row.shown.map(taught))).toList();
        });
    }

    private static Row row(ResultSet row, StatementContext context) throws SQLException {
        Key key = new Key(place(row), row.getString("story"));
        String obstacle = !PostRows.isThere(row) ? GONE : row.getBoolean("wanted") ? UNREADABLE : UNWANTED;
        return new Row(
                key,
                obstacle,
                obstacle.equals(UNREADABLE) ? shown(key, row, context) : Optional.empty(),
                new Facts(number(row, "shown_score"), number(row, "shown_comments"), row.getInt("shown_also")),
                optional(row, "sent_at"));
    }

    private static Optional<Shown> shown(Key key, ResultSet row, StatementContext context) throws SQLException {
        try {
            return Optional.of(new Shown(
                    key,
                    new PostRows().map(row, context),
                    Arrays.stream((String[]) row.getArray("also_in").getArray())
                            .map(Community::new)
                            .collect(Collectors.toUnmodifiableSet()),
                    row.getLong("follow"),
                    Json.read(row.getString("query"), FollowQuery.class),
                    Json.read(row.getString("settings"), ChatSettings.class)));
        } catch (UnreadableException e) {
            LOG.error("follow {} cannot be read", row.getLong("follow"), e);
            return Optional.empty();
        }
    }

    /// From the columns `chat` and `thread`.
    static Place place(ResultSet row) throws SQLException {
        return place(row.getLong("chat"), row.getInt("thread"));
    }

    /// @param thread 0 for the chat itself
    static Place place(long chat, int thread) {
        return new Place(new ChatId(chat), thread == 0 ? OptionalInt.empty() : OptionalInt.of(thread));
    }

    static Optional<Instant> optional(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }

    private void note(List<Compared> cards, String change, String state) {
        if (cards.isEmpty()) {
            return;
        }
        database.with(handle -> {
            Update note = update(
                    handle,
                    "score int4, comments int4, also int4, next text",
                    change + "shown_score = new.score, shown_comments = new.comments, shown_also = new.also,"
                            + " compared_at = new.next::timestamptz",
                    state);
            bindArray(
                    note,
                    "score",
                    Integer.class,
                    cards,
                    card -> nullable(card.shown().score()));
            bindArray(
                    note,
                    "comments",
                    Integer.class,
                    cards,
                    card -> nullable(card.shown().comments()));
            bindArray(note, "also", Integer.class, cards, card -> card.shown().also());
            bindArray(
                    note,
                    "next",
                    String.class,
                    cards,
                    card -> card.next().map(Instant::toString).orElse(null));
            return bindKeys(note, cards, Compared::key)
                    .bind("now", at(clock.instant()))
                    .execute();
        });
    }

    /// An update of deliveries by their keys.
    ///
    /// @param values names and types of further columns of `new`, each bound as an array
    /// @param state that a delivery has to be in
    private static Update update(Handle handle, String values, String change, String state) {
        List<String[]> columns = Arrays.stream(("chat int8, thread int4, story text, " + values).split(", "))
                .map(column -> column.split(" "))
                .toList();
        return handle.createUpdate("update delivery d set " + change + " from unnest("
                + columns.stream()
                        .map(column -> ":" + column[0] + "::" + column[1] + "[]")
                        .collect(Collectors.joining(", "))
                + ") as new (" + columns.stream().map(column -> column[0]).collect(Collectors.joining(", "))
                + ") where d.chat = new.chat and d.thread = new.thread and d.story = new.story and d.state = '"
                + state + "'");
    }

    private static <T> Update bindKeys(Update statement, List<T> all, Function<T, Key> key) {
        bindArray(
                statement,
                "chat",
                Long.class,
                all,
                one -> key.apply(one).place().chat().value());
        bindArray(
                statement,
                "thread",
                Integer.class,
                all,
                one -> key.apply(one).place().topic().orElse(0));
        bindArray(statement, "story", String.class, all, one -> key.apply(one).story());
        return statement;
    }
}
