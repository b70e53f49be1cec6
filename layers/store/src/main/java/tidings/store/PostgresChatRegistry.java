package tidings.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import tidings.aws.Json;
import tidings.domain.ChatId;
import tidings.preferences.ChatSettings;
import tidings.preferences.Schedule;
import tidings.settings.Tunable;
import tidings.store.cache.Cache;
import tidings.store.cache.CacheRegion;
import tidings.store.cache.Key;

import static tidings.store.PostRows.at;
import static tidings.store.PostRows.instant;

/// Chats in Postgres behind the cache.
record PostgresChatRegistry(Database database, Cache cache, InstantSource clock) implements ChatRegistry {
    /// What each command needs of its chat, read by one statement.
    ///
    /// @param rules the latest first
    record Known(Registered registered, List<Lessons.Rule> rules) {}

    static final CacheRegion<Known> CHATS = CacheRegion.of(
                    "chat", 2, Known.class, tunables -> tunables.seconds(Tunable.CHAT_TTL), Stores.STALE)
            .ofOneChat();

    /// The row of the chat itself changes its id, and its follows go along, unless the new id has a row already.
    /// Of what is there twice, that of the new id stays.
    private static final List<String> MOVE = List.of(
            """
            update chat set id = :to, status = 'active', status_at = timestamptz 'epoch'
            where id = :from and not exists (select from chat where id = :to)""",
            """
            update chat set settings = old.settings, threshold = old.threshold, planned_at = old.planned_at,
                next_brief_at = old.next_brief_at, pace = old.pace, pace_state = old.pace_state
            from chat old where chat.id = :to and old.id = :from and chat.settings = '{"chosen":{}}'""",
            """
            delete from follow f using follow kept
            where f.chat = :from and kept.chat = :to and kept.thread = f.thread and md5(kept.query) = md5(f.query)""",
            "update follow set chat = :to where chat = :from",
            """
            delete from delivery d using delivery kept
            where d.chat = :from and kept.chat = :to and kept.thread = d.thread and kept.story = d.story""",
            "update delivery set chat = :to where chat = :from",
            "update brief set chat = :to where chat = :from",
            """
            update notice n set chat = :to where chat = :from and not exists (
                select from notice where chat = :to and thread = n.thread and community = n.community)""",
            """
            update shared_list set chat = :to
            where chat = :from and not exists (select from shared_list where chat = :to)""",
            "delete from shared_list where chat = :from",
            """
            delete from saved_post s using saved_post kept
            where s.chat = :from and kept.chat = :to and kept.post = s.post""",
            "update saved_post set chat = :to where chat = :from",
            """
            delete from topic_rule r using topic_rule kept
            where r.chat = :from and kept.chat = :to and kept.kind = r.kind and kept.value = r.value""",
            "update topic_rule set chat = :to where chat = :from",
            """
            delete from taste t using taste kept
            where t.chat = :from and kept.chat = :to and kept.kind = t.kind and kept.value = t.value""",
            "update taste set chat = :to where chat = :from",
            "update points set chat = :to where chat = :from and not exists (select from points where chat = :to)",
            "delete from points where chat = :from",
            "update reminder set chat = :to, message = null where chat = :from",
            "update waiting_card set chat = :to where chat = :from",
            "update history set chat = :to where chat = :from",
            "delete from chat where id = :from");

    /// The regions with values of one chat, by the group that they are under.
    private static final Map<Function<ChatId, String>, CacheRegion<?>> CACHED = Map.of(
            PostgresChatRegistry::group,
            CHATS,
            PostgresHistory::group,
            PostgresHistory.RECENT,
            BriefTurns::group,
            BriefTurns.TURNS);

    @Override
    public Optional<Registered> find(ChatId chat) {
        return known(chat).map(Known::registered);
    }

    Optional<Known> known(ChatId chat) {
        return cache.get(CHATS, Key.of(group(chat)), () -> read(chat)).value();
    }

    private Optional<Known> read(ChatId chat) {
        List<Known> rows = database.with(handle -> handle.createQuery("""
                        select c.id, status, status_at, settings, r.id as rule, kind, value, topic, created_at
                        from chat c left join topic_rule r on r.chat = c.id where c.id = :chat
                        order by created_at desc, r.id desc""")
                .bind("chat", chat.value())
                .map((row, _) -> new Known(registered(row), PostgresLessons.rules(row)))
                .list());
        return rows.stream()
                .findFirst()
                .map(one -> new Known(
                        one.registered,
                        rows.stream().flatMap(row -> row.rules.stream()).toList()));
    }

    @Override
    public Map<ChatId, Registered> find(Collection<ChatId> chats) {
        Map<ChatId, Registered> found = new HashMap<>();
        read(chats).forEach(registered -> found.put(registered.chat(), registered));
        return found;
    }

    private List<Registered> read(Collection<ChatId> chats) {
        return database.with(handle -> handle.createQuery("""
                        select id, status, status_at, settings from chat where id = any (:chats)""")
                .bindArray(
                        "chats", Long.class, chats.stream().map(ChatId::value).toArray())
                .map((row, _) -> registered(row))
                .list());
    }

    @Override
    public void note(ChatId chat, Status status, Instant at) {
        boolean isNew = database.inTransaction(handle -> {
            int changed = handle.createUpdate("""
                            insert into chat (id, status, status_at) values (:id, :status, :at)
                            on conflict (id) do update set status = excluded.status, status_at = excluded.status_at
                            where chat.status <> excluded.status and chat.status_at <= excluded.status_at""")
                    .bind("id", chat.value())
                    .bind("status", word(status))
                    .bind("at", at(at))
                    .execute();
            if (changed > 0) {
                PostgresFollowStore.connect(handle, chat);
            }
            return changed > 0;
        });
        if (isNew) {
            changed(chat);
        }
    }

    /// A brief that is due stays due. What is held for a chat that no longer wants briefs comes at once.
    @Override
    public void prefer(ChatId chat, ChatSettings settings) {
        Instant now = clock.instant();
        database.inTransaction(handle -> {
            lock(handle, chat);
            if (!settings.countsPoints()) {
                PostgresPointStore.hide(handle, chat);
            }
            return handle.createUpdate("""
                            update chat set settings = :settings, pace = :pace,
                                threshold = case when :pace::int is null then 0 else threshold end,
                                planned_at = case when pace = :pace then planned_at end,
                                pace_state = case when :pace::int is not null then pace_state end,
                                next_brief_at = case when next_brief_at <= :now::timestamptz then next_brief_at
                                    when :next::timestamptz is null and next_brief_at is not null then :soon::timestamptz
                                    else :next::timestamptz end
                            where id = :id""")
                    .bind("id", chat.value())
                    .bind("settings", Json.write(settings))
                    .bind("pace", settings.get(ChatSettings.PACE).orElse(null))
                    .bind("now", at(now))
                    .bind("soon", at(now.truncatedTo(ChronoUnit.MINUTES)))
                    .bind(
                            "next",
                            Schedule.of(settings)
                                    .nextBrief(now)
                                    .map(PostRows::at)
                                    .orElse(null))
                    .execute();
        });
        changed(chat);
        if (!settings.countsPoints()) {
            PostgresPointStore.changed(cache, chat);
        }
    }

    @Override
    public void moved(ChatId chat, ChatId to) {
        if (chat.equals(to)) {
            return;
        }
        database.inTransaction(handle -> {
            for (String statement : MOVE) {
                handle.createUpdate(statement)
                        .bind("from", chat.value())
                        .bind("to", to.value())
                        .execute();
            }
            PostgresFollowStore.connect(handle, to);
            return null;
        });
        for (ChatId one : List.of(chat, to)) {
            CACHED.keySet().forEach(group -> cache.invalidate(group.apply(one)));
            PostgresPointStore.changed(cache, one);
        }
    }

    @Override
    public void forget(ChatId chat) {
        database.inTransaction(handle -> {
            ChatTable.ALL.forEach(table -> table.erase(handle, chat));
            return null;
        });
        CACHED.forEach((group, region) -> cache.erase(group.apply(chat), List.of(region)));
        PostgresPointStore.changed(cache, chat);
    }

    @Override
    public Map<String, Rows> export(ChatId chat) {
        Map<String, Rows> tables = new LinkedHashMap<>();
        database.inTransaction(handle -> {
            ChatTable.ALL.stream()
                    .filter(ChatTable::isExported)
                    .forEach(table -> tables.put(table.name(), table.rows(handle, chat, MAX_EXPORTED)));
            return null;
        });
        return tables;
    }

    /// Locks the row of a chat until the transaction ends; makes it if the chat is new.
    static void lock(Handle handle, ChatId chat) {
        handle.createUpdate("""
                        insert into chat (id, status, status_at) values (:id, 'active', timestamptz 'epoch')
                        on conflict (id) do update set status = chat.status""").bind("id", chat.value()).execute();
    }

    /// Call it after each change of the row of a chat is committed.
    void changed(ChatId chat) {
        cache.invalidate(group(chat));
    }

    private static Registered registered(ResultSet row) throws SQLException {
        return new Registered(
                new ChatId(row.getLong("id")),
                Status.valueOf(row.getString("status").toUpperCase(Locale.ROOT)),
                instant(row, "status_at"),
                Json.read(row.getString("settings"), ChatSettings.class));
    }

    private static String word(Status status) {
        return status.name().toLowerCase(Locale.ROOT);
    }

    private static String group(ChatId chat) {
        return "chat:" + chat.value();
    }
}
