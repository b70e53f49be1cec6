package tidings.delivery;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import tidings.aws.Queue;
import tidings.cards.PostCards;
import tidings.domain.Place;
import tidings.messages.OutboxMessage;
import tidings.messages.OutboxMessage.TelegramCallV1;
import tidings.messages.TelegramCall;
import tidings.preferences.ChatSettings;
import tidings.store.DeliveryStore.Shown;
import tidings.store.ThreadStore;
import tidings.store.ThreadStore.Key;

/// Finds the thread of a forum group that each post goes to, where the group has a thread for each topic.
/// Thread-safe.
record ForumThreads(ThreadStore store, Queue<OutboxMessage> queue) {
    /// The threads of these deliveries, as far as they are decided.
    Map<Key, OptionalInt> of(Collection<Shown> all) {
        List<Key> keys =
                all.stream().flatMap(shown -> key(shown).stream()).distinct().toList();
        return keys.isEmpty() ? Map.of() : store.find(keys);
    }

    /// The topic whose thread it goes to; empty if it goes to its place itself.
    static Optional<Key> key(Shown shown) {
        Place place = shown.key().place();
        return shown.settings().get(ThreadStore.AUTO).isPresent()
                        && place.topic().isEmpty()
                ? Optional.of(new Key(place.chat(), shown.post().topic()))
                : Optional.empty();
    }

    static Place place(Shown shown, Map<Key, OptionalInt> threads) {
        Place place = shown.key().place();
        return key(shown)
                .map(key -> new Place(place.chat(), threads.getOrDefault(key, OptionalInt.empty())))
                .orElse(place);
    }

    /// Asks Telegram for the threads that these deliveries wait for. The bot notes what it says.
    void ask(Collection<Shown> waiting, Instant now) {
        ask(
                waiting.stream()
                        .collect(Collectors.toMap(shown -> key(shown).orElseThrow(), Shown::settings, (one, _) -> one)),
                now);
    }

    /// @param settings of the chat of each
    void ask(Map<Key, ChatSettings> settings, Instant now) {
        List<TelegramCallV1> calls = store.ask(settings.keySet()).stream()
                .map(key -> new TelegramCallV1(
                        Place.of(key.chat()),
                        "thread." + key.chat().value() + "." + key.topic() + "." + now.getEpochSecond(),
                        new TelegramCall.NewForumTopic(PostCards.topicLabel(
                                key.topic(), settings.get(key).texts())),
                        Map.of(ThreadStore.TOPIC, key.topic())))
                .toList();
        if (!calls.isEmpty()) {
            queue.send(calls);
        }
    }
}
