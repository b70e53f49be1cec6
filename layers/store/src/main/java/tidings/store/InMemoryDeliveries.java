package tidings.store;

import java.util.Collection;
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

    /// Those that something is still to happen to by itself.
    private final Map<Key, InMemoryDelivery> open = new LinkedHashMap<>();

    Collection<InMemoryDelivery> all() {
        return all.values();
    }

    Collection<InMemoryDelivery> open() {
        return open.values();
    }

    Optional<InMemoryDelivery> find(Key key) {
        return Optional.ofNullable(all.get(key));
    }

    void put(InMemoryDelivery one) {
        all.put(one.key(), one);
        if (one.state() == DeliveryState.PENDING || one.next().isPresent()) {
            open.put(one.key(), one);
        } else {
            open.remove(one.key());
        }
    }

    void change(Key key, UnaryOperator<InMemoryDelivery> change) {
        find(key).map(change).ifPresent(this::put);
    }

    void remove(Key key) {
        all.remove(key);
        open.remove(key);
    }

    List<Key> of(ChatId chat) {
        return all.keySet().stream()
                .filter(key -> key.place().chat().equals(chat))
                .toList();
    }

    void forget(ChatId chat) {
        of(chat).forEach(this::remove);
    }

    void move(ChatId chat, ChatId to) {
        for (Key before : of(chat)) {
            Key key = new Key(before.place().in(to), before.story());
            InMemoryDelivery one = all.get(before);
            remove(before);
            if (!all.containsKey(key)) {
                put(one.in(key));
            }
        }
    }
}
