package tidings.store;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import tidings.domain.ChatId;
import tidings.domain.Place;
import tidings.store.ReminderStore.Came;
import tidings.store.ReminderStore.Due;
import tidings.store.ReminderStore.Subject;

/// The queries about reminders.
///
/// @param reminders at noon
/// @param chats so many there are
record ReminderQueries(ReminderStore reminders, Random random, int chats) {
    private static final Instant NOON = TestPosts.NOON;

    Map<String, Runnable> all() {
        Map<String, Runnable> hot = new LinkedHashMap<>();
        Subject tea = new Subject("tea", OptionalInt.empty(), Optional.empty(), "");
        hot.put("a reminder", () -> reminders.add(Place.of(chat()), "new", tea, "en", NOON, Optional.empty()));
        hot.put("reminders of a chat", () -> reminders.of(chat()));
        hot.put("one of them", () -> reminders.find(chat(), 7));
        hot.put("a reminder is moved", () -> reminders.move(chat(), 7, NOON));
        hot.put("a reminder is removed", () -> reminders.remove(chat(), 7));
        hot.put("reminders are due and came", () -> {
            List<Due> due = reminders.due(500);
            reminders.came(due.stream()
                    .map(one -> new Came(one.reminder(), Optional.empty()))
                    .toList());
        });
        hot.put("old reminders are deleted", () -> reminders.expire(NOON.minus(Duration.ofHours(2)), Filled.DUE));
        return hot;
    }

    private ChatId chat() {
        return new ChatId(1 + random.nextInt(chats));
    }
}
