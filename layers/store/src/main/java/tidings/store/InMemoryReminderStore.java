package tidings.store;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import tidings.domain.ChatId;
import tidings.domain.Place;
import tidings.preferences.BriefTimes;
import tidings.preferences.ChatSettings;
import tidings.store.ChatRegistry.Registered;

/// Reminders in memory, for tests and priming.
final class InMemoryReminderStore implements ReminderStore {
    private static final Comparator<Reminder> NEXT =
            Comparator.comparing(Reminder::dueAt).thenComparing(Reminder::id);

    private final Map<Long, Reminder> reminders = new TreeMap<>();
    private final Map<String, Long> causes = new HashMap<>();
    private final Map<Long, Instant> came = new HashMap<>();
    private final InMemoryChatRegistry chats;
    private final PostStore posts;
    private final InstantSource clock;
    private long last;

    InMemoryReminderStore(InMemoryChatRegistry chats, PostStore posts, InstantSource clock) {
        this.chats = chats;
        this.posts = posts;
        this.clock = clock;
        chats.onMove(this::move);
        chats.onForget(this::forget);
        chats.onExport("reminder", this::of);
    }

    private synchronized void move(ChatId chat, ChatId to) {
        reminders.replaceAll((_, one) -> one.place().chat().equals(chat)
                ? new Reminder(
                        one.id(),
                        one.place().in(to),
                        new Subject(
                                one.subject().words(),
                                OptionalInt.empty(),
                                one.subject().post(),
                                one.subject().permalink()),
                        one.language(),
                        one.dueAt(),
                        one.repeat(),
                        one.active())
                : one);
    }

    private synchronized void forget(ChatId chat) {
        reminders.values().removeIf(one -> one.place().chat().equals(chat));
    }

    @Override
    public synchronized Optional<Reminder> add(
            Place place, String cause, Subject subject, String language, Instant dueAt, Optional<BriefTimes> repeat) {
        String key = place.chat().value() + " " + cause;
        if (causes.containsKey(key)) {
            return find(place.chat(), causes.get(key));
        }
        if (of(place.chat()).size() >= MAX) {
            return Optional.empty();
        }
        Reminder added = new Reminder(++last, place, subject, language, dueAt, repeat, true);
        reminders.put(added.id(), added);
        causes.put(key, added.id());
        return Optional.of(added);
    }

    private Stream<Reminder> active(Predicate<Reminder> which) {
        return reminders.values().stream()
                .filter(one -> one.active() && which.test(one))
                .sorted(NEXT);
    }

    @Override
    public synchronized List<Reminder> of(ChatId chat) {
        return active(one -> one.place().chat().equals(chat)).toList();
    }

    @Override
    public synchronized Optional<Reminder> find(ChatId chat, long id) {
        return Optional.ofNullable(reminders.get(id))
                .filter(one -> one.place().chat().equals(chat));
    }

    @Override
    public synchronized Optional<Reminder> move(ChatId chat, long id, Instant dueAt) {
        return find(chat, id).map(one -> set(one, dueAt, true));
    }

    private Reminder set(Reminder one, Instant dueAt, boolean active) {
        Reminder next = new Reminder(one.id(), one.place(), one.subject(), one.language(), dueAt, one.repeat(), active);
        reminders.put(one.id(), next);
        return next;
    }

    @Override
    public synchronized void remove(ChatId chat, long id) {
        find(chat, id).ifPresent(one -> reminders.remove(one.id()));
    }

    @Override
    public synchronized List<Due> due(int max) {
        Instant now = clock.instant();
        return active(one -> !one.dueAt().isAfter(now))
                .limit(max)
                .map(one -> new Due(
                        one,
                        chats.find(one.place().chat()).map(Registered::settings).orElse(ChatSettings.NONE),
                        one.subject()
                                .post()
                                .flatMap(posts::find)
                                .map(found -> found.post().title())))
                .toList();
    }

    @Override
    public synchronized void came(List<Came> queued) {
        queued.stream()
                .filter(one ->
                        one.reminder().equals(reminders.get(one.reminder().id())))
                .forEach(one -> {
                    set(
                            one.reminder(),
                            one.next().orElse(one.reminder().dueAt()),
                            one.next().isPresent());
                    came.put(one.reminder().id(), clock.instant());
                });
    }

    @Override
    public synchronized int expire(Instant before, int max) {
        List<Long> over = reminders.values().stream()
                .filter(one -> !one.active() && came.get(one.id()).isBefore(before))
                .map(Reminder::id)
                .limit(max)
                .toList();
        over.forEach(reminders::remove);
        return over.size();
    }
}
