package tidings.categorizer;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tidings.telegram.Card;
import tidings.cards.PostCards;
import tidings.messages.PostsMessage.FeedRefusedV1;
import tidings.messages.OutboxMessage;
import tidings.messages.PostsMessage.PostsFoundV1;
import tidings.messages.PostsMessage;
import tidings.messages.PendingCard;
import tidings.domain.Feed;
import tidings.domain.FeedPage;
import tidings.messages.OutboxMessage.ShowCardV1;
import tidings.telegram.Texts;
import tidings.domain.SourceProblem;
import tidings.domain.ClassifiedPost;
import tidings.aws.Meter;
import tidings.aws.Queue;
import tidings.store.Readings.Recorded;
import tidings.store.Subreddits.Known;
import tidings.topics.Taxonomy;

/// Sorts what a source gave, stores it, and shows it to who waits for it.
final class Categorizer {
    private static final Logger LOG = LoggerFactory.getLogger(Categorizer.class);

    /// After each part so many posts that an older model sorted are sorted again, once nobody waits any more.
    private static final int AGAIN = 200;

    private final PostClassifier sorter;
    private final Shelf shelf;
    private final Queue<OutboxMessage> outbox;
    private final Meter meter;
    private final InstantSource clock;

    Categorizer(
            PostClassifier sorter,
            Shelf shelf,
            Queue<OutboxMessage> outbox,
            Meter meter,
            InstantSource clock) {
        this.sorter = sorter;
        this.shelf = shelf;
        this.outbox = outbox;
        this.meter = meter;
        this.clock = clock;
    }

    /// Doing it twice changes nothing.
    void handle(PostsMessage message) {
        switch (message) {
            case PostsFoundV1 found -> found(found);
            case FeedRefusedV1 refused -> refused(refused);
        }
    }

    private void found(PostsFoundV1 part) {
        Feed feed = part.feed();
        if (part.total().isPresent() && part.total().getAsInt() > 0) {
            show(part.waiting(), "sorting", cards -> cards.classifying(feed, part.total().getAsInt()));
        }
        Instant start = clock.instant();
        Known known = shelf.known(feed.community());
        List<ClassifiedPost> sorted = sorter.sort(feed.community(), part.posts(), known);
        meter.time("SortingTime", "sorted", Duration.between(start, clock.instant()));

        Recorded recorded = shelf.record(part, sorted);
        if (sorter.factOf(feed.community(), known).isEmpty()
                && !recorded.newPosts().isEmpty()) {
            shelf.learn(
                    feed.community(),
                    before -> sorter.learned(feed.community(), part.posts(), recorded.newPosts(), before));
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
                feed.community(),
                recorded.newPosts().size(),
                recorded.whole() ? "whole" : "not whole yet");
        if (recorded.whole() && !part.waiting().isEmpty()) {
            Optional<FeedPage> page = shelf.firstPage(feed);
            show(
                    part.waiting(),
                    "done",
                    cards -> page.map(found -> cards.page(feed, found, clock.instant()))
                            .orElseGet(() -> cards.refused(feed, SourceProblem.UNAVAILABLE)));
        }
        meter.count("PostsSorted", "again", shelf.again(sorter.version(), AGAIN, sorter::again));
    }

    private void refused(FeedRefusedV1 refused) {
        if (!refused.reason().isTransient()) {
            shelf.record(refused);
        }
        meter.count("ListingRefused", refused.reason().name().toLowerCase(Locale.ROOT), 1);
        LOG.info("r/{} refused: {}", refused.feed().community(), refused.reason());
        if (!refused.waiting().isEmpty()) {
            answer(refused);
        }
    }

    /// During an outage of the source the posts of an earlier fetch are better than none.
    private void answer(FeedRefusedV1 refused) {
        Feed feed = refused.feed();
        Optional<FeedPage> kept = refused.reason().isTransient() ? shelf.firstPage(feed) : Optional.empty();
        show(
                refused.waiting(),
                "done",
                cards -> kept.map(page -> cards.kept(feed, page, refused.reason(), clock.instant()))
                        .orElseGet(() -> cards.refused(feed, refused.reason())));
    }

    /// Shows each waiting card in its own language.
    private void show(List<PendingCard> waiting, String step, Function<PostCards, Card> content) {
        if (!waiting.isEmpty()) {
            outbox.send(waiting.stream()
                    .map(one -> new ShowCardV1(
                            one.place(),
                            one.card(),
                            one.cause() + "/" + step,
                            content.apply(new PostCards(Texts.of(one.language())))))
                    .toList());
        }
    }
}
