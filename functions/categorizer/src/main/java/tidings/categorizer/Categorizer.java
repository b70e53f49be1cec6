package tidings.categorizer;

import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tidings.aws.Deadline;
import tidings.aws.Meter;
import tidings.aws.Queue;
import tidings.aws.Trace;
import tidings.aws.Wiring;
import tidings.delivery.Deliveries;
import tidings.domain.ClassifiedPost;
import tidings.domain.Community;
import tidings.domain.Post;
import tidings.domain.PostId;
import tidings.encoder.Encoder;
import tidings.messages.OutboxMessage;
import tidings.messages.PendingCard;
import tidings.messages.PostsMessage;
import tidings.messages.PostsMessage.FeedAbsentV1;
import tidings.messages.PostsMessage.FeedDelayedV1;
import tidings.messages.PostsMessage.FeedRefusedV1;
import tidings.messages.PostsMessage.NewPostsFoundV1;
import tidings.messages.PostsMessage.NewPostsMissedV1;
import tidings.messages.PostsMessage.PhraseAskedV1;
import tidings.messages.PostsMessage.PostsCheckedV1;
import tidings.messages.PostsMessage.PostsFoundV1;
import tidings.messages.PostsMessage.PostsHeldV1;
import tidings.messages.PostsMessage.PostsRestoredV1;
import tidings.messages.PostsMessage.WaitOverV1;
import tidings.settings.Tunable;
import tidings.settings.Tunables;
import tidings.state.DynamoDbTunableStore;
import tidings.store.CommunityStore.Count;
import tidings.store.CommunityStore.Knowledge;
import tidings.store.FeedStore;
import tidings.store.FeedStore.Recorded;
import tidings.store.Meant;
import tidings.store.PostStore;
import tidings.store.Stores;
import tidings.topics.ShippedTopics;
import tidings.topics.Taxonomy;
import tidings.topics.TopicModel;

/// Classifies fetched posts, stores them, and updates the cards that wait for them. Idempotent.
///
/// @param later for what nobody waits for
record Categorizer(
        PostClassifier classifier,
        PostMeanings meanings,
        Stores stores,
        Queue<PostsMessage> later,
        Queue<OutboxMessage> outbox,
        Deliveries deliveries,
        Tunables tunables,
        Meter meter,
        InstantSource clock) {
    private static final Logger LOG = LoggerFactory.getLogger(Categorizer.class);

    /// Pages of followers that are done with a part; the scheduler does what is left.
    private static final int MAX_PAGES = 100;

    /// So long after somebody asked, posts that are not encoded have the topic that their words say. Whoever has
    /// waited longer, because many ask, waits for no encoding at all.
    static final Duration PATIENCE = Duration.ofSeconds(3);

    /// @param encoder empty in a function without one, or where it could not be loaded
    static Categorizer of(CategorizerConfig config, Optional<Encoder> encoder, Wiring wiring) {
        Tunables tunables = DynamoDbTunableStore.tunables(
                wiring, config.tunablesTable(), config.database().profile());
        Runnable longWaits = () -> wiring.meter().count("ConnectionWaits", "long", 1);
        Stores stores = Stores.of(config.database(), config.cache(), tunables, wiring, _ -> {}, longWaits);
        PostClassifier classifier = classifier(config, encoder, wiring);
        return new Categorizer(
                classifier,
                new PostMeanings(classifier.encoder().map(posts -> posts::of), stores.posts()),
                stores,
                wiring.queue(config.newPostsQueueUrl()),
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

    private static PostClassifier classifier(CategorizerConfig config, Optional<Encoder> encoder, Wiring wiring) {
        TopicModel model = wiring.shared(TopicModel.class, TopicModel::load);
        ShippedTopics shipped = ShippedTopics.load();
        if (encoder.isPresent()) {
            PostEncoder posts =
                    new PostEncoder(encoder.get().version(), encoder.get()::encode, wiring.meter(), wiring.clock());
            return PostClassifier.with(posts, model, shipped);
        }
        return config.encoder().folder().isPresent()
                ? PostClassifier.off(model, shipped)
                : new PostClassifier(model, shipped);
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
            case PostsHeldV1 held -> {
                release(held);
                bring();
            }
            case FeedAbsentV1 absent -> stores.feeds().record(absent);
            case FeedDelayedV1 delayed -> answers().delayed(delayed);
            case WaitOverV1 over -> answers().over(over);
            case PhraseAskedV1 asked -> answers().encoded(asked, meanings.of(asked.phrase()));
        }
    }

    private Answers answers() {
        return new Answers(stores.feeds(), stores.taught(), outbox, clock);
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

    private void found(PostsFoundV1 part) {
        if (part.total().orElse(0) > part.posts().size()) { // with one part, the answer comes at once
            answers().classifying(part, part.total().getAsInt());
        }
        Map<Community, Knowledge> known = known(part.posts());
        Recorded recorded = store(part, known);
        List<PendingCard> previews = recorded.answers() ? answers().found(part) : List.of();
        // The answer comes with the last part, but shows what all of them mean.
        boolean isUrgent = !previews.isEmpty() || areMeaningsNeeded(part);
        // When some of them were new, there may have been no time to encode them.
        boolean catchesUp = part.waiting().isEmpty() && recorded.newPosts().isEmpty();
        boolean isLeft = leaves(FeedStore.held(part), recorded.newPosts(), isUrgent || catchesUp);
        answers().previewed(part, previews);
        learn(known, part.posts(), recorded.newPosts());
        if (!isLeft && !recorded.newPosts().isEmpty()) { // else what is due is for the scheduler
            bring();
        }
    }

    private static boolean areMeaningsNeeded(PostsMessage part) {
        return part.waiting().stream().anyMatch(Answers::needsMeanings);
    }

    /// Leaves what posts mean to be found out later, with all that can wait until then: it takes longer than all the
    /// rest, and somebody may wait for the next part. Of posts that are not new, another message leaves it.
    ///
    /// @param isWanted whether it is wanted now
    /// @return whether it was left, and not done at once
    private boolean leaves(PostsHeldV1 held, Set<PostId> fresh, boolean isWanted) {
        if (!meanings.canTell() || isWanted) {
            release(held);
            return false;
        }
        if (fresh.isEmpty()) {
            stores.feeds().release(held, Meant.NONE);
        } else {
            later.send(held);
        }
        return true;
    }

    private void release(PostsHeldV1 held) {
        stores.feeds().release(held, meanings.of(stores.posts().whole(held.posts())));
    }

    /// Of those that nobody waits for, everything is done at once.
    private void found(NewPostsFoundV1 part) {
        Map<Community, Knowledge> known = known(part.posts());
        List<ClassifiedPost> posts = part.waiting().isEmpty()
                ? classifier.classify(part.posts(), known)
                : classifiedSoon(part.posts(), known);
        Set<PostId> fresh = stores.feeds().hold(part, posts);
        boolean isLeft = leaves(FeedStore.held(part), fresh, part.waiting().isEmpty() || areMeaningsNeeded(part));
        count(posts, fresh);
        learn(known, part.posts(), fresh);
        if (!isLeft) {
            bring();
        }
    }

    private List<ClassifiedPost> classifiedSoon(List<Post> posts, Map<Community, Knowledge> known) {
        Duration waited =
                Duration.ofMillis(Trace.asked().map(asked -> asked.age(clock)).orElse(0L));
        Deadline soon =
                Deadline.current().within(PostEncoder.RESERVE.plus(PATIENCE).minus(waited));
        return soon.during(() -> classifier.classify(posts, known));
    }

    /// What is left to do of posts that are stored and, where somebody waits, shown.
    private void bring() {
        deliver();
        if (!classifier.isWhole()) {
            return;
        }
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
            deliveries.run(MAX_PAGES, Deliveries.CARDS_A_MINUTE);
        } catch (RuntimeException e) {
            LOG.error("new posts are delivered later", e);
        }
    }

    private Recorded store(PostsFoundV1 part, Map<Community, Knowledge> known) {
        List<ClassifiedPost> posts = classifiedSoon(part.posts(), known);
        Recorded recorded = stores.feeds().hold(part, posts);
        count(posts, recorded.newPosts());
        LOG.info(
                "stored {} posts of {}, {} new, fetch {}",
                posts.size(),
                part.feed().community().label(),
                recorded.newPosts().size(),
                recorded.whole() ? "complete" : "not complete yet");
        return recorded;
    }

    /// Learns from the new posts of communities, or counts them where the topic is known; at most once: if this
    /// fails, they are no longer new.
    private void learn(Map<Community, Knowledge> known, List<Post> posts, Set<PostId> fresh) {
        Map<Community, Count> counts = new HashMap<>();
        posts.stream()
                .filter(post -> fresh.contains(post.id()))
                .collect(Collectors.groupingBy(Post::community, LinkedHashMap::new, Collectors.toList()))
                .forEach((community, lesson) -> {
                    if (classifier.isKnown(community, known.get(community))) {
                        counts.put(community, Count.of(lesson));
                    } else {
                        stores.communities().learn(community, before -> classifier.learned(community, lesson, before));
                    }
                });
        if (!counts.isEmpty()) {
            stores.communities().count(counts);
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
        answers().refused(refused);
    }
}
