package tidings.store;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import tidings.domain.ChatId;
import tidings.settings.Tunable;
import tidings.store.cache.Cache;
import tidings.store.cache.CacheRegion;
import tidings.store.cache.Key;

import static tidings.store.PostRows.at;

/// When briefs come that many chats want at once. Thread-safe.
record BriefTurns(Database database, Cache cache) {
    /// Ten minutes, where chats are cached for an hour.
    static final CacheRegion<Turn> TURNS = CacheRegion.of(
                    "brief-turn",
                    1,
                    Turn.class,
                    tunables -> tunables.seconds(Tunable.CHAT_TTL).dividedBy(6),
                    Stores.STALE)
            .ofOneChat();

    /// @param late how many seconds after its time
    record Turn(long late) {}

    static String group(ChatId chat) {
        return "brief-turn:" + chat.value();
    }

    Duration late(ChatId chat, Instant dueAt, double messagesASecond) {
        Key key = new Key(group(chat), dueAt.getEpochSecond() + "/" + messagesASecond);
        return cache.get(TURNS, key, () -> Optional.of(read(chat, dueAt, messagesASecond)))
                .value()
                .map(turn -> Duration.ofSeconds(turn.late()))
                .orElse(Duration.ZERO);
    }

    /// Of those that come before, the last n take the time of n briefs, and can have begun no earlier than the first of
    /// them was due; the longest that any of them take is the wait.
    private Turn read(ChatId chat, Instant dueAt, double messagesASecond) {
        double seconds = database.with(handle -> handle.createQuery("""
                        with ahead as (
                            select id, next_brief_at, row_number() over (order by next_brief_at desc, id desc) as place
                            from chat where next_brief_at > :since and next_brief_at <= :due
                                and (next_brief_at, id) < (:due::timestamptz, :chat) and status = 'active'
                            order by next_brief_at desc, id desc limit :max
                        ), brief_of as (
                            select avg(coalesce((
                                select coalesce(b.messages, 1) from brief b where b.chat = a.id
                                order by b.due_at desc limit 1), 0)) as messages
                            from (select id from ahead limit :sample) a
                        ), rate as (
                            select least(:made, :messages / nullif(messages, 0)) as briefs from brief_of
                        )
                        select coalesce(max(place / briefs - extract(epoch from :due::timestamptz - next_brief_at)), 0)
                        from ahead, rate""")
                .bind("chat", chat.value())
                .bind("due", at(dueAt))
                .bind("since", at(dueAt.minus(BriefStore.ON_THEIR_WAY)))
                .bind("max", BriefStore.MAX_AHEAD)
                .bind("sample", BriefStore.SAMPLE)
                .bind("made", BriefStore.MADE_A_MINUTE / 60.0)
                .bind("messages", messagesASecond)
                .mapTo(Double.class)
                .one());
        return new Turn(Math.max(0, Math.round(seconds)));
    }
}
