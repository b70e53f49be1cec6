package tidings.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tidings.aws.Json;
import tidings.aws.UnreadableException;
import tidings.domain.ChatId;
import tidings.domain.Community;
import tidings.domain.Place;
import tidings.preferences.ChatSettings;
import tidings.preferences.Schedule;
import tidings.selection.Taste;

import static tidings.store.PostRows.at;
import static tidings.store.PostRows.instant;

/// Briefs in Postgres.
record PostgresBriefStore(Database database, BriefTurns turns, InstantSource clock) implements BriefStore {
    private static final String KEY = " where chat = :chat and due_at = :due";
    private static final Logger LOG = LoggerFactory.getLogger(PostgresBriefStore.class);

    private record Due(long chat, Instant at, String settings) {}

    @Override
    public Optional<Missing> toRestore(Instant dueBy, Instant heldSince, int chats) {
        return database.with(handle -> MissingTitles.take(handle, clock.instant(), dueBy, heldSince, chats));
    }

    @Override
    public boolean make() {
        Instant now = clock.instant();
        return database.inTransaction(handle -> {
            Optional<Due> due = handle.createQuery("""
                            select id, next_brief_at, settings from chat
                            where next_brief_at <= :now and status = 'active'
                            order by next_brief_at, id limit 1 for update skip locked""")
                    .bind("now", at(now))
                    .map((row, _) ->
                            new Due(row.getLong("id"), instant(row, "next_brief_at"), row.getString("settings")))
                    .findOne();
            due.ifPresent(one -> make(handle, one, now));
            return due.isPresent();
        });
    }

    private static void make(Handle handle, Due due, Instant now) {
        ChatSettings settings;
        try {
            settings = Json.read(due.settings, ChatSettings.class);
        } catch (UnreadableException e) {
            LOG.error("the settings of a chat cannot be read", e);
            next(handle, due, Optional.of(now.plus(PAUSE)));
            return;
        }
        Schedule schedule = Schedule.of(settings);
        Optional<Instant> moved = BriefTime.moved(schedule, due.at, now);
        if (moved.isEmpty() && mark(handle, due, now) > 0) {
            handle.createUpdate("""
                            insert into brief (chat, due_at, made_at, by_topic) values (:chat, :due, :now, :by_topic)
                            on conflict (chat, due_at) do update
                            set is_queued = false, waits_until = null, made_at = excluded.made_at""")
                    .bind("by_topic", settings.get(ThreadStore.AUTO).isPresent())
                    .bind("chat", due.chat)
                    .bind("due", at(due.at))
                    .bind("now", at(now))
                    .execute();
        }
        next(handle, due, moved.or(() -> schedule.nextBrief(now)));
    }

    private static void next(Handle handle, Due due, Optional<Instant> next) {
        handle.createUpdate("update chat set next_brief_at = :next where id = :chat")
                .bind("next", next.map(PostRows::at).orElse(null))
                .bind("chat", due.chat)
                .execute();
    }

    /// Returns how many deliveries were held. What was skipped meanwhile is left out by the same brief.
    private static int mark(Handle handle, Due due, Instant now) {
        int held = handle.createUpdate("""
                        with held as (
                            select * from delivery where chat = :chat and state = 'held'
                            order by created_at limit :held
                        ), liked as (
                            select h.*, greatest(0, least(1, h.rank + :most * l.liking / (1 + abs(l.liking)))) as liked
                            from held h left join post p on p.id = h.post cross join lateral (
                                select coalesce(sum(t.score * power(0.5,
                                    extract(epoch from :now::timestamptz - t.at) / :life)), 0) as liking
                                from taste t where t.chat = :chat and (t.kind, t.value) in (('topic', h.topic),
                                    ('follow', h.follow::text), ('subreddit', p.subreddit), ('domain', p.domain))) l
                        ), placed as (
                            select h.thread, h.story, h.liked, p.id is null as gone, row_number() over (
                                partition by h.thread order by p.id is null, h.liked desc, h.story) as place
                            from liked h left join post p on p.id = h.post)
                        update delivery d set brief_at = :due, rank = placed.liked,
                            sent_at = case when placed.gone or place > :sent then null else :now::timestamptz end,
                            state = case when placed.gone or place > :sent then 'skipped' else 'sent' end,
                            reason = case when placed.gone then :gone when place > :sent then :full else d.reason end
                        from placed where d.chat = :chat and d.thread = placed.thread and d.story = placed.story""")
                .bind("chat", due.chat)
                .bind("due", at(due.at))
                .bind("now", at(now))
                .bind("most", Taste.MOST)
                .bind("life", (double) Taste.HALF_LIFE.toSeconds())
                .bind("held", MAX_HELD)
                .bind("sent", MAX_SENT)
                .bind("gone", DeliveryStore.GONE)
                .bind("full", FULL)
                .execute();
        if (held > 0) {
            handle.createUpdate("""
                            update delivery set brief_at = :due
                            where chat = :chat and created_at > :since and state = 'skipped' and brief_at is null""")
                    .bind("chat", due.chat)
                    .bind("due", at(due.at))
                    .bind("since", at(now.minus(SKIPPED_SINCE)))
                    .execute();
        }
        return held;
    }

    @Override
    public List<Brief> unqueued(int max) {
        return database.with(handle -> handle.createQuery("""
                        select b.chat, b.due_at, b.by_topic, c.settings, array(
                            select distinct d.thread from delivery d
                            where d.chat = b.chat and d.brief_at = b.due_at and d.state = 'sent') as threads
                        from brief b join chat c on c.id = b.chat
                        where not b.is_queued and (b.waits_until is null or b.waits_until <= :now)
                        order by b.made_at limit :max""")
                .bind("now", at(clock.instant()))
                .bind("max", max)
                .map((row, _) -> {
                    ChatId chat = new ChatId(row.getLong("chat"));
                    return new Brief(
                            chat,
                            instant(row, "due_at"),
                            Json.read(row.getString("settings"), ChatSettings.class),
                            Arrays.stream((Integer[]) row.getArray("threads").getArray())
                                    .map(thread -> PostgresDeliveryStore.place(chat.value(), thread))
                                    .toList(),
                            row.getBoolean("by_topic"));
                })
                .list());
    }

    @Override
    public void queued(Brief brief, int messages) {
        database.with(handle -> handle.createUpdate(
                        "update brief set is_queued = true, waits_until = null, messages = :messages" + KEY)
                .bind("messages", messages)
                .bind("chat", brief.chat().value())
                .bind("due", at(brief.dueAt()))
                .execute());
    }

    @Override
    public Duration late(ChatId chat, Instant dueAt, double messagesASecond) {
        return turns.late(chat, dueAt, messagesASecond);
    }

    @Override
    public void waits(Brief brief, Instant until) {
        database.with(handle -> handle.createUpdate("update brief set is_queued = false, waits_until = :until" + KEY)
                .bind("until", at(until))
                .bind("chat", brief.chat().value())
                .bind("due", at(brief.dueAt()))
                .execute());
    }

    @Override
    public boolean isByTopic(ChatId chat, Instant dueAt) {
        return database.with(
                handle -> handle.createQuery("select by_topic from brief where chat = :chat and due_at = :due")
                        .bind("chat", chat.value())
                        .bind("due", at(dueAt))
                        .mapTo(Boolean.class)
                        .findOne()
                        .orElse(false));
    }

    @Override
    public Page page(Place place, Instant dueAt, boolean skipped, int first, int max) {
        return database.with(handle -> {
            String which = " from delivery d left join post p on p.id = d.post"
                    + " where d.chat = :chat and d.brief_at = :due and d.thread = :thread ";
            List<Item> items = handle.createQuery("select array(select distinct a.subreddit from post a"
                            + " where a.id = any (d.also) and a.subreddit <> p.subreddit) as also_in, "
                            + PostRows.COLUMNS + ", " + PostRows.RULES + " from (select d.*" + which
                            + "and (p.id is not null or not :skipped) and d.state = :state"
                            + " order by d.rank desc, d.story limit :max offset :first) d"
                            + " join post p on p.id = d.post order by d.rank desc, d.story")
                    .bind("chat", place.chat().value())
                    .bind("thread", place.topic().orElse(0))
                    .bind("due", at(dueAt))
                    .bind("skipped", skipped)
                    .bind("state", skipped ? "skipped" : "sent")
                    .bind("first", first)
                    .bind("max", max)
                    .map(PostgresBriefStore::item)
                    .list();
            return handle.createQuery("select count(*) filter (where d.state = 'sent') as sent,"
                            + " count(*) filter (where d.state = 'skipped') as skipped,"
                            + " count(*) filter (where d.state = 'skipped' and p.id is null) as gone" + which)
                    .bind("chat", place.chat().value())
                    .bind("thread", place.topic().orElse(0))
                    .bind("due", at(dueAt))
                    .map((row, _) -> new Page(items, row.getInt("sent"), row.getInt("skipped"), row.getInt("gone")))
                    .one();
        });
    }

    private static Item item(ResultSet row, StatementContext context) throws SQLException {
        return new Item(
                PostRows.taught(row, context),
                Arrays.stream((String[]) row.getArray("also_in").getArray())
                        .map(Community::new)
                        .collect(Collectors.toUnmodifiableSet()));
    }

    @Override
    public Optional<Instant> last(ChatId chat) {
        return database.with(
                handle -> handle.createQuery("select due_at from brief where chat = :chat order by due_at desc limit 1")
                        .bind("chat", chat.value())
                        .map((row, _) -> instant(row, "due_at"))
                        .findOne());
    }

    @Override
    public List<Wanted> wanted(Place place, Instant since, int max) {
        return database.with(handle -> handle.createQuery("select d.rank, d.state = 'skipped' as skipped, "
                        + PostRows.COLUMNS + ", " + PostRows.RULES
                        + " from delivery d join post p on p.id = d.post where d.chat = :chat"
                        + " and d.thread = :thread and d.created_at > :since order by d.created_at desc limit :max")
                .bind("chat", place.chat().value())
                .bind("thread", place.topic().orElse(0))
                .bind("since", at(since))
                .bind("max", max)
                .map((row, context) ->
                        new Wanted(PostRows.taught(row, context), row.getFloat("rank"), row.getBoolean("skipped")))
                .list());
    }

    @Override
    public List<Moment> received(ChatId chat, Instant since, int max) {
        return database.with(handle -> handle.createQuery("""
                        select topic, sent_at as at from delivery
                        where chat = :chat and created_at > :since and state = 'sent'
                        order by created_at desc limit :max""")
                .bind("chat", chat.value())
                .bind("since", at(since))
                .bind("max", max)
                .map(Moment::of)
                .list());
    }

    @Override
    public int expire(Instant limit, int max) {
        return database.with(handle -> new Expiry(handle, max).briefs(limit));
    }
}
