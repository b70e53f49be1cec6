package tidings.categorizer;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tidings.cards.Card;
import tidings.cards.PostCards;
import tidings.contracts.ListingRefusedV1;
import tidings.contracts.OutboxMessage;
import tidings.contracts.PostsFoundV1;
import tidings.contracts.PostsMessage;
import tidings.contracts.Waiting;
import tidings.domain.Listing;
import tidings.domain.Refusal;
import tidings.domain.SortedPost;
import tidings.platform.Meter;
import tidings.platform.Queue;
import tidings.store.Readings.Recorded;
import tidings.store.Subreddits.Known;
import tidings.topics.Taxonomy;

/// Sorts what a source gave, stores it, and shows it to who waits for it.
final class Categorizer {
    private static final Logger LOG = LoggerFactory.getLogger(Categorizer.class);

    /// After each part so many posts that an older model sorted are sorted again, once nobody waits any more.
    private static final int AGAIN = 200;

    private final PostSorter sorter;
    private final Shelf shelf;
    private final PostCards cards;
    private final Queue<OutboxMessage> outbox;
    private final Meter meter;
    private final InstantSource clock;

    Categorizer(
            PostSorter sorter,
            Shelf shelf,
            PostCards cards,
            Queue<OutboxMessage> outbox,
            Meter meter,
            InstantSource clock) {
        this.sorter = sorter;
        this.shelf = shelf;
        this.cards = cards;
        this.outbox = outbox;
        this.meter = meter;
        this.clock = clock;
    }

    /// Doing it twice changes nothing.
    void handle(PostsMessage message) {
        switch (message) {
            case PostsFoundV1 found -> found(found);
            case ListingRefusedV1 refused -> refused(refused);
        }
    }

    private void found(PostsFoundV1 part) {
        Listing listing = part.listing();
        if (part.total().isPresent() && part.total().getAsInt() > 0) {
            show(part.waiting(), "sorting", cards.sorting(listing, part.total().getAsInt()));
        }
        Instant start = clock.instant();
        Known known = shelf.known(listing.subreddit());
        List<SortedPost> sorted = sorter.sort(listing.subreddit(), part.posts(), known);
        meter.time("SortingTime", "sorted", Duration.between(start, clock.instant()));

        Recorded recorded = shelf.record(part, sorted);
        if (sorter.factOf(listing.subreddit(), known).isEmpty()
                && !recorded.newPosts().isEmpty()) {
            shelf.learn(
                    listing.subreddit(),
                    before -> sorter.learned(listing.subreddit(), part.posts(), recorded.newPosts(), before));
        }
        long unsure = sorted.stream()
                .filter(post -> Taxonomy.OTHER.equals(post.topic()))
                .count();
        meter.count("PostsSorted", "sure", sorted.size() - unsure);
        meter.count("PostsSorted", "other", unsure);
        meter.count("PostsFound", "new", recorded.newPosts().size());
        if (recorded.whole()) {
            meter.count(
                    "NewPostsPerRequest", part.waiting().isEmpty() ? "scheduled" : "waited-for", recorded.brought());
        }
        LOG.info(
                "stored {} posts of r/{}, {} new, reading {}",
                sorted.size(),
                listing.subreddit(),
                recorded.newPosts().size(),
                recorded.whole() ? "whole" : "not whole yet");
        if (recorded.whole() && !part.waiting().isEmpty()) {
            Card card = shelf.firstPage(listing)
                    .map(page -> cards.page(listing, page, clock.instant()))
                    .orElseGet(() -> cards.refused(listing, Refusal.UNAVAILABLE));
            show(part.waiting(), "done", card);
        }
        meter.count("PostsSorted", "again", shelf.again(sorter.version(), AGAIN, sorter::again));
    }

    private void refused(ListingRefusedV1 refused) {
        if (!refused.reason().passing()) {
            shelf.record(refused);
        }
        meter.count("ListingRefused", refused.reason().name().toLowerCase(Locale.ROOT), 1);
        LOG.info("r/{} refused: {}", refused.listing().subreddit(), refused.reason());
        if (!refused.waiting().isEmpty()) {
            show(refused.waiting(), "done", answer(refused.listing(), refused.reason()));
        }
    }

    /// Where the source is away for a while, what was read before is better than nothing.
    private Card answer(Listing listing, Refusal reason) {
        Optional<Card> kept = reason.passing()
                ? shelf.firstPage(listing).map(page -> cards.kept(listing, page, reason, clock.instant()))
                : Optional.empty();
        return kept.orElseGet(() -> cards.refused(listing, reason));
    }

    private void show(List<Waiting> waiting, String step, Card card) {
        if (!waiting.isEmpty()) {
            outbox.send(waiting.stream()
                    .map(one -> card.in(one.chat(), one.card(), one.cause() + "/" + step))
                    .toList());
        }
    }
}
