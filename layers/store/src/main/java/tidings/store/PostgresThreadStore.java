package tidings.store;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jdbi.v3.core.statement.SqlStatement;
import tidings.domain.ChatId;

import static tidings.store.PostRows.at;
import static tidings.store.PostRows.bindArray;
import static tidings.store.PostRows.number;

/// Threads in Postgres.
record PostgresThreadStore(Database database, InstantSource clock) implements ThreadStore {
    private record Found(Key key, OptionalInt thread) {}

    @Override
    public Map<Key, OptionalInt> find(Collection<Key> keys) {
        Map<Key, OptionalInt> threads = new HashMap<>();
        database.with(handle -> bind(handle.createQuery("""
                        select t.chat, t.topic, case when not t.lost then t.thread end as thread
                        from unnest(:chat::int8[], :topic::text[]) as k (chat, topic)
                        join forum_thread t on t.chat = k.chat and t.topic = k.topic
                        where t.lost or t.thread is not null"""), keys)
                        .map((row, _) -> new Found(
                                new Key(new ChatId(row.getLong("chat")), row.getString("topic")),
                                number(row, "thread")))
                        .list())
                .forEach(found -> threads.put(found.key, found.thread));
        return threads;
    }

    @Override
    public List<Key> ask(Collection<Key> keys) {
        Instant now = clock.instant();
        return database.with(handle -> bind(handle.createQuery("""
                        insert into forum_thread as t (chat, topic, asked_at)
                        select k.chat, k.topic, :now::timestamptz
                        from unnest(:chat::int8[], :topic::text[]) as k (chat, topic) join chat c on c.id = k.chat
                        for key share of c
                        on conflict (chat, topic) do update set asked_at = excluded.asked_at
                        where t.thread is null and not t.lost and t.asked_at <= :long_ago
                        returning t.chat, t.topic"""), keys)
                .bind("now", at(now))
                .bind("long_ago", at(now.minus(PATIENCE)))
                .map((row, _) -> new Key(new ChatId(row.getLong("chat")), row.getString("topic")))
                .list());
    }

    private static <S extends SqlStatement<S>> S bind(S statement, Collection<Key> keys) {
        List<Key> all = List.copyOf(keys);
        bindArray(statement, "chat", Long.class, all, key -> key.chat().value());
        bindArray(statement, "topic", String.class, all, Key::topic);
        return statement;
    }

    @Override
    public void made(Key key, int thread) {
        database.with(handle -> handle.createUpdate("""
                        update forum_thread set thread = :thread
                        where chat = :chat and topic = :topic and thread is null""")
                .bind("chat", key.chat().value())
                .bind("topic", key.topic())
                .bind("thread", thread)
                .execute());
    }

    @Override
    public Optional<String> topic(ChatId chat, int thread) {
        return database.with(handle -> handle.createQuery(
                        "select topic from forum_thread where chat = :chat and thread = :thread and not lost")
                .bind("chat", chat.value())
                .bind("thread", thread)
                .mapTo(String.class)
                .findOne());
    }

    @Override
    public void lost(ChatId chat, int thread) {
        database.with(handle -> handle.createUpdate(
                        "update forum_thread set lost = true where chat = :chat and thread = :thread")
                .bind("chat", chat.value())
                .bind("thread", thread)
                .execute());
    }

    @Override
    public void renew(ChatId chat) {
        database.with(handle -> handle.createUpdate(
                        "delete from forum_thread where chat = :chat and (lost or thread is null)")
                .bind("chat", chat.value())
                .execute());
    }
}
