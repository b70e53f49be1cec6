package tidings.store;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Optional;
import java.util.OptionalInt;
import tidings.domain.ChatId;

/// Threads in memory, for tests and priming.
final class InMemoryThreadStore implements ThreadStore {
    private final InstantSource clock;
    private final Map<Key, State> threads = new HashMap<>();

    private record State(OptionalInt thread, boolean lost, Instant askedAt) {
        boolean isMade() {
            return thread.isPresent() && !lost;
        }

        boolean isOf(int id) {
            return thread.equals(OptionalInt.of(id));
        }
    }

    InMemoryThreadStore(InMemoryChatRegistry chats, InstantSource clock) {
        this.clock = clock;
        chats.onMove(this::move);
        chats.onForget(this::forget);
    }

    private synchronized void move(ChatId chat, ChatId to) {
        List.copyOf(threads.keySet()).stream()
                .filter(key -> key.chat().equals(chat))
                .forEach(key -> threads.putIfAbsent(new Key(to, key.topic()), threads.remove(key)));
    }

    private synchronized void forget(ChatId chat) {
        threads.keySet().removeIf(key -> key.chat().equals(chat));
    }

    @Override
    public synchronized Map<Key, OptionalInt> find(Collection<Key> keys) {
        Map<Key, OptionalInt> found = new HashMap<>();
        keys.forEach(key -> Optional.ofNullable(threads.get(key))
                .filter(state -> state.lost() || state.thread().isPresent())
                .ifPresent(state -> found.put(key, state.lost() ? OptionalInt.empty() : state.thread())));
        return found;
    }

    @Override
    public synchronized List<Key> ask(Collection<Key> keys) {
        Instant now = clock.instant();
        List<Key> asked = keys.stream()
                .filter(key -> !threads.containsKey(key) || isOverdue(threads.get(key), now))
                .toList();
        asked.forEach(key -> threads.put(key, new State(OptionalInt.empty(), false, now)));
        return asked;
    }

    private static boolean isOverdue(State state, Instant now) {
        return !state.lost() && state.thread().isEmpty() && !state.askedAt().isAfter(now.minus(PATIENCE));
    }

    @Override
    public synchronized void made(Key key, int thread) {
        threads.computeIfPresent(
                key,
                (_, state) -> state.thread().isPresent()
                        ? state
                        : new State(OptionalInt.of(thread), state.lost(), state.askedAt()));
    }

    @Override
    public synchronized Optional<String> topic(ChatId chat, int thread) {
        return threads.entrySet().stream()
                .filter(entry -> entry.getKey().chat().equals(chat)
                        && entry.getValue().isOf(thread)
                        && entry.getValue().isMade())
                .map(Entry::getKey)
                .map(Key::topic)
                .findFirst();
    }

    @Override
    public synchronized void lost(ChatId chat, int thread) {
        threads.replaceAll((key, state) -> key.chat().equals(chat) && state.isOf(thread)
                ? new State(state.thread(), true, state.askedAt())
                : state);
    }

    @Override
    public synchronized void renew(ChatId chat) {
        threads.entrySet()
                .removeIf(entry ->
                        entry.getKey().chat().equals(chat) && !entry.getValue().isMade());
    }
}
