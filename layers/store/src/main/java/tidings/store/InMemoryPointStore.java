package tidings.store;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import tidings.domain.ChatId;
import tidings.messages.ActivityMessage.ActedV1;
import tidings.points.Level;
import tidings.preferences.ChatSettings;

/// Points in memory, for tests and priming.
final class InMemoryPointStore implements PointStore {
    private final Map<ChatId, Counted> counted = new HashMap<>();
    private final Map<ChatId, Integer> told = new HashMap<>();
    private final InMemoryChatRegistry chats;

    InMemoryPointStore(InMemoryChatRegistry chats) {
        this.chats = chats;
        chats.onPrefer((chat, settings) -> {
            if (!settings.countsPoints()) {
                hide(chat);
            }
        });
        chats.onMove(this::move);
        chats.onForget(this::forget);
        chats.onExport(
                "points",
                chat -> Stream.of(find(chat)).filter(this::isSomething).toList());
    }

    private boolean isSomething(Counted found) {
        return !found.equals(Counted.NONE);
    }

    private synchronized void hide(ChatId chat) {
        counted.computeIfPresent(chat, (_, before) -> new Counted(before.score(), Optional.empty()));
    }

    private synchronized void move(ChatId from, ChatId to) {
        Optional.ofNullable(counted.remove(from)).ifPresent(moved -> counted.putIfAbsent(to, moved));
        Optional.ofNullable(told.remove(from)).ifPresent(moved -> told.putIfAbsent(to, moved));
    }

    private synchronized void forget(ChatId chat) {
        counted.remove(chat);
        told.remove(chat);
    }

    @Override
    public void count(Collection<ActedV1> activities, Predicate<ActedV1> isErased) {
        activities.stream()
                .filter(isErased.negate())
                .forEach(activity -> chats.find(activity.chat())
                        .map(ChatRegistry.Registered::settings)
                        .filter(ChatSettings::countsPoints)
                        .ifPresent(settings -> count(activity, settings)));
    }

    private synchronized void count(ActedV1 activity, ChatSettings settings) {
        Counted before = find(activity.chat());
        counted.put(
                activity.chat(), new Counted(before.score().plus(List.of(activity), settings.zone()), before.name()));
    }

    @Override
    public synchronized Counted find(ChatId chat) {
        return counted.getOrDefault(chat, Counted.NONE);
    }

    private static long points(Counted counted) {
        return counted.score().on(LocalDate.EPOCH).points();
    }

    @Override
    public synchronized List<Leader> leaders() {
        return ranked().map(entry -> new Leader(entry.getValue().name().orElseThrow(), points(entry.getValue())))
                .limit(SHOWN)
                .toList();
    }

    private Stream<Map.Entry<ChatId, Counted>> ranked() {
        return counted.entrySet().stream()
                .filter(entry -> entry.getValue().name().isPresent())
                .sorted(Comparator.<Map.Entry<ChatId, Counted>>comparingLong(entry -> points(entry.getValue()))
                        .thenComparingLong(entry -> entry.getKey().value())
                        .reversed());
    }

    @Override
    public synchronized int ahead(ChatId chat, long points) {
        return (int) ranked().takeWhile(entry -> points(entry.getValue()) > points
                        || points(entry.getValue()) == points && entry.getKey().value() > chat.value())
                .limit(COUNTED)
                .count();
    }

    @Override
    public synchronized void show(ChatId chat, Optional<String> name) {
        counted.put(chat, new Counted(find(chat).score(), name));
    }

    @Override
    public synchronized Optional<Level> reached(ChatId chat) {
        Level level = Level.of(points(find(chat)));
        Integer before = told.put(chat, level.number());
        return Optional.of(level).filter(now -> now.number() > (before == null ? 1 : before));
    }
}
