package tidings.store;

import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tidings.domain.ChatId;
import tidings.domain.Feed;
import tidings.messages.PendingCard;
import tidings.store.FeedStore.Awaited;

/// The cards that wait for feeds, in memory. Not thread-safe.
final class InMemoryWaitingCards {
    private final Map<Key, Waiting> cards = new LinkedHashMap<>();

    private record Key(Feed feed, String cause) {}

    private record Waiting(PendingCard card, String run, Instant at) {}

    Awaited add(Feed feed, PendingCard card, Instant now) {
        Waiting underWay = cards.entrySet().stream()
                .filter(entry -> entry.getKey().feed().equals(feed))
                .map(Map.Entry::getValue)
                .filter(other -> other.at().isAfter(now.minus(FeedStore.UNDER_WAY)))
                .max(Comparator.comparing(Waiting::at))
                .orElse(new Waiting(card, card.cause(), now));
        Waiting own = cards.computeIfAbsent(
                new Key(feed, card.cause()), _ -> new Waiting(card, underWay.run(), underWay.at()));
        return new Awaited(own.run().equals(card.cause()), own.at());
    }

    void delay(Feed feed, PendingCard card, Instant until) {
        cards.replaceAll((key, other) -> key.feed().equals(feed) && other.run().equals(card.cause())
                ? new Waiting(other.card(), other.run(), until)
                : other);
    }

    List<PendingCard> of(Feed feed, Instant since) {
        return cards.entrySet().stream()
                .filter(entry -> entry.getKey().feed().equals(feed))
                .filter(entry -> !entry.getValue().at().isBefore(since))
                .sorted(Comparator.comparing(entry -> entry.getKey().cause()))
                .map(entry -> entry.getValue().card())
                .toList();
    }

    void remove(Feed feed, List<PendingCard> answered) {
        answered.forEach(card -> cards.remove(new Key(feed, card.cause())));
    }

    void remove(ChatId chat) {
        cards.values().removeIf(waiting -> waiting.card().chat().equals(chat));
    }

    void expire(Instant limit) {
        cards.values().removeIf(waiting -> waiting.at().isBefore(limit));
    }
}
