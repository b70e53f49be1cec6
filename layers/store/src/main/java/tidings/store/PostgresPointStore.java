package tidings.store;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import tidings.aws.Json;
import tidings.domain.ChatId;
import tidings.messages.ActivityMessage.ActedV1;
import tidings.points.Level;
import tidings.points.Score;
import tidings.points.Standing;
import tidings.preferences.ChatSettings;
import tidings.settings.Tunable;
import tidings.store.cache.Cache;
import tidings.store.cache.CacheRegion;
import tidings.store.cache.Key;

/// Points in Postgres behind the cache. Many activities of many chats take three statements, of which one writes.
record PostgresPointStore(Database database, Cache cache) implements PointStore {
    static final CacheRegion<Counted> POINTS = CacheRegion.of(
                    "points", 1, Counted.class, tunables -> tunables.seconds(Tunable.CHAT_TTL), Stores.STALE)
            .ofOneChat();

    /// @param leaders those with the most points
    record Board(List<Leader> leaders) {}

    static final CacheRegion<Board> LEADERS =
            CacheRegion.of("leaders", 1, Board.class, tunables -> tunables.seconds(Tunable.CHAT_TTL), Stores.STALE);

    private static final String ALL = "leaders";

    private record Changed(ChatId chat, Score score, Optional<String> name) {
        Standing standing() {
            return score.on(LocalDate.EPOCH);
        }
    }

    @Override
    public void count(Collection<ActedV1> activities, Predicate<ActedV1> isErased) {
        Map<ChatId, List<ActedV1>> byChat = activities.stream().collect(Collectors.groupingBy(ActedV1::chat));
        List<Changed> changed = database.inTransaction(handle -> count(handle, byChat, isErased));
        changed.forEach(one -> cache.invalidate(group(one.chat)));
        if (changed.stream().anyMatch(this::mayLead)) {
            cache.invalidate(ALL);
        }
    }

    private static List<Changed> count(Handle handle, Map<ChatId, List<ActedV1>> byChat, Predicate<ActedV1> isErased) {
        Map<ChatId, ChatSettings> settings = locked(handle, byChat.keySet());
        Map<ChatId, Counted> before = read(handle, settings.keySet());
        List<Changed> changed = new ArrayList<>();
        settings.forEach((chat, chosen) -> {
            Counted counted = before.getOrDefault(chat, Counted.NONE);
            List<ActedV1> acted =
                    byChat.get(chat).stream().filter(isErased.negate()).toList();
            Score score = counted.score().plus(acted, chosen.zone());
            if (chosen.countsPoints() && !score.equals(counted.score())) {
                changed.add(new Changed(chat, score, counted.name()));
            }
        });
        if (!changed.isEmpty()) {
            write(handle, changed);
        }
        return changed;
    }

    /// Holds the rows of those chats that there are.
    private static Map<ChatId, ChatSettings> locked(Handle handle, Set<ChatId> chats) {
        return handle
                .createQuery("""
                        select id, settings from chat where id = any (:chats) order by id for no key update""")
                .bindArray("chats", Long.class, ids(chats))
                .map((row, _) -> Map.entry(
                        new ChatId(row.getLong("id")), Json.read(row.getString("settings"), ChatSettings.class)))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static Object[] ids(Set<ChatId> chats) {
        return chats.stream().map(ChatId::value).toArray();
    }

    private static Map<ChatId, Counted> read(Handle handle, Set<ChatId> chats) {
        return handle
                .createQuery("select chat, score, name from points where chat = any (:chats)")
                .bindArray("chats", Long.class, ids(chats))
                .map((row, _) -> Map.entry(
                        new ChatId(row.getLong("chat")),
                        new Counted(
                                Json.read(row.getString("score"), Score.class),
                                Optional.ofNullable(row.getString("name")))))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static void write(Handle handle, List<Changed> changed) {
        handle.createUpdate("""
                        insert into points (chat, score, points, level)
                        select * from unnest(:chats::bigint[], :scores::text[], :points::bigint[], :levels::integer[])
                        on conflict (chat) do update
                            set score = excluded.score, points = excluded.points, level = excluded.level""")
                .bindArray(
                        "chats",
                        Long.class,
                        changed.stream().map(one -> one.chat.value()).toArray())
                .bindArray(
                        "scores",
                        String.class,
                        changed.stream().map(one -> Json.write(one.score)).toArray())
                .bindArray(
                        "points",
                        Long.class,
                        changed.stream().map(one -> one.standing().points()).toArray())
                .bindArray(
                        "levels",
                        Integer.class,
                        changed.stream()
                                .map(one -> one.standing().level().number())
                                .toArray())
                .execute();
    }

    private boolean mayLead(Changed changed) {
        if (changed.name.isEmpty()) {
            return false;
        }
        List<Leader> leaders = leaders();
        return leaders.size() < SHOWN
                || leaders.getLast().points() <= changed.standing().points();
    }

    @Override
    public Counted find(ChatId chat) {
        return cache.get(
                        POINTS,
                        Key.of(group(chat)),
                        () -> Optional.of(database.with(handle -> read(handle, Set.of(chat)))
                                .getOrDefault(chat, Counted.NONE)))
                .value()
                .orElseThrow();
    }

    @Override
    public List<Leader> leaders() {
        return cache.get(
                        LEADERS,
                        Key.of(ALL),
                        () -> Optional.of(new Board(database.with(handle -> handle.createQuery("""
                                        select name, points from points where name is not null
                                        order by points desc, chat desc limit :max""")
                                .bind("max", SHOWN)
                                .map((row, _) -> new Leader(row.getString("name"), row.getLong("points")))
                                .list()))))
                .value()
                .orElseThrow()
                .leaders();
    }

    @Override
    public int ahead(ChatId chat, long points) {
        return database.with(handle -> handle.createQuery("""
                        select count(*) from (select from points
                            where name is not null and (points, chat) > (:points, :chat) limit :max) ahead""")
                .bind("points", points)
                .bind("chat", chat.value())
                .bind("max", COUNTED)
                .mapTo(Integer.class)
                .one());
    }

    @Override
    public void show(ChatId chat, Optional<String> name) {
        database.inTransaction(handle -> {
            PostgresChatRegistry.lock(handle, chat);
            return handle.createUpdate("""
                            insert into points (chat, score, points, level, name) values (:chat, :none, 0, 1, :name)
                            on conflict (chat) do update set name = excluded.name""")
                    .bind("chat", chat.value())
                    .bind("none", Json.write(Score.NONE))
                    .bind("name", name.orElse(null))
                    .execute();
        });
        changed(cache, chat);
    }

    @Override
    public Optional<Level> reached(ChatId chat) {
        return database.with(handle -> handle.createQuery("""
                        update points set told_level = level where chat = :chat and told_level < level returning points""")
                .bind("chat", chat.value())
                .mapTo(Long.class)
                .findOne()
                .map(Level::of));
    }

    /// A chat that turned points off is not seen any more.
    static void hide(Handle handle, ChatId chat) {
        handle.createUpdate("update points set name = null where chat = :chat and name is not null")
                .bind("chat", chat.value())
                .execute();
    }

    /// Call it once it is committed that a chat is shown, hidden, moved or gone.
    static void changed(Cache cache, ChatId chat) {
        cache.invalidate(ALL);
        cache.erase(group(chat), List.of(POINTS));
    }

    private static String group(ChatId chat) {
        return "points:" + chat.value();
    }
}
