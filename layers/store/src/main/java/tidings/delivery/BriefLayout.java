package tidings.delivery;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tidings.cards.BriefCards;
import tidings.cards.BriefCards.Position;
import tidings.domain.Place;
import tidings.domain.PostId;
import tidings.messages.OutboxMessage.ShowCardV1;
import tidings.preferences.ChatSettings;
import tidings.store.BriefStore;
import tidings.store.BriefStore.Item;
import tidings.store.BriefStore.Page;
import tidings.store.ThreadStore.Key;
import tidings.telegram.Card;
import tidings.telegram.CardId;

/// The cards of a brief for a place: pages, or a part for each topic and what the group itself gets. A card is
/// named after the brief and its part, wherever it goes, so that it is shown once.
///
/// @param without posts that are left out because they are gone
record BriefLayout(
        BriefStore store, Place place, Instant dueAt, ChatSettings settings, Collection<PostId> without, Instant now) {
    /// @param byTopic whether it has parts; what is followed within a forum topic has not
    /// @param threads of the topics that have one
    Stream<ShowCardV1> cards(boolean byTopic, Map<Key, OptionalInt> threads) {
        return byTopic && place.topic().isEmpty() ? parts(threads) : pages();
    }

    /// The topics whose threads its parts go to.
    List<Key> threads() {
        return place.topic().isPresent()
                ? List.of()
                : byTopic(all()).keySet().stream()
                        .map(topic -> new Key(place.chat(), topic))
                        .toList();
    }

    private Page all() {
        return store.page(place, dueAt, false, 0, BriefStore.MAX_SENT);
    }

    private static Map<String, List<Item>> byTopic(Page page) {
        return page.items().stream()
                .collect(Collectors.groupingBy(item -> item.post().topic(), LinkedHashMap::new, Collectors.toList()));
    }

    private Stream<ShowCardV1> pages() {
        List<ShowCardV1> cards = new ArrayList<>();
        int sent = 1;
        for (int first = 0; first < sent; first += BriefCards.PAGE) {
            Page page = store.page(place, dueAt, false, first, BriefCards.PAGE).without(without);
            sent = page.sent();
            if (!page.items().isEmpty() || !without.isEmpty()) {
                Position at = new Position(dueAt, false, first);
                cards.add(card(place, Integer.toString(first), sent, card(words(), at, page, now)));
            }
        }
        return cards.stream();
    }

    private Stream<ShowCardV1> parts(Map<Key, OptionalInt> threads) {
        Page page = all();
        List<ShowCardV1> cards = new ArrayList<>();
        Map<String, Integer> counts = new LinkedHashMap<>();
        byTopic(page).forEach((topic, items) -> {
            OptionalInt thread = threads.getOrDefault(new Key(place.chat(), topic), OptionalInt.empty());
            for (int first = 0; first < items.size(); first += BriefCards.PAGE) {
                List<Item> some = items.subList(first, Math.min(first + BriefCards.PAGE, items.size()));
                Page part = new Page(some, some.size(), 0, 0).without(without);
                counts.merge(topic, part.items().size(), Integer::sum);
                ShowCardV1 made = card(
                        new Place(place.chat(), thread),
                        topic + "." + first,
                        part.items().size(),
                        card(words(), new Position(dueAt, false, 0), part, now));
                cards.add(thread.isPresent() ? made.fallingBack() : made);
            }
        });
        counts.values().removeIf(count -> count == 0);
        int shown = counts.values().stream().mapToInt(Integer::intValue).sum();
        cards.addFirst(card(
                place,
                "0",
                page.sent(),
                words().overview(dueAt, counts, page.sent() - shown, page.skipped(), page.gone())));
        return cards.stream();
    }

    private ShowCardV1 card(Place where, String part, int sent, Card content) {
        String step = without.isEmpty() ? Integer.toString(sent) : "removed" + now.getEpochSecond();
        CardId card = CardId.ofStory(place, "brief." + dueAt.getEpochSecond() / 60 + "." + part);
        return new ShowCardV1(where, card, card + "/" + step, content);
    }

    private BriefCards words() {
        return new BriefCards(settings.texts(), settings.zone());
    }

    static Card card(BriefCards cards, Position at, Page page, Instant now) {
        return cards.page(
                at,
                page.items().stream()
                        .map(item -> new BriefCards.Line(item.post(), item.also()))
                        .toList(),
                at.skipped() ? page.skipped() - page.gone() : page.sent(),
                page.skipped(),
                page.gone(),
                now);
    }
}
