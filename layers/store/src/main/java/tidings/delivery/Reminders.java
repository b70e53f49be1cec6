package tidings.delivery;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tidings.aws.Deadline;
import tidings.aws.Queue;
import tidings.messages.OutboxMessage;
import tidings.messages.OutboxMessage.ShowCardV1;
import tidings.messages.Reminding;
import tidings.preferences.ChatSettings;
import tidings.preferences.Schedule;
import tidings.reminders.ReminderCards;
import tidings.reminders.ReminderCards.About;
import tidings.store.ReminderStore;
import tidings.store.ReminderStore.Came;
import tidings.store.ReminderStore.Due;
import tidings.store.ReminderStore.Reminder;
import tidings.telegram.CardId;
import tidings.telegram.Texts;

/// Sends reminders that are due, in the order in which they are, page by page. Each is queued and then noted as
/// having come, and its card is named after it and after when it was due, so that a crash neither loses one nor
/// shows one twice. Quiet hours are no reason to wait: somebody chose the time. Thread-safe.
///
/// @param queue of deliveries
public record Reminders(ReminderStore store, Queue<OutboxMessage> queue, InstantSource clock) {
    private static final Logger LOG = LoggerFactory.getLogger(Reminders.class);

    /// Reminders that are queued and then noted.
    static final int PAGE = 500;

    /// One that comes later than this after it was due says when it was.
    public static final Duration LATE = Duration.ofMinutes(2);

    /// @param max reminders; whatever is left comes in the next minute
    /// @return how many were queued
    public int run(int max) {
        Deadline end = Deadline.current().earlier(Deliveries.RESERVE);
        int queued = 0;
        int last = PAGE;
        while (queued < max && last == PAGE && !end.passed()) {
            List<Due> due = store.due(PAGE);
            if (!due.isEmpty()) {
                queue.send(due.stream().map(Reminders::card).toList());
                store.came(due.stream().map(this::came).toList());
            }
            last = due.size();
            queued += last;
        }
        if (queued > 0) {
            LOG.info("{} reminders queued", queued);
        }
        return queued;
    }

    /// What was missed meanwhile does not come any more.
    private Came came(Due due) {
        Reminder reminder = due.reminder();
        Instant now = clock.instant();
        Instant after = now.isAfter(reminder.dueAt()) ? now : reminder.dueAt();
        return new Came(
                reminder,
                reminder.repeat()
                        .flatMap(times -> new Schedule(due.settings().zone(), Optional.empty(), Optional.of(times))
                                .nextBrief(after)));
    }

    private static ShowCardV1 card(Due due) {
        Reminder reminder = due.reminder();
        Texts texts = Texts.of(due.settings().get(ChatSettings.LANGUAGE).orElse(reminder.language()));
        ReminderCards cards = new ReminderCards(texts, due.settings().zone());
        CardId card = new CardId(
                "p:reminder." + reminder.id() + "." + reminder.dueAt().getEpochSecond());
        About about = new About(
                reminder.subject().words(), due.title(), reminder.subject().permalink());
        return new ShowCardV1(reminder.place(), card, card + "/new", cards.due(reminder.id(), about, reminder.repeat()))
                .reminding(new Reminding(
                        reminder.subject().message(), reminder.dueAt().plus(LATE), cards.late(reminder.dueAt())));
    }
}
