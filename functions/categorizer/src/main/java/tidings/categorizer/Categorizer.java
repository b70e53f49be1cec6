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
import tidings.aws.Delivery;
import tidings.aws.Meter;
import tidings.aws.Queue;
import tidings.aws.Verdict;
import tidings.aws.Wiring;
import tidings.cards.PostCards;
import tidings.domain.ClassifiedPost;
import tidings.domain.Community;
import tidings.domain.Feed;
import tidings.domain.FeedPage;
import tidings.domain.SourceProblem;
import tidings.messages.OutboxMessage;
import tidings.messages.OutboxMessage.ShowCardV1;
import tidings.messages.PendingCard;
import tidings.messages.PostsMessage;
import tidings.messages.PostsMessage.FeedRefusedV1;
import tidings.messages.PostsMessage.PostsFoundV1;
import tidings.store.CommunityStore.Knowledge;
import tidings.store.DatabaseUnavailableException;
import tidings.store.FeedStore.Recorded;
import tidings.store.FeedStore.StoredFeed;
import tidings.store.Stores;
import tidings.telegram.Card;
import tidings.telegram.Texts;
import tidings.topics.ShippedTopics;
import tidings.topics.Taxonomy;
import tidings.topics.TopicModel;

/// Classifies fetched posts, stores them, and updates the cards that wait for them. Idempotent.
final class Categorizer {
    private static final Logger LOG = LoggerFactory.getLogger(Categorizer.class);

    /// Four times as long after each attempt.
    private static final Duration FIRST_RETRY = Duration.ofSeconds(15);

    /// So many posts of an older model are reclassified after each part, when no card waits any more.
    private static final int MAX_RECLASSIFIED = 200;

    private final PostClassifier classifier;
    private final Stores stores;
    private final Queue<OutboxMessage> outbox;
    private final Meter meter;
    private final InstantSource clock;

    Categorizer(
            PostClassifier classifier, Stores stores, Queue<OutboxMessage> outbox, Meter meter, InstantSource clock) {
        this.classifier = classifier;
        this.stores = stores;
        this.outbox = outbox;
        this.meter = meter;
        this.clock = clock;
    }

    static Categorizer of(CategorizerConfig config, Wiring wiring) {
        return new Categorizer(
                new PostClassifier(wiring.shared(TopicModel.class, TopicModel::load), ShippedTopics.load()),
                Stores.of(config.database(), config.cache(), wiring),
                wiring.queue(config.outboxQueueUrl()),
                wiring.meter(),
                wiring.clock());
    }

    /// While the database is unavailable, the retries outlast the minutes that its replacement takes; with the queue's
    /// own visibility timeout the message would soon be in the dead-letter queue.
    Verdict handle(Delivery<PostsMessage> delivery) {
        try {
            handle(delivery.message());
            return Verdict.DONE;
        } catch (DatabaseUnavailableException e) {
            Duration pause = FIRST_RETRY.multipliedBy(1L << (2 * Math.min(delivery.attempt() - 1, 3)));
            LOG.warn("posts will be retried in {} s", pause.toSeconds(), e);
            return new Verdict.Retry(pause);
        }
    }

    void handle(PostsMessage message) {
        switch (message) {
            case PostsFoundV1 found -> found(found);
            case FeedRefusedV1 refused -> refused(refused);
        }
    }

    private void found(PostsFoundV1 part) {
        Feed feed = part.feed();
        if (part.total().isPresent() && part.total().getAsInt() > 0) {
            show(
                    part.waiting(),
                    "sorting",
                    cards -> cards.classifying(feed, part.total().getAsInt()));
        }
        Recorded recorded = store(part);
        if (recorded.whole() && !part.waiting().isEmpty()) {
            Optional<FeedPage> page = firstPage(feed);
            show(
                    part.waiting(),
                    "done",
                    cards -> page.map(stored -> cards.page(feed, stored, clock.instant()))
                            .orElseGet(() -> cards.refused(feed, SourceProblem.UNAVAILABLE)));
        }
        meter.count(
                "PostsSorted",
                "again",
                stores.posts().reclassify(classifier.version(), MAX_RECLASSIFIED, classifier::reclassify));
    }

    /// Classifies and stores a part, and learns from its new posts.
    private Recorded store(PostsFoundV1 part) {
        Community community = part.feed().community();
        Instant start = clock.instant();
        Knowledge knowledge = stores.communities().knowledge(community);
        List<ClassifiedPost> posts = classifier.classify(community, part.posts(), knowledge);
        meter.time("SortingTime", "sorted", Duration.between(start, clock.instant()));

        Recorded recorded = stores.feeds().record(part, posts);
        if (!classifier.isKnown(community, knowledge) && !recorded.newPosts().isEmpty()) {
            stores.communities()
                    .learn(
                            community,
                            before -> classifier.learned(community, part.posts(), recorded.newPosts(), before));
        }
        count(part, posts, recorded);
        return recorded;
    }

    private void count(PostsFoundV1 part, List<ClassifiedPost> posts, Recorded recorded) {
        long unsure = posts.stream()
                .filter(post -> Taxonomy.OTHER.equals(post.topic()))
                .count();
        meter.count("PostsSorted", "sure", posts.size() - unsure);
        meter.count("PostsSorted", "other", unsure);
        meter.count("PostsFound", "new", recorded.newPosts().size());
        if (recorded.whole()) {
            meter.count(
                    "NewPostsPerRequest", part.waiting().isEmpty() ? "scheduled" : "waited-for", recorded.brought());
        }
        LOG.info(
                "stored {} posts of {}, {} new, fetch {}",
                posts.size(),
                part.feed().community().label(),
                recorded.newPosts().size(),
                recorded.whole() ? "complete" : "not complete yet");
    }

    private void refused(FeedRefusedV1 refused) {
        if (!refused.reason().isTransient()) {
            stores.feeds().record(refused);
        }
        meter.count("ListingRefused", refused.reason().name().toLowerCase(Locale.ROOT), 1);
        LOG.info("{} refused: {}", refused.feed().community().label(), refused.reason());
        if (!refused.waiting().isEmpty()) {
            answer(refused);
        }
    }

    /// During an outage of the source the posts of an earlier fetch are better than none.
    private void answer(FeedRefusedV1 refused) {
        Feed feed = refused.feed();
        Optional<FeedPage> kept = refused.reason().isTransient() ? firstPage(feed) : Optional.empty();
        show(
                refused.waiting(),
                "done",
                cards -> kept.map(page -> cards.kept(feed, page, refused.reason(), clock.instant()))
                        .orElseGet(() -> cards.refused(feed, refused.reason())));
    }

    private Optional<FeedPage> firstPage(Feed feed) {
        return switch (stores.feeds().page(feed, 0, PostCards.PAGE).value()) {
            case StoredFeed.Page(FeedPage page) -> Optional.of(page);
            case StoredFeed.Missing _, StoredFeed.Refused _ -> Optional.empty();
        };
    }

    /// Shows each waiting card in its own language.
    private void show(List<PendingCard> waiting, String step, Function<PostCards, Card> content) {
        if (!waiting.isEmpty()) {
            outbox.send(waiting.stream()
                    .map(card -> new ShowCardV1(
                            card.place(),
                            card.card(),
                            card.cause() + "/" + step,
                            content.apply(new PostCards(Texts.of(card.language())))))
                    .toList());
        }
    }
}
