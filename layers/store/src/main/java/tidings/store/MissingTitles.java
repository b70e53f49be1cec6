package tidings.store;

import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import tidings.domain.Community;
import tidings.domain.PostId;
import tidings.store.BriefStore.Missing;

import static tidings.store.PostRows.at;

/// Finds the posts that briefs will show and that are no longer stored.
final class MissingTitles {
    private MissingTitles() {}

    /// Takes chats as [BriefStore#toRestore] says.
    static Optional<Missing> take(Handle handle, Instant now, Instant dueBy, Instant heldSince, int chats) {
        return handle.createQuery("""
                        with due as (
                            select id, next_brief_at from chat
                            where next_brief_at > :now and next_brief_at <= :until and status = 'active'
                                and titles_for is distinct from next_brief_at and exists (
                                    select from delivery d
                                    where d.chat = chat.id and d.state = 'held' and d.created_at < :since)
                            order by next_brief_at, id limit :chats for update skip locked
                        ), taken as (
                            update chat set titles_for = due.next_brief_at from due where chat.id = due.id
                            returning chat.id
                        ), missing as (
                            select best.post, best.follow from taken, lateral (
                                select h.post, h.follow from (
                                    select * from delivery where chat = taken.id and state = 'held'
                                    order by created_at limit :held) h
                                order by h.rank desc, h.story limit :sent) best
                            where not exists (select from post p where p.id = best.post))
                        select array(select distinct post from missing) as posts, array(
                            select distinct o.origin from missing m join follow_origin o on o.follow = m.follow
                            where not starts_with(o.origin, 'topic:') and o.origin <> '*'
                            order by o.origin) as communities
                        where exists (select from taken)""")
                .bind("now", at(now))
                .bind("until", at(dueBy))
                .bind("since", at(heldSince))
                .bind("chats", chats)
                .bind("held", BriefStore.MAX_HELD)
                .bind("sent", BriefStore.MAX_SENT)
                .map((row, _) -> new Missing(
                        Arrays.stream((String[]) row.getArray("posts").getArray())
                                .map(PostId::new)
                                .toList(),
                        Arrays.stream((String[]) row.getArray("communities").getArray())
                                .map(Community::new)
                                .toList()))
                .findOne();
    }
}
