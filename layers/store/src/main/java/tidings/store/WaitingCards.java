package tidings.store;

import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import tidings.aws.Json;
import tidings.domain.Feed;
import tidings.messages.PendingCard;
import tidings.store.FeedStore.Awaited;

import static tidings.store.PostRows.at;
import static tidings.store.PostRows.bindFeed;
import static tidings.store.PostRows.instant;

/// The cards that wait for a feed.
record WaitingCards(Handle handle, Feed feed) {
    /// The cards of one fetch keep the time when it was requested, so that the last card is not the reason to wait
    /// for a fetch that was lost.
    Awaited add(PendingCard card, Instant now) {
        return bindFeed(handle.createQuery("""
                        insert into waiting_card (subreddit, period, cause, card, chat, run, requested_at)
                        select :subreddit, :period, :cause, :card, :chat, coalesce(under_way.run, :cause),
                            coalesce(under_way.requested_at, :now::timestamptz)
                        from (select) one left join (
                            select run, requested_at from waiting_card
                            where subreddit = :subreddit and period = :period and requested_at > :since
                            order by requested_at desc limit 1) under_way on true
                        on conflict (subreddit, period, cause) do update set card = excluded.card
                        returning run = cause as new, requested_at"""), feed)
                .bind("cause", card.cause())
                .bind("card", Json.write(card))
                .bind("chat", card.chat().value())
                .bind("now", at(now))
                .bind("since", at(now.minus(FeedStore.UNDER_WAY)))
                .map((row, _) -> new Awaited(row.getBoolean("new"), instant(row, "requested_at")))
                .one();
    }

    int delay(PendingCard card, Instant until) {
        return bindFeed(handle.createUpdate("""
                        update waiting_card set requested_at = :until
                        where subreddit = :subreddit and period = :period and run = :cause"""), feed)
                .bind("cause", card.cause())
                .bind("until", at(until))
                .execute();
    }

    List<PendingCard> all(Instant since) {
        return bindFeed(handle.createQuery("""
                        select card from waiting_card
                        where subreddit = :subreddit and period = :period and requested_at >= :since
                        order by cause"""), feed)
                .bind("since", at(since))
                .map((row, _) -> Json.read(row.getString("card"), PendingCard.class))
                .list();
    }

    int remove(List<PendingCard> cards) {
        return bindFeed(handle.createUpdate("""
                        delete from waiting_card
                        where subreddit = :subreddit and period = :period and cause = any (:cause::text[])"""), feed)
                .bindArray(
                        "cause",
                        String.class,
                        cards.stream().map(PendingCard::cause).toArray())
                .execute();
    }
}
