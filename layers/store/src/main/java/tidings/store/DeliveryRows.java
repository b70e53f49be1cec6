package tidings.store;

import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;
import tidings.domain.ClassifiedPost;
import tidings.selection.DeliveryPolicy;
import tidings.selection.DeliveryState;
import tidings.store.DeliveryStore.Decided;

import static tidings.store.PostRows.at;
import static tidings.store.PostRows.bindArray;

/// What becomes of a post for those who want it.
record DeliveryRows(Handle handle, ClassifiedPost post, String story) {
    /// Where a story was skipped, another post of it is decided anew, and the same one if it ranks higher by now.
    private static final String TAKES_OVER =
            "d.state = 'skipped' and (d.post <> excluded.post or d.reason = '" + DeliveryPolicy.PACE + "')";

    /// A story that so many posts tell is told enough.
    static final int MAX_ALSO = 20;

    void add(List<Decided> decided, Instant now) {
        List<Decided> places = onePerPlace(decided);
        if (places.isEmpty()) {
            return;
        }
        Update insert = handle.createUpdate("""
                insert into delivery as d
                    (chat, thread, story, post, follow, topic, rank, state, reason, created_at, due_at)
                select chat, thread, :story, :post, follow, :topic, rank, state, reason, :now::timestamptz,
                    due::timestamptz
                from unnest(:chat::int8[], :thread::int4[], :follow::int8[], :rank::float4[], :state::text[],
                    :reason::text[], :due::text[]) as new (chat, thread, follow, rank, state, reason, due)
                on conflict (chat, thread, story) do update set
                    also = case when d.post = excluded.post or excluded.post = any (d.also)
                        or cardinality(d.also) >= :also then d.also
                        when d.state = 'skipped' then d.also || d.post else d.also || excluded.post end,
                    created_at = case when <over> and excluded.state <> 'skipped'
                        then excluded.created_at else d.created_at end,
                    post = case when <over> then excluded.post else d.post end,
                    brief_at = case when <over> then null else d.brief_at end,
                    follow = case when <over> then excluded.follow else d.follow end,
                    rank = case when <over> then excluded.rank when d.state = 'held' and d.post = excluded.post
                        then greatest(d.rank, excluded.rank) else d.rank end,
                    reason = case when <over> then excluded.reason else d.reason end,
                    due_at = case when <over> then excluded.due_at else d.due_at end,
                    state = case when <over> then excluded.state else d.state end""".replace("<over>", TAKES_OVER));
        bindArray(
                insert,
                "chat",
                Long.class,
                places,
                one -> one.follow().place().chat().value());
        bindArray(
                insert,
                "thread",
                Integer.class,
                places,
                one -> one.follow().place().topic().orElse(0));
        bindArray(insert, "follow", Long.class, places, one -> one.follow().id());
        bindArray(insert, "rank", Float.class, places, one -> one.rank());
        bindArray(
                insert,
                "state",
                String.class,
                places,
                one -> one.planned().state().toString());
        bindArray(
                insert,
                "reason",
                String.class,
                places,
                one -> one.planned().reason().orElse(null));
        bindArray(
                insert,
                "due",
                String.class,
                places,
                one -> one.planned().dueAt().toString());
        insert.bind("story", story)
                .bind("post", post.post().id().value())
                .bind("topic", post.topic())
                .bind("now", at(now))
                .bind("also", MAX_ALSO)
                .execute();
    }

    /// A place may want a post by several follows: the first that does not skip it brings it.
    static List<Decided> onePerPlace(List<Decided> decided) {
        return List.copyOf(decided.stream()
                .sorted(Comparator.comparing(one -> one.planned().state() == DeliveryState.SKIPPED))
                .collect(Collectors.toMap(
                        one -> one.follow().place(), one -> one, (first, _) -> first, LinkedHashMap::new))
                .values());
    }
}
