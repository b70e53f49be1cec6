package tidings.store;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import tidings.domain.ChatId;
import tidings.selection.DeliveryState;
import tidings.store.DeliveryStore.Key;

/// The deliveries of [InMemoryDeliveryStore], the oldest first. Not thread-safe.
final class InMemoryDeliveries {
    private final Map<Key, InMemoryDelivery> all = new LinkedHashMap<>();

    private final Map<ChatId, Map<Key, InMemoryDelivery>> chats = new HashMap<>();

    private final Moments<Key, InMemoryDelivery> made = new Moments<>(one -> Optional.of(one.at()));
    private final Moments<Key, InMemoryDelivery> due = new Moments<>(
            one -> Optional.of(one.decided().planned().dueAt()).filter(_ -> one.state() == DeliveryState.PENDING));
    private final Moments<Key, InMemoryDelivery> next = new Moments<>(InMemoryDelivery::next);

    private final List<Moments<Key, InMemoryDelivery>> moments = List.of(made, due, next);

    Collection<InMemoryDelivery> all() {
        return all.values();
    }

    Collection<InMemoryDelivery> of(ChatId chat) {
        return chats.getOrDefault(chat, Map.of()).values();
    }

    List<InMemoryDelivery> due(Instant now, int max) {
        return due.before(now.plusNanos(1), max);
    }

    List<InMemoryDelivery> next(Instant now, int max) {
        return next.before(now.plusNanos(1), max);
    }

    List<InMemoryDelivery> before(Instant limit, int max) {
        return made.before(limit, max);
    }

    Optional<InMemoryDelivery> find(Key key) {
        return Optional.ofNullable(all.get(key));
    }

    void put(InMemoryDelivery one) {
        all.put(one.key(), one);
        chats.computeIfAbsent(one.key().place().chat(), _ -> new LinkedHashMap<>())
                .put(one.key(), one);
        moments.forEach(by -> by.put(one.key(), one));
    }

    void change(Key key, UnaryOperator<InMemoryDelivery> change) {
        find(key).map(change).ifPresent(this::put);
    }

    void remove(Key key) {
        all.remove(key);
        chats.computeIfPresent(key.place().chat(), (_, own) -> {
            own.remove(key);
            return own.isEmpty() ? null : own;
        });
        moments.forEach(by -> by.remove(key));
    }

    void forget(ChatId chat) {
        keys(chat).forEach(this::remove);
    }

    List<Key> keys(ChatId chat) {
        return of(chat).stream().map(InMemoryDelivery::key).toList();
    }

    void move(ChatId chat, ChatId to) {
        for (Key before : keys(chat)) {
            Key key = new Key(before.place().in(to), before.story());
            InMemoryDelivery one = all.get(before);
            remove(before);
            if (!all.containsKey(key)) {
                put(one.in(key));
            }
        }
    }
}
