package tidings.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.SqlStatement;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tidings.aws.Json;
import tidings.aws.UnreadableException;
import tidings.domain.ChatId;
import tidings.domain.Community;
import tidings.domain.Place;
import tidings.follows.Follow;
import tidings.follows.FollowQuery;
import tidings.follows.Origin;

import static tidings.store.PostRows.at;
import static tidings.store.PostRows.instant;

/// Follows in Postgres. One whose query this version cannot read is left out until a version reads it.
record PostgresFollowStore(Database database, PostgresChatRegistry chats, InstantSource clock) implements FollowStore {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresFollowStore.class);

    /// What the rules of a chat `c` put into a topic that its follow `f` names, as origins of
    /// [tidings.selection.TopicRule].
    private static final String TAUGHT = """
            array(select 'topic:@' || r.kind || ':' || r.value from topic_rule r
                where r.chat = c.id and r.kind <> 'post' and 'topic:' || r.topic = any (f.origins))""";

    static final String COLUMNS = "f.id, f.chat, f.thread, f.query, f.paused, f.created_at";

    /// @param follow empty if this version cannot read the query
    record Stored(long id, Optional<Follow> follow) {}

    @Override
    public Optional<Follow> add(Place place, FollowQuery query) {
        Optional<Follow> added = database.inTransaction(handle -> {
            PostgresChatRegistry.lock(handle, place.chat());
            return same(handle, place, query).or(() -> insert(handle, place, query));
        });
        chats.changed(place.chat());
        return added;
    }

    private static Optional<Follow> same(Handle handle, Place place, FollowQuery query) {
        return one(bind(handle.createQuery("select " + COLUMNS + """
                         from follow f
                        where f.chat = :chat and f.thread = :thread and md5(f.query) = md5(:query)"""), place, query));
    }

    private Optional<Follow> insert(Handle handle, Place place, FollowQuery query) {
        int before = handle.createQuery("select count(*) from follow where chat = :chat")
                .bind("chat", place.chat().value())
                .mapTo(Integer.class)
                .one();
        if (before >= MAX) {
            return Optional.empty();
        }
        Optional<Follow> added = one(bind(handle.createQuery("""
                        insert into follow as f (chat, thread, query, origins, created_at)
                        values (:chat, :thread, :query, :origins, :now)
                        returning\s""" + COLUMNS), place, query)
                .bindArray("origins", String.class, texts(query.origins()))
                .bind("now", at(clock.instant())));
        connect(handle, place.chat());
        return added;
    }

    @Override
    public List<Follow> of(ChatId chat) {
        return database
                .with(handle -> handle.createQuery(
                                "select " + COLUMNS + " from follow f where f.chat = :chat order by f.id")
                        .bind("chat", chat.value())
                        .map((row, _) -> stored(row))
                        .list())
                .stream()
                .flatMap(stored -> stored.follow().stream())
                .toList();
    }

    @Override
    public Optional<Follow> find(ChatId chat, long id) {
        return database.with(handle ->
                one(handle.createQuery("select " + COLUMNS + " from follow f where f.id = :id and f.chat = :chat")
                        .bind("id", id)
                        .bind("chat", chat.value())));
    }

    /// Another follow of the place that had the query before goes.
    @Override
    public Optional<Follow> change(ChatId chat, long id, FollowQuery query) {
        return database.inTransaction(handle -> {
            handle.createQuery("select id from chat where id = :chat for update") // one change of a chat at a time
                    .bind("chat", chat.value())
                    .mapTo(Long.class)
                    .findOne();
            handle.createUpdate("""
                            delete from follow f using follow changed
                            where changed.id = :id and changed.chat = :chat and f.id <> :id
                                and f.chat = :chat and f.thread = changed.thread and md5(f.query) = md5(:query)""")
                    .bind("id", id)
                    .bind("chat", chat.value())
                    .bind("query", Json.write(query))
                    .execute();
            return update(
                    chat,
                    handle.createQuery(
                                    "update follow f set query = :query, origins = :origins where f.id = :id and f.chat = :chat returning "
                                            + COLUMNS)
                            .bind("id", id)
                            .bind("query", Json.write(query))
                            .bindArray("origins", String.class, texts(query.origins())),
                    handle);
        });
    }

    @Override
    public Optional<Follow> pause(ChatId chat, long id, boolean paused) {
        return database.inTransaction(handle -> update(
                chat,
                handle.createQuery("update follow f set paused = :paused where f.id = :id and f.chat = :chat returning "
                                + COLUMNS)
                        .bind("id", id)
                        .bind("paused", paused),
                handle));
    }

    private static Optional<Follow> update(ChatId chat, Query update, Handle handle) {
        Optional<Follow> updated = one(update.bind("chat", chat.value()));
        connect(handle, chat);
        return updated;
    }

    @Override
    public boolean remove(ChatId chat, long id) {
        return database.with(handle -> handle.createUpdate("delete from follow where id = :id and chat = :chat")
                        .bind("id", id)
                        .bind("chat", chat.value())
                        .execute()
                > 0);
    }

    /// A page that lacks unreadable ones is filled with those that come after it, so that it is short only at the
    /// end.
    @Override
    public List<Follow> followers(Collection<Origin> origins, long after, int max) {
        List<Follow> found = new ArrayList<>();
        long last = after;
        while (found.size() < max) {
            int wanted = max - found.size();
            List<Stored> page = page(origins, last, wanted);
            page.forEach(stored -> stored.follow().ifPresent(found::add));
            if (page.size() < wanted) {
                break;
            }
            last = page.getLast().id();
        }
        return found;
    }

    /// Takes as many of each origin, so that it needs no sorting, which no index would bound.
    private List<Stored> page(Collection<Origin> origins, long after, int max) {
        Map<Long, Stored> byId = new TreeMap<>();
        database.with(handle -> handle.createQuery("select " + COLUMNS + """
                        \sfrom unnest(:origins::text[]) as o (origin)
                            cross join lateral (
                                select follow from follow_origin where origin = o.origin and follow > :after
                                order by follow limit :max) x
                            join follow f on f.id = x.follow""")
                        .bindArray("origins", String.class, texts(origins))
                        .bind("after", after)
                        .bind("max", max)
                        .map((row, _) -> stored(row))
                        .list())
                .forEach(stored -> byId.put(stored.id(), stored));
        return byId.values().stream().limit(max).toList();
    }

    @Override
    public Map<Community, Integer> communities(int max) {
        Map<Community, Integer> communities = new LinkedHashMap<>();
        database.with(handle -> handle.createQuery("""
                        select origin, followers from origin_followers
                        where followers > 0 and not starts_with(origin, 'topic:') and origin <> '*'
                        order by followers desc, origin limit :max""")
                        .bind("max", max)
                        .map((row, _) -> Map.entry(row.getString("origin"), row.getInt("followers")))
                        .list())
                .forEach(row ->
                        Community.of(row.getKey()).ifPresent(community -> communities.put(community, row.getValue())));
        return communities;
    }

    @Override
    public int anywhere() {
        return database.with(handle -> handle.createQuery("select followers from origin_followers where origin = '*'")
                .mapTo(Integer.class)
                .findOne()
                .orElse(0));
    }

    @Override
    public Map<String, Integer> topics() {
        Map<String, Integer> topics = new TreeMap<>();
        database.with(handle -> handle.createQuery("""
                        select origin, followers from origin_followers
                        where origin >= 'topic:' and origin < 'topic;' and not starts_with(origin, 'topic:@')
                            and followers > 0""")
                        .map((row, _) -> Map.entry(row.getString("origin"), row.getInt("followers")))
                        .list())
                .forEach(row -> topics.put(row.getKey().substring(Origin.TOPIC.length()), row.getValue()));
        return topics;
    }

    /// Makes `follow_origin` say what the rows of a chat and of its follows say. Call it after each change of
    /// these.
    static void connect(Handle handle, ChatId chat) {
        handle.createUpdate("""
                        delete from follow_origin o using follow f, chat c
                        where c.id = :chat and f.chat = c.id and o.follow = f.id
                            and (f.paused or c.status <> 'active' or o.origin <> all (f.origins ||""" + " " + TAUGHT + "))")
                .bind("chat", chat.value())
                .execute();
        handle.createUpdate("""
                        insert into follow_origin (origin, follow)
                        select o.origin, f.id from chat c join follow f on f.chat = c.id,
                            unnest(f.origins ||""" + " " + TAUGHT + """
                        ) as o (origin) where c.id = :chat and c.status = 'active' and not f.paused
                        on conflict do nothing""").bind("chat", chat.value()).execute();
    }

    private static Optional<Follow> one(Query query) {
        return query.map((row, _) -> stored(row)).findOne().flatMap(Stored::follow);
    }

    static Stored stored(ResultSet row) throws SQLException {
        long id = row.getLong("id");
        int thread = row.getInt("thread");
        try {
            return new Stored(
                    id,
                    Optional.of(new Follow(
                            id,
                            new Place(
                                    new ChatId(row.getLong("chat")),
                                    thread == 0 ? OptionalInt.empty() : OptionalInt.of(thread)),
                            Json.read(row.getString("query"), FollowQuery.class),
                            row.getBoolean("paused"),
                            instant(row, "created_at"))));
        } catch (UnreadableException e) {
            LOG.warn("follow {} is left out: {}", id, e.getMessage());
            return new Stored(id, Optional.empty());
        }
    }

    /// Binds `:chat`, `:thread` and `:query`.
    private static <S extends SqlStatement<S>> S bind(S statement, Place place, FollowQuery query) {
        return statement
                .bind("chat", place.chat().value())
                .bind("thread", place.topic().orElse(0))
                .bind("query", Json.write(query));
    }

    private static Object[] texts(Collection<Origin> origins) {
        return origins.stream().map(Origin::toString).toArray();
    }
}
