package tidings.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.Update;
import tidings.domain.ChatId;
import tidings.domain.Place;
import tidings.domain.PostId;
import tidings.preferences.BriefTimes;

import static tidings.store.PostRows.at;
import static tidings.store.PostRows.bindArray;

/// Reminders in Postgres.
record PostgresReminderStore(Database database, Retention retention) implements ReminderStore {
    @Override
    public Optional<Reminder> add(
            Place place, String cause, Subject subject, String language, Instant dueAt, Optional<BriefTimes> repeat) {
        return database.with(handle -> handle.createQuery("""
                        insert into reminder
                            (chat, thread, cause, words, message, post, permalink, language, repeat, due_at)
                        select :chat, :thread, :cause, :words, :message, :post, :permalink, :language, :repeat, :due
                        where (select count(*) from reminder where chat = :chat and active) < :max
                            or exists (select from reminder where chat = :chat and cause = :cause)
                        on conflict (chat, cause) do update set words = excluded.words
                        returning *""")
                .bind("chat", place.chat().value())
                .bind("thread", place.topic().orElse(0))
                .bind("cause", cause)
                .bind("words", subject.words())
                .bind("message", PostRows.nullable(subject.message()))
                .bind("post", subject.post().map(PostId::value).orElse(null))
                .bind("permalink", subject.permalink())
                .bind("language", language)
                .bind("repeat", repeat.map(BriefTimes::toString).orElse(null))
                .bind("due", at(dueAt))
                .bind("max", MAX)
                .map((row, _) -> read(row))
                .findOne());
    }

    @Override
    public List<Reminder> of(ChatId chat) {
        return database.with(
                handle -> handle.createQuery("select * from reminder where chat = :chat and active order by due_at, id")
                        .bind("chat", chat.value())
                        .map((row, _) -> read(row))
                        .list());
    }

    @Override
    public Optional<Reminder> find(ChatId chat, long id) {
        return database.with(handle -> handle.createQuery("select * from reminder where id = :id and chat = :chat")
                .bind("id", id)
                .bind("chat", chat.value())
                .map((row, _) -> read(row))
                .findOne());
    }

    @Override
    public Optional<Reminder> move(ChatId chat, long id, Instant dueAt) {
        return database.with(handle -> handle.createQuery("""
                        update reminder set due_at = :due, active = true where id = :id and chat = :chat returning *""")
                .bind("id", id)
                .bind("chat", chat.value())
                .bind("due", at(dueAt))
                .map((row, _) -> read(row))
                .findOne());
    }

    @Override
    public void remove(ChatId chat, long id) {
        database.with(handle -> handle.createUpdate("delete from reminder where id = :id and chat = :chat")
                .bind("id", id)
                .bind("chat", chat.value())
                .execute());
    }

    @Override
    public List<Due> due(int max) {
        return database.with(handle -> handle.createQuery("""
                        select r.*, c.settings, p.title from reminder r left join chat c on c.id = r.chat
                            left join post p on p.id = r.post and p.seen_at >= :limit
                        where r.active and r.due_at <= :now order by r.due_at, r.id limit :max""")
                .bind("limit", at(retention.limit()))
                .bind("now", at(retention.clock().instant()))
                .bind("max", max)
                .map((row, _) -> new Due(
                        read(row), PostgresNoticeStore.settings(row), Optional.ofNullable(row.getString("title"))))
                .list());
    }

    @Override
    public void came(List<Came> reminders) {
        database.with(handle -> {
            Update came =
                    handle.createUpdate("""
                    update reminder r set active = came.next is not null, came_at = :now,
                        due_at = coalesce(came.next::timestamptz, r.due_at)
                    from unnest(:id::int8[], :due::text[], :next::text[]) as came (id, due, next)
                    where r.id = came.id and r.active and r.due_at = came.due::timestamptz""").bind("now", at(retention.clock().instant()));
            bindArray(came, "id", Long.class, reminders, one -> one.reminder().id());
            bindArray(
                    came,
                    "due",
                    String.class,
                    reminders,
                    one -> one.reminder().dueAt().toString());
            bindArray(
                    came,
                    "next",
                    String.class,
                    reminders,
                    one -> one.next().map(Instant::toString).orElse(null));
            return came.execute();
        });
    }

    @Override
    public int expire(Instant before, int max) {
        return database.with(handle -> handle.createUpdate("""
                        delete from reminder where id in (
                            select id from reminder where not active and came_at < :before order by came_at limit :max)""")
                .bind("before", at(before))
                .bind("max", max)
                .execute());
    }

    private static Reminder read(ResultSet row) throws SQLException {
        return new Reminder(
                row.getLong("id"),
                PostgresDeliveryStore.place(row),
                new Subject(
                        row.getString("words"),
                        PostRows.number(row, "message"),
                        Optional.ofNullable(row.getString("post")).map(PostId::new),
                        row.getString("permalink")),
                row.getString("language"),
                PostRows.instant(row, "due_at"),
                Optional.ofNullable(row.getString("repeat")).flatMap(BriefTimes::parse),
                row.getBoolean("active"));
    }
}
