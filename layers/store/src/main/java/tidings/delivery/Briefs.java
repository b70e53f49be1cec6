package tidings.delivery;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tidings.aws.Deadline;
import tidings.aws.Queue;
import tidings.cards.BriefCards;
import tidings.cards.BriefCards.Position;
import tidings.domain.Place;
import tidings.domain.PostId;
import tidings.messages.OutboxMessage;
import tidings.messages.OutboxMessage.ShowCardV1;
import tidings.preferences.ChatSettings;
import tidings.preferences.ChatSettings.Points;
import tidings.store.BriefStore;
import tidings.store.BriefStore.Brief;
import tidings.store.BriefStore.Page;
import tidings.store.PointStore;
import tidings.telegram.Card;
import tidings.telegram.CardId;
import tidings.telegram.Texts;

/// Sends what was held for chats. A brief is stored before it is queued, and its cards are named after it, so
/// that a crash neither loses one nor shows one twice. Thread-safe.
///
/// @param queue of deliveries
public record Briefs(BriefStore store, PointStore points, Queue<OutboxMessage> queue, InstantSource clock) {
    private static final Logger LOG = LoggerFactory.getLogger(Briefs.class);

    private static final int BATCH = 100;

    /// No brief is begun later than this before the end of an invocation.
    private static final Duration RESERVE = Duration.ofSeconds(10);

    /// Makes the briefs that are due, and queues all that are not queued.
    ///
    /// @param max briefs to make
    /// @return how many were queued
    public int run(int max) {
        Deadline end = Deadline.current().earlier(RESERVE);
        int made = 0;
        while (made < max && !end.passed() && store.make()) {
            made++;
        }
        int queued = 0;
        for (List<Brief> left = List.of(); !end.passed(); queued += left.size()) {
            left = store.unqueued(BATCH);
            if (left.isEmpty()) {
                break;
            }
            left.forEach(this::queue);
        }
        if (made + queued > 0) {
            LOG.info("{} chats were due for a brief, {} briefs queued", made, queued);
        }
        return queued;
    }

    private void queue(Brief brief) {
        Instant now = clock.instant();
        List<ShowCardV1> cards = brief.places().stream()
                .flatMap(place -> pages(store, place, brief.dueAt(), brief.settings(), Set.of(), now))
                .collect(Collectors.toCollection(ArrayList::new));
        if (!cards.isEmpty()) {
            level(brief).ifPresent(line -> cards.add(below(cards.removeLast(), line)));
            queue.send(cards);
        }
        store.queued(brief);
    }

    /// Tells of a level that the chat reached since the brief before; a brief that is made again does not.
    private Optional<String> level(Brief brief) {
        return brief.settings().points() == Points.ON
                ? points.reached(brief.chat())
                        .map(level -> cards(brief.settings()).texts().get("brief.level", level.number()))
                : Optional.empty();
    }

    private static ShowCardV1 below(ShowCardV1 card, String line) {
        return new ShowCardV1(
                card.place(),
                card.card(),
                card.id(),
                new Card(card.html() + "\n\n<i>" + line + "</i>", card.buttons()));
    }

    /// The pages of a brief, with all of its posts but these.
    static Stream<ShowCardV1> pages(
            BriefStore store,
            Place place,
            Instant dueAt,
            ChatSettings settings,
            Collection<PostId> without,
            Instant now) {
        List<ShowCardV1> cards = new ArrayList<>();
        int sent = 1;
        for (int first = 0; first < sent; first += BriefCards.PAGE) {
            Page page = store.page(place, dueAt, false, first, BriefCards.PAGE).without(without);
            sent = page.sent();
            String step = without.isEmpty() ? Integer.toString(sent) : "removed" + now.getEpochSecond();
            CardId card = CardId.ofStory(place, "brief." + dueAt.getEpochSecond() / 60 + "." + first);
            Position at = new Position(dueAt, false, first);
            if (!page.items().isEmpty() || !without.isEmpty()) {
                cards.add(new ShowCardV1(place, card, card + "/" + step, card(cards(settings), at, page, now)));
            }
        }
        return cards.stream();
    }

    private static BriefCards cards(ChatSettings settings) {
        return new BriefCards(Texts.of(settings.get(ChatSettings.LANGUAGE).orElse(Texts.DEFAULT)), settings.zone());
    }

    private static Card card(BriefCards cards, Position at, Page page, Instant now) {
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

    /// A part of a brief, for whoever asks for it.
    public static Card show(BriefStore store, BriefCards cards, Place place, Position at, Instant now) {
        return card(cards, at, store.page(place, at.dueAt(), at.skipped(), at.first(), BriefCards.PAGE), now);
    }
}
