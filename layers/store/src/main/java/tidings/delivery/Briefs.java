package tidings.delivery;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
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
import tidings.store.DeliveryStore;
import tidings.store.PointStore;
import tidings.store.ThreadStore;
import tidings.store.ThreadStore.Key;
import tidings.telegram.Card;

/// Sends what was held for chats. A brief is stored before it is queued, and its cards are named after it, so
/// that a crash neither loses one nor shows one twice. Thread-safe.
///
/// @param threads of groups that have one for each topic
/// @param queue of deliveries
public record Briefs(
        BriefStore store, ThreadStore threads, PointStore points, Queue<OutboxMessage> queue, InstantSource clock) {
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
        List<Brief> left;
        do {
            left = end.passed() ? List.of() : store.unqueued(BATCH);
            for (Brief brief : left) {
                if (!end.passed()) {
                    queue(brief);
                    queued++;
                }
            }
        } while (!left.isEmpty());
        if (made == max || end.passed()) {
            LOG.warn(
                    "{} chats were due for a brief, {} briefs queued; others are left for the next minute",
                    made,
                    queued);
        } else if (made + queued > 0) {
            LOG.info("{} chats were due for a brief, {} briefs queued", made, queued);
        }
        return queued;
    }

    /// A brief whose posts go to threads waits until it is decided for each of its topics whether it has one.
    private void queue(Brief brief) {
        Instant now = clock.instant();
        List<BriefLayout> layouts = brief.places().stream()
                .map(place -> new BriefLayout(store, place, brief.dueAt(), brief.settings(), Set.of(), now))
                .toList();
        Map<Key, OptionalInt> made = Map.of();
        if (brief.byTopic() && brief.settings().get(ThreadStore.AUTO).isPresent()) {
            List<Key> keys = layouts.stream()
                    .flatMap(layout -> layout.threads().stream())
                    .toList();
            made = keys.isEmpty() ? made : threads.find(keys);
            Map<Key, ChatSettings> missing = keys.stream()
                    .filter(Predicate.not(made::containsKey))
                    .collect(Collectors.toMap(Function.identity(), _ -> brief.settings()));
            if (!missing.isEmpty()) {
                new ForumThreads(threads, queue).ask(missing, now);
                store.waits(brief, now.plus(DeliveryStore.PAUSE));
                return;
            }
        }
        Map<Key, OptionalInt> places = made;
        List<ShowCardV1> cards = layouts.stream()
                .flatMap(layout -> layout.cards(brief.byTopic(), places))
                .collect(Collectors.toCollection(ArrayList::new));
        if (!cards.isEmpty()) {
            level(brief).ifPresent(line -> cards.add(below(cards.removeLast(), line)));
            queue.send(cards);
        }
        store.queued(brief, cards.size());
    }

    /// Tells of a level that the chat reached since the brief before; a brief that is made again does not.
    private Optional<String> level(Brief brief) {
        return brief.settings().points() == Points.ON
                ? points.reached(brief.chat())
                        .map(level -> brief.settings().texts().get("brief.level", level.number()))
                : Optional.empty();
    }

    private static ShowCardV1 below(ShowCardV1 card, String line) {
        return new ShowCardV1(
                card.place(),
                card.card(),
                card.id(),
                new Card(card.html() + "\n\n<i>" + line + "</i>", card.buttons()));
    }

    /// The cards of a brief that was queued, with all of its posts but these.
    static Stream<ShowCardV1> without(
            BriefStore store,
            Place place,
            Instant dueAt,
            ChatSettings settings,
            Collection<PostId> posts,
            Instant now) {
        return new BriefLayout(store, place, dueAt, settings, posts, now)
                .cards(store.isByTopic(place.chat(), dueAt), Map.of());
    }

    /// A part of a brief, for whoever asks for it.
    public static Card show(BriefStore store, BriefCards cards, Place place, Position at, Instant now) {
        return BriefLayout.card(
                cards, at, store.page(place, at.dueAt(), at.skipped(), at.first(), BriefCards.PAGE), now);
    }
}
