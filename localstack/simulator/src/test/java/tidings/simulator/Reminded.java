package tidings.simulator;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tidings.store.ReminderStore;
import tidings.store.ReminderStore.Reminder;

/// What chats asked to be reminded of: each comes once, unless it was moved or cancelled before.
final class Reminded {
    static final String CARD = "p:reminder.";

    private static final long LAST = 2 * 60_000;

    private final VirtualTime time;
    private final long end;
    private final Map<String, Expected> expected = new TreeMap<>();

    private static final class Expected {
        private final long chat;
        private final long id;
        private final long at;
        private boolean over;
        private int sent;
        private int broken;

        private Expected(long chat, long id, long at) {
            this.chat = chat;
            this.id = id;
            this.at = at;
        }
    }

    /// @param end of the schedule
    Reminded(VirtualTime time, long end) {
        this.time = time;
        this.end = end;
    }

    /// The store, watched for what has to come.
    ReminderStore watched(ReminderStore store) {
        return (ReminderStore) Proxy.newProxyInstance(
                ReminderStore.class.getClassLoader(), new Class<?>[] {ReminderStore.class}, (_, method, arguments) -> {
                    if (method.getName().equals("move") || method.getName().equals("remove")) {
                        over((long) arguments[1]);
                    }
                    try {
                        Object result = method.invoke(store, arguments);
                        if (!method.getName().equals("find")
                                && result instanceof Optional<?> there
                                && there.isPresent()) {
                            expect((Reminder) there.get());
                        }
                        return result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private void over(long id) {
        expected.values().stream().filter(one -> one.id == id).forEach(one -> one.over = true);
    }

    private void expect(Reminder reminder) {
        long chat = reminder.place().chat().value();
        String card = CARD + reminder.id() + "." + reminder.dueAt().getEpochSecond();
        long due = time.now() + reminder.dueAt().toEpochMilli() - time.instant().toEpochMilli();
        expected.putIfAbsent(chat + " " + card, new Expected(chat, reminder.id(), due));
    }

    /// A chat shows a card in a new message.
    void shown(long chat, String card, Account account) {
        if (expected.get(chat + " " + card) instanceof Expected one) {
            one.sent++;
        } else {
            account.breach(Breach.UNASKED, time.now(), card + " in " + chat);
        }
    }

    /// The message that shows a card is gone, or nobody could note it.
    void maySendAgain(long chat, String card) {
        if (expected.get(chat + " " + card) instanceof Expected one) {
            one.broken++;
        }
    }

    void settle(Account account) {
        expected.forEach((key, one) -> {
            boolean comes = !one.over && one.at < end - LAST && !account.isEverBlocked(one.chat);
            if (one.sent == 0 && comes) {
                account.breach(Breach.REMINDER_LOST, one.at, key);
            } else if (one.sent > 1 + one.broken) {
                account.breach(Breach.REMINDER_REPEATED, one.at, key + " came " + one.sent + " times");
            }
        });
    }
}
