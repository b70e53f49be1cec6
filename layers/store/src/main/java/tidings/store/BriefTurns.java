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
                    2,
                    Turn.class,
                    tunables -> tunables.seconds(Tunable.CHAT_TTL).dividedBy(6),
                    Stores.STALE)
            .ofOneChat();

    /// @param due when it is due, in seconds since 1970
    /// @param rate how many messages go out in a second
    /// @param late how many seconds after its time
    record Turn(long due, double rate, long late) {
        boolean isOf(Instant dueAt, double messagesASecond) {
            return due == dueAt.getEpochSecond() && rate == messagesASecond;
        }
    }

    static String group(ChatId chat) {
        return "brief-turn:" + chat.value();
    }

    Duration late(ChatId chat, Instant dueAt, double messagesASecond) {
        Optional<Turn> known = cached(chat, dueAt, messagesASecond);
        if (known.filter(turn -> turn.isOf(dueAt, messagesASecond)).isEmpty()) {
            cache.invalidate(group(chat));
            known = cached(chat, dueAt, messagesASecond);
        }
        return known.map(turn -> Duration.ofSeconds(turn.late())).orElse(Duration.ZERO);
    }

    /// The last that was asked for. One key for each chat, so that erasing the chat finds it.
    private Optional<Turn> cached(ChatId chat, Instant dueAt, double messagesASecond) {
        return cache.get(TURNS, Key.of(group(chat)), () -> Optional.of(read(chat, dueAt, messagesASecond)))
                .value();
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
        return new Turn(dueAt.getEpochSecond(), messagesASecond, Math.max(0, Math.round(seconds)));
    }
}
