package tidings.categorizer;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tidings.aws.Delivery;
import tidings.aws.Meter;
import tidings.aws.Queue;
import tidings.aws.Verdict;
import tidings.aws.Wiring;
import tidings.cards.FeedCards;
import tidings.delivery.Deliveries;
import tidings.domain.ClassifiedPost;
import tidings.domain.Community;
import tidings.domain.Feed;
import tidings.domain.FeedPage;
import tidings.domain.Post;
import tidings.domain.PostId;
import tidings.domain.SourceProblem;
import tidings.messages.OutboxMessage;
import tidings.messages.OutboxMessage.ShowCardV1;
import tidings.messages.PendingCard;
import tidings.messages.PostsMessage;
import tidings.messages.PostsMessage.FeedAbsentV1;
import tidings.messages.PostsMessage.FeedDelayedV1;
import tidings.messages.PostsMessage.FeedRefusedV1;
import tidings.messages.PostsMessage.NewPostsFoundV1;
import tidings.messages.PostsMessage.NewPostsMissedV1;
import tidings.messages.PostsMessage.PostsCheckedV1;
import tidings.messages.PostsMessage.PostsFoundV1;
import tidings.messages.PostsMessage.PostsRestoredV1;
import tidings.messages.PostsMessage.WaitOverV1;
import tidings.messages.Wait;
import tidings.settings.Tunable;
import tidings.settings.Tunables;
import tidings.state.DynamoDbTunableStore;
import tidings.store.CommunityStore.Knowledge;
import tidings.store.FeedStore.Recorded;
import tidings.store.FeedStore.StoredFeed;
import tidings.store.PostStore;
import tidings.store.Stores;
import tidings.telegram.Card;
import tidings.topics.ShippedTopics;
import tidings.topics.Taxonomy;
import tidings.topics.TopicModel;

/// Classifies fetched posts, stores them, and updates the cards that wait for them. Idempotent.
record Categorizer(
        PostClassifier classifier,
        Stores stores,
        Queue<OutboxMessage> outbox,
        Deliveries deliveries,
        Tunables tunables,
        Meter meter,
        InstantSource clock) {
    private static final Logger LOG = LoggerFactory.getLogger(Categorizer.class);

    /// Pages of followers, and cards, that are done with a part; the scheduler does what is left.
    private static final int MAX_PAGES = 100;

    private static final int MAX_CARDS = 500;

    static Categorizer of(CategorizerConfig config, Wiring wiring) {
        Tunables tunables = DynamoDbTunableStore.tunables(
                wiring, config.tunablesTable(), config.database().profile());
        Stores stores = Stores.of(config.database(), config.cache(), tunables, wiring);
        return new Categorizer(
                new PostClassifier(wiring.shared(TopicModel.class, TopicModel::load), ShippedTopics.load()),
                stores,
                wiring.queue(config.outboxQueueUrl()),
                new Deliveries(
                        stores.deliveries(),
                        stores.threads(),
                        wiring.queue(config.deliveriesQueueUrl()),
                        wiring.clock()),
                tunables,
                wiring.meter(),
                wiring.clock());
    }

    Verdict handle(Delivery<PostsMessage> delivery) {
        handle(delivery.message());
        return Verdict.DONE;
    }

    void handle(PostsMessage message) {
        switch (message) {
            case PostsFoundV1 found -> found(found);
            case NewPostsFoundV1 found -> found(found);
            case NewPostsMissedV1 missed -> stores.feeds().record(missed);
            case FeedRefusedV1 refused -> refused(refused);
            case PostsCheckedV1 checked -> checked(checked);
            case PostsRestoredV1 restored ->
                stores.posts()
                        .restore(classifier.classify(restored.posts(), known(restored.posts())), restored.readAt());
            case FeedAbsentV1 absent -> stores.feeds().record(absent);
            case FeedDelayedV1 delayed -> delayed(delayed);
            case WaitOverV1 over -> {
                over(over, over.waiting());
                over(over, stores.feeds().waiting(over.feed())); // those who joined a delayed fetch
            }
        }
    }

    /// What is gone is forgotten: at first wherever it was brought to, so that a failure leaves it to do again. A
    /// doubtful answer has to be given twice.
    private void checked(PostsCheckedV1 checked) {
        stores.posts().update(checked.there());
        List<PostId> gone = checked.doubtful()
                ? stores.posts().suspect(checked.gone(), checked.checkedAt().minus(PostStore.SECOND_LOOK))
                : checked.gone();
        if (!gone.isEmpty()) {
            deliveries.takeBack(gone, stores.briefs());
            stores.posts().remove(gone);
        }
        LOG.info(
                "{} posts are there, {} gone, {} forgotten",
                checked.there().size(),
                checked.gone().size(),
                gone.size());
    }

    private void over(WaitOverV1 over, List<PendingCard> waiting) {
        show(
                waiting,
                "over/" + over.until().toEpochMilli(),
                cards -> cards.failed(over.feed()),
                card -> Optional.of(Wait.ends(card.cause(), over.until())));
    }

    private void found(PostsFoundV1 part) {
        Feed feed = part.feed();
        if (part.total().orElse(0) > part.posts().size()) { // with one part, the answer comes at once
            show(
                    part.waiting(),
                    "sorting",
                    cards -> cards.classifying(feed, part.total().getAsInt()),
                    card -> Optional.of(Wait.goesOn(card.cause())));
        }
        Map<Community, Knowledge> known = known(part.posts());
        Recorded recorded = store(part, known);
        if (recorded.answers()) {
            answer(part, feed, () -> latest(feed));
        }
        newPosts(known, part.posts(), recorded.newPosts());
    }

    /// Nobody waits for them.
    private void found(NewPostsFoundV1 part) {
        Map<Community, Knowledge> known = known(part.posts());
        List<ClassifiedPost> posts = classifier.classify(part.posts(), known);
        Set<PostId> fresh = stores.feeds().record(part, posts);
        count(posts, fresh);
        newPosts(known, part.posts(), fresh);
    }

    private void newPosts(Map<Community, Knowledge> known, List<Post> posts, Set<PostId> fresh) {
        known.forEach((community, knowledge) -> learn(community, knowledge, posts, fresh));
        deliver();
        int batch = tunables.get(Tunable.RECLASSIFY_BATCH); // of an older model, when no card waits any more
        int again = stores.posts().reclassify(classifier.version(), batch, classifier::reclassify);
        if (again > 0) {
            LOG.info("reclassified {} posts", again);
        }
    }

    private Map<Community, Knowledge> known(List<Post> posts) {
        Map<Community, Knowledge> known = new LinkedHashMap<>();
        posts.forEach(post -> known.computeIfAbsent(post.community(), stores.communities()::knowledge));
        return known;
    }

    /// Who waited has an answer, and the posts are stored: what fails here is for the scheduler.
    private void deliver() {
        try {
            deliveries.run(MAX_PAGES, MAX_CARDS);
        } catch (RuntimeException e) {
            LOG.error("new posts are delivered later", e);
        }
    }

    private Recorded store(PostsFoundV1 part, Map<Community, Knowledge> known) {
        List<ClassifiedPost> posts = classifier.classify(part.posts(), known);
        Recorded recorded = stores.feeds().record(part, posts);
        count(posts, recorded.newPosts());
        LOG.info(
                "stored {} posts of {}, {} new, fetch {}",
                posts.size(),
                part.feed().community().label(),
                recorded.newPosts().size(),
                recorded.whole() ? "complete" : "not complete yet");
        return recorded;
    }

    /// Learns from the new posts of a community, at most once: if this fails, they are no longer new.
    private void learn(Community community, Knowledge knowledge, List<Post> posts, Set<PostId> fresh) {
        List<Post> lesson = posts.stream()
                .filter(post -> post.community().equals(community))
                .filter(post -> fresh.contains(post.id()))
                .toList();
        if (!lesson.isEmpty() && !classifier.isKnown(community, knowledge)) {
            stores.communities().learn(community, before -> classifier.learned(community, lesson, before));
        }
    }

    private void count(List<ClassifiedPost> posts, Set<PostId> fresh) {
        long unsure = posts.stream()
                .filter(post -> Taxonomy.OTHER.equals(post.topic()))
                .count();
        meter.count("PostsSorted", "sure", posts.size() - unsure);
        meter.count("PostsSorted", "other", unsure);
        meter.count("PostsFound", "new", fresh.size());
    }

    private void refused(FeedRefusedV1 refused) {
        if (!refused.reason().isTransient()) {
            stores.feeds().record(refused);
        }
        LOG.info("{} refused: {}", refused.feed().community().label(), refused.reason());
        answer(refused, refused.feed(), () -> refusal(refused));
    }

    /// Not from the cache, which may still have the page before.
    private Function<FeedCards, Card> latest(Feed feed) {
        Map<Integer, StoredFeed> stored = new HashMap<>();
        return cards -> switch (stored.computeIfAbsent(
                cards.posts(), posts -> stores.feeds().latest(feed, posts))) {
            case StoredFeed.Page(FeedPage page) -> cards.page(feed, page, clock.instant());
            case StoredFeed.Refused(SourceProblem problem, var _) -> cards.refused(feed, problem);
            case StoredFeed.Missing _ -> cards.refused(feed, SourceProblem.UNAVAILABLE);
        };
    }

    /// During an outage of the source the posts of an earlier fetch are better than none.
    private Function<FeedCards, Card> refusal(FeedRefusedV1 refused) {
        Feed feed = refused.feed();
        return cards -> refused.reason().isTransient()
                        && stores.feeds().page(feed, 0, cards.posts()).value() instanceof StoredFeed.Page(FeedPage page)
                ? cards.kept(feed, page, refused.reason(), clock.instant())
                : cards.refused(feed, refused.reason());
    }

    /// Those who joined are told, too, and those who join from now on.
    private void delayed(FeedDelayedV1 delayed) {
        Instant until = delayed.until();
        delayed.waiting().forEach(card -> stores.feeds().delayed(delayed.feed(), card, until));
        show(
                all(delayed, stores.feeds().waiting(delayed.feed())),
                "delayed/" + until.getEpochSecond(),
                cards -> cards.delayed(delayed.feed(), delayed.reason(), until, clock.instant()),
                card -> Optional.of(Wait.goesOn(card.cause(), until.plus(FeedDelayedV1.PATIENCE))));
    }

    private static List<PendingCard> all(PostsMessage message, List<PendingCard> joined) {
        return Stream.concat(message.waiting().stream(), joined.stream())
                .distinct()
                .toList();
    }

    /// Answers all who wait for the feed, whichever fetch they asked for. They are answered again rather than
    /// never, and by each fetch, for one may say why it failed and the next one bring the posts.
    private void answer(PostsMessage message, Feed feed, Supplier<Function<FeedCards, Card>> content) {
        List<PendingCard> joined = stores.feeds().waiting(feed);
        List<PendingCard> waiting = all(message, joined);
        if (!waiting.isEmpty()) {
            show(waiting, "done/" + message.run(), content.get(), _ -> Optional.empty());
        }
        if (!joined.isEmpty()) {
            stores.feeds().answered(feed, joined);
        }
    }

    /// Shows each waiting card in its own language.
    private void show(
            List<PendingCard> waiting,
            String step,
            Function<FeedCards, Card> content,
            Function<PendingCard, Optional<Wait>> wait) {
        if (!waiting.isEmpty()) {
            outbox.send(waiting.stream()
                    .map(card -> new ShowCardV1(
                            card.place(),
                            card.card(),
                            card.cause() + "/" + step,
                            content.apply(WaitingFeedCards.of(card)),
                            wait.apply(card)))
                    .toList());
        }
    }
}
