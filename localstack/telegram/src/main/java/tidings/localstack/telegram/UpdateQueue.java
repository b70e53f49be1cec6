package tidings.localstack.telegram;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/// The updates that the bot has not received yet, in the order of their ids and by lane: updates of one lane are
/// delivered one after another. Thread-safe.
final class UpdateQueue {
    /// Update types that Telegram sends only if the bot names them.
    private static final Set<String> ONLY_WHEN_NAMED =
            Set.of("chat_member", "message_reaction", "message_reaction_count");
    private static final long FIRST_ID = 100_000_001;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final TreeMap<Long, Update> pending = new TreeMap<>();
    private final Map<Long, Deque<Update>> lanes = new HashMap<>();
    private Set<String> allowed = Set.of();
    private Consumer<Long> onAdded = _ -> {};
    private long nextId = FIRST_ID;
    private long poll;

    /// @param lane the chat, or the person where there is no chat
    record Update(long id, long lane, ObjectNode json) {}

    /// How a long poll ended.
    sealed interface Polled {
        record Taken(List<Update> updates) implements Polled {}

        record TakenOver() implements Polled {}
    }

    /// Calls the listener with the lane of each update after it was added.
    void onAdded(Consumer<Long> listener) {
        lock.lock();
        try {
            onAdded = listener;
        } finally {
            lock.unlock();
        }
    }

    /// An empty list allows all.
    void allow(Collection<String> kinds) {
        lock.lock();
        try {
            allowed = Set.copyOf(kinds);
        } finally {
            lock.unlock();
        }
    }

    Set<String> allowed() {
        lock.lock();
        try {
            return allowed;
        } finally {
            lock.unlock();
        }
    }

    void add(long lane, String kind, ObjectNode body) {
        Consumer<Long> listener;
        lock.lock();
        try {
            if (allowed.isEmpty() ? ONLY_WHEN_NAMED.contains(kind) : !allowed.contains(kind)) {
                return;
            }
            ObjectNode json = Json.object().put("update_id", nextId);
            json.set(kind, body);
            Update update = new Update(nextId++, lane, json);
            pending.put(update.id(), update);
            lanes.computeIfAbsent(lane, _ -> new ArrayDeque<>()).addLast(update);
            changed.signalAll();
            listener = onAdded;
        } finally {
            lock.unlock();
        }
        listener.accept(lane);
    }

    Optional<Update> first(long lane) {
        lock.lock();
        try {
            return Optional.ofNullable(lanes.get(lane)).map(Deque::peekFirst);
        } finally {
            lock.unlock();
        }
    }

    void remove(Update update) {
        lock.lock();
        try {
            forget(update);
        } finally {
            lock.unlock();
        }
    }

    void clear() {
        lock.lock();
        try {
            pending.clear();
            lanes.clear();
        } finally {
            lock.unlock();
        }
    }

    int count() {
        lock.lock();
        try {
            return pending.size();
        } finally {
            lock.unlock();
        }
    }

    Set<Long> lanes() {
        lock.lock();
        try {
            return Set.copyOf(lanes.keySet());
        } finally {
            lock.unlock();
        }
    }

    /// A long poll. Updates below `offset` are confirmed and removed; a negative offset counts from the end. A
    /// later poll terminates an earlier one that is still waiting.
    Polled poll(long offset, int limit, Duration patience) throws InterruptedException {
        lock.lock();
        try {
            long mine = ++poll;
            changed.signalAll();
            confirm(offset);
            long left = patience.toNanos();
            while (pending.isEmpty() && left > 0 && mine == poll) {
                left = changed.awaitNanos(left);
            }
            if (mine != poll) {
                return new Polled.TakenOver();
            }
            return new Polled.Taken(pending.values().stream().limit(limit).toList());
        } finally {
            lock.unlock();
        }
    }

    /// Ends the pending poll, if any.
    void endPoll() {
        lock.lock();
        try {
            poll++;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void confirm(long offset) {
        long below = offset;
        if (offset < 0 && !pending.isEmpty()) {
            List<Long> ids = List.copyOf(pending.keySet());
            below = ids.get((int) Math.max(0, ids.size() + offset));
        }
        List.copyOf(pending.headMap(below).values()).forEach(this::forget);
    }

    private void forget(Update update) {
        pending.remove(update.id());
        Deque<Update> lane = lanes.get(update.lane());
        if (lane != null) {
            lane.remove(update);
            if (lane.isEmpty()) {
                lanes.remove(update.lane());
            }
        }
    }
}
