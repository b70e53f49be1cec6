package tidings.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import tidings.domain.ChatId;
import tidings.domain.PostId;
import tidings.messages.ActivityMessage.ActedV1;
import tidings.messages.ActivityMessage.ActedV1.Kind;
import tidings.settings.Tunable;
import tidings.store.cache.Cache;
import tidings.store.cache.CacheRegion;
import tidings.store.cache.Key;

import static tidings.store.PostRows.at;

/// The history of chats in Postgres, whose latest page is behind the cache.
record PostgresHistory(Database database, Cache cache, InstantSource clock) implements HistoryStore {
    /// Half an hour, where chats are cached for an hour.
    static final CacheRegion<Page> RECENT = CacheRegion.of(
                    "history",
                    1,
                    Page.class,
                    tunables -> tunables.seconds(Tunable.CHAT_TTL).dividedBy(2),
                    Stores.STALE)
            .ofOneChat();

    private static final int DAYS_AHEAD = 2;

    /// An entry needs its chat's row, which is held so that the chat is erased either before or behind the entry.
    @Override
    public List<ActedV1> add(List<ActedV1> acted, Predicate<ActedV1> isErased) {
        Set<Long> chats = database.inTransaction(handle -> {
            Set<Long> held = new HashSet<>(
                    handle.createQuery("select id from chat where id = any (:chats) order by id for key share")
                            .bindArray("chats", Long.class, chats(acted).toArray())
                            .mapTo(Long.class)
                            .list());
            insert(
                    handle,
                    acted.stream()
                            .filter(one -> held.contains(one.chat().value())
                                    && !one.at().isBefore(limit())
                                    && !isErased.test(one))
                            .toList());
            return held;
        });
        chats.forEach(chat -> cache.invalidate(group(new ChatId(chat))));
        return acted.stream().filter(one -> !chats.contains(one.chat().value())).toList();
    }

    private static Stream<Long> chats(List<ActedV1> acted) {
        return acted.stream().map(one -> one.chat().value()).distinct();
    }

    private static void insert(Handle handle, List<ActedV1> acted) {
        if (acted.isEmpty()) {
            return;
        }
        handle.createUpdate("""
                        insert into history (chat, at, id, kind, command, posts)
                        select a.chat, timestamptz 'epoch' + a.at * interval '1 ms', a.id, a.kind, a.command, a.posts
                        from unnest(:chats::int8[], :times::int8[], :ids::text[], :kinds::text[], :commands::text[],
                                :posts::text[])
                            as a (chat, at, id, kind, command, posts)
                        on conflict (chat, at, id) do nothing""")
                .bindArray("chats", Long.class, array(acted, one -> one.chat().value()))
                .bindArray("times", Long.class, array(acted, one -> one.at().toEpochMilli()))
                .bindArray("ids", String.class, array(acted, ActedV1::id))
                .bindArray(
                        "kinds",
                        String.class,
                        array(acted, one -> one.kind().name().toLowerCase(Locale.ROOT)))
                .bindArray(
                        "commands",
                        String.class,
                        array(acted, one -> one.command().orElse("")))
                .bindArray(
                        "posts",
                        String.class,
                        array(
                                acted,
                                one -> one.posts().stream().map(PostId::value).collect(Collectors.joining(" "))))
                .execute();
    }

    private static Object[] array(List<ActedV1> acted, Function<ActedV1, Object> value) {
        return acted.stream().map(value).toArray();
    }

    @Override
    public Page of(ChatId chat, Optional<Position> before) {
        return before.map(last -> read(chat, last))
                .orElseGet(() -> cache.get(
                                RECENT,
                                Key.of(group(chat)),
                                () -> Optional.of(
                                        read(chat, new Position(clock.instant().plusSeconds(1), ""))))
                        .value()
                        .orElseThrow());
    }

    private Page read(ChatId chat, Position before) {
        return Page.of(database.with(handle -> handle.createQuery("""
                        select at, id, kind, command, posts from history
                        where chat = :chat and (at, id) < (:at, :id) and at <= :at and at >= :limit
                        order by at desc, id desc limit :size""")
                .bind("chat", chat.value())
                .bind("at", at(before.at()))
                .bind("id", before.id())
                .bind("limit", at(limit()))
                .bind("size", PAGE + 1)
                .map(PostgresHistory::entry)
                .list()));
    }

    @Override
    public Optional<Entry> find(ChatId chat, Position position) {
        return database.with(handle -> handle.createQuery("""
                        select at, id, kind, command, posts from history
                        where chat = :chat and at = :at and id = :id and at >= :limit""")
                .bind("chat", chat.value())
                .bind("at", at(position.at()))
                .bind("id", position.id())
                .bind("limit", at(limit()))
                .map(PostgresHistory::entry)
                .findOne());
    }

    @Override
    public void sweep(Instant now) {
        LocalDate today = now.atZone(ZoneOffset.UTC).toLocalDate();
        database.with(handle -> handle.createQuery("select keep_history(:oldest, :newest)")
                .bind("oldest", today.minusDays(KEPT.toDays()))
                .bind("newest", today.plusDays(DAYS_AHEAD))
                .mapTo(String.class)
                .list());
    }

    /// What is older is past its time, whether it was swept or not.
    private Instant limit() {
        return clock.instant().minus(KEPT);
    }

    private static Entry entry(ResultSet row, StatementContext context) throws SQLException {
        return new Entry(
                new Position(PostRows.instant(row, "at"), row.getString("id")),
                Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                row.getString("command"),
                Stream.of(row.getString("posts").split(" "))
                        .filter(id -> !id.isEmpty())
                        .map(PostId::new)
                        .toList());
    }

    static String group(ChatId chat) {
        return "history:" + chat.value();
    }
}
