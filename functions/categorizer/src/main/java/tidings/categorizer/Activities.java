package tidings.categorizer;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import tidings.aws.Delivery;
import tidings.aws.Verdict;
import tidings.chats.Chats;
import tidings.chats.Tombstone;
import tidings.domain.ChatId;
import tidings.messages.ActivityMessage.ActedV1;
import tidings.store.HistoryStore;
import tidings.store.PointStore;

/// Notes what people did, in their history and by points: a batch at once, and by itself what is not noted then.
/// What comes again changes nothing. Thread-safe.
final class Activities {
    /// A chat is registered soon after its first update, unless it is gone by then.
    private static final Duration UNTIL_KNOWN = Duration.ofSeconds(10);

    private static final int ATTEMPTS = 30;

    private final HistoryStore history;
    private final PointStore points;
    private final Chats chats;
    private final Set<ActedV1> noted = ConcurrentHashMap.newKeySet();

    Activities(HistoryStore history, PointStore points, Chats chats) {
        this.history = history;
        this.points = points;
        this.chats = chats;
    }

    void together(List<ActedV1> batch) {
        noted.clear();
        if (!batch.isEmpty()) {
            noted.addAll(note(batch));
        }
    }

    Verdict handle(Delivery<ActedV1> delivery) {
        ActedV1 acted = delivery.message();
        boolean done = noted.remove(acted) || note(List.of(acted)).contains(acted) || delivery.attempt() >= ATTEMPTS;
        return done ? Verdict.DONE : new Verdict.Retry(UNTIL_KNOWN);
    }

    /// Returns those that are done with.
    private Set<ActedV1> note(List<ActedV1> acted) {
        Map<ChatId, Optional<Tombstone>> erased = new HashMap<>();
        Predicate<ActedV1> isErased = one -> erased.computeIfAbsent(one.chat(), chats::erased)
                .filter(tombstone -> tombstone.forgets(Tombstone.cause(one.id()), one.at()))
                .isPresent();
        List<ActedV1> unknown = history.add(acted, isErased);
        points.count(acted, isErased);
        Set<ActedV1> done = new HashSet<>(acted);
        unknown.stream().filter(isErased.negate()).forEach(done::remove);
        return done;
    }
}
