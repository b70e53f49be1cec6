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
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// The updates that the bot has not received yet, in the order of their ids and by lane: updates of one lane are
/// delivered one after another. Thread-safe.
final class UpdateQueue {
    /// Update types that Telegram sends only if the bot names them.
    private static final Set<String> ONLY_WHEN_NAMED =
            Set.of("chat_member", "message_reaction", "message_reaction_count");
    private static final long FIRST_ID = 100_000_001;

    private final TreeMap<Long, Update> pending = new TreeMap<>();
    private final Map<Long, Deque<Update>> lanes = new HashMap<>();
    private final ChangeFeed changeFeed;
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

    /// @param changeFeed is told each update's id
    UpdateQueue(ChangeFeed changeFeed) {
        this.changeFeed = changeFeed;
    }

    /// Calls the listener with the lane of each update after it was added.
    synchronized void onAdded(Consumer<Long> listener) {
        onAdded = listener;
    }

    /// An empty list allows all.
    synchronized void allow(Collection<String> kinds) {
        allowed = Set.copyOf(kinds);
    }

    synchronized Set<String> allowed() {
        return allowed;
    }

    void add(long lane, String kind, ObjectNode body) {
        Consumer<Long> listener;
        synchronized (this) {
            if (allowed.isEmpty() ? ONLY_WHEN_NAMED.contains(kind) : !allowed.contains(kind)) {
                return;
            }
            ObjectNode json = Json.object().put("update_id", nextId);
            json.set(kind, body);
            Update update = new Update(nextId++, lane, json);
            pending.put(update.id(), update);
            lanes.computeIfAbsent(lane, _ -> new ArrayDeque<>()).addLast(update);
            changeFeed.add("update", Json.object().put("lane", lane).put("update", update.id()));
            notifyAll();
            listener = onAdded;
        }
        listener.accept(lane);
    }

    synchronized Optional<Update> first(long lane) {
        return Optional.ofNullable(lanes.get(lane)).map(Deque::peekFirst);
    }

    synchronized void remove(Update update) {
        forget(update);
    }

    synchronized void clear() {
        pending.clear();
        lanes.clear();
    }

    synchronized int count() {
        return pending.size();
    }

    synchronized Set<Long> lanes() {
        return Set.copyOf(lanes.keySet());
    }

    /// A long poll. Updates below `offset` are confirmed and removed; a negative offset counts from the end. A
    /// later poll terminates an earlier one that is still waiting.
    synchronized Polled poll(long offset, int limit, Duration patience) throws InterruptedException {
        long mine = ++poll;
        notifyAll();
        confirm(offset);
        long end = System.nanoTime() + patience.toNanos();
        while (pending.isEmpty() && System.nanoTime() < end && mine == poll) {
            TimeUnit.NANOSECONDS.timedWait(this, end - System.nanoTime());
        }
        if (mine != poll) {
            return new Polled.TakenOver();
        }
        return new Polled.Taken(pending.values().stream().limit(limit).toList());
    }

    /// Ends the pending poll, if any.
    synchronized void endPoll() {
        poll++;
        notifyAll();
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
