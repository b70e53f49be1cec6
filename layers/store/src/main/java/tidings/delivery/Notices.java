package tidings.delivery;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import tidings.aws.Deadline;
import tidings.aws.Queue;
import tidings.cards.NoticeCards;
import tidings.messages.OutboxMessage;
import tidings.messages.OutboxMessage.ShowCardV1;
import tidings.preferences.Schedule;
import tidings.store.NoticeStore;
import tidings.store.NoticeStore.Held;
import tidings.store.NoticeStore.Notice;
import tidings.telegram.Card;
import tidings.telegram.CardId;

/// Tells who follows a community that it can no longer be read, and that it can be again, not in their quiet
/// hours. A notice is stored before it is queued, and its card is named after it, so that a crash neither loses
/// one nor shows one twice. Thread-safe.
///
/// @param queue of deliveries
public record Notices(NoticeStore store, Queue<OutboxMessage> queue, InstantSource clock) {
    /// @param pages of followers at most
    /// @param cards at most
    /// @return how many cards were sent
    public int run(int pages, int cards) {
        Deadline end = Deadline.current().earlier(Deliveries.RESERVE);
        int page = 0;
        while (page < pages && !end.passed() && store.expand(Deliveries.PAGE)) {
            page++;
        }
        int sent = 0;
        for (List<Notice> due = List.of(); sent < cards && !end.passed(); sent += due.size()) {
            due = store.due(Math.min(Deliveries.BATCH, cards - sent));
            if (due.isEmpty()) {
                break;
            }
            send(due);
        }
        return sent;
    }

    private void send(List<Notice> due) {
        Instant now = clock.instant();
        List<Held> held = due.stream()
                .flatMap(notice -> quietUntil(notice, now).map(until -> new Held(notice, until)).stream())
                .toList();
        if (!held.isEmpty()) {
            store.hold(held);
        }
        List<Notice> sent =
                due.stream().filter(notice -> quietUntil(notice, now).isEmpty()).toList();
        if (!sent.isEmpty()) {
            queue.send(sent.stream().map(Notices::card).toList());
            store.sent(sent);
        }
    }

    private static Optional<Instant> quietUntil(Notice notice, Instant now) {
        return Schedule.of(notice.settings()).quietUntil(now);
    }

    private static ShowCardV1 card(Notice notice) {
        NoticeCards cards = new NoticeCards(notice.settings().texts());
        Card content = notice.problem()
                .map(problem -> cards.refused(notice.community(), problem))
                .orElseGet(() -> cards.back(notice.community()));
        CardId card = CardId.ofStory(
                notice.place(), "notice." + notice.id() + (notice.problem().isPresent() ? ".refused" : ".back"));
        return new ShowCardV1(notice.place(), card, card + "/new", content);
    }
}
