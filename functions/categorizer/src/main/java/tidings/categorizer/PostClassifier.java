package tidings.categorizer;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tidings.domain.ClassifiedPost;
import tidings.domain.Community;
import tidings.domain.Post;
import tidings.store.CommunityStore.Count;
import tidings.store.CommunityStore.Knowledge;
import tidings.store.CommunityStore.Learned;
import tidings.store.PostStore.Stale;
import tidings.topics.Classification;
import tidings.topics.EncoderOff;
import tidings.topics.PostText;
import tidings.topics.ShippedTopics;
import tidings.topics.SubredditPrior;
import tidings.topics.SubredditTopic;
import tidings.topics.TopicClassifier;
import tidings.topics.TopicContext;
import tidings.topics.TopicContexts;
import tidings.topics.TopicHead;
import tidings.topics.TopicModel;

/// Classifies posts by their text and by what is known of their community. Thread-safe.
///
/// @param version of what classifies, which posts are stored with
/// @param encoder gives the vectors of posts
record PostClassifier(
        TopicClassifier classifier, TopicContexts contexts, String version, Optional<PostEncoder> encoder) {
    /// Classifies by words alone.
    PostClassifier(TopicModel model, ShippedTopics shipped) {
        this(new TopicClassifier(model), new TopicContexts(model, shipped), model.version(), Optional.empty());
    }

    /// Classifies by words alone until the encoder that it misses is back.
    static PostClassifier off(TopicModel model, ShippedTopics shipped) {
        return new PostClassifier(
                new TopicClassifier(model),
                new TopicContexts(model, shipped),
                EncoderOff.version(model.version()),
                Optional.empty());
    }

    /// Classifies by words, and what these are not sure of by vectors, too.
    static PostClassifier with(PostEncoder encoder, TopicModel model, ShippedTopics shipped) {
        TopicClassifier classifier = new TopicClassifier(model, TopicHead.load(), encoder);
        return new PostClassifier(
                classifier, new TopicContexts(model, shipped), classifier.version(), Optional.of(encoder));
    }

    /// Whether it classifies as well as it could, so that what another version did is worth doing again.
    boolean isWhole() {
        return !EncoderOff.isIn(version);
    }

    /// Whether the topic of a community is known, so that nothing needs to be learned of it.
    boolean isKnown(Community community, Knowledge knowledge) {
        return contexts.knownTopic(community.value(), knowledge.fixedTopic()).isPresent();
    }

    /// Classifies posts, each by what is known of its own community and by the other posts of it. Those that were to
    /// be encoded but were not have the version of words alone, so that they are classified again.
    List<ClassifiedPost> classify(List<Post> posts, Map<Community, Knowledge> known) {
        Map<Community, TopicContext> each = posts.stream()
                .collect(Collectors.groupingBy(
                        Post::community,
                        Collectors.collectingAndThen(
                                Collectors.toList(),
                                own -> context(own, known.get(own.getFirst().community())))));
        return classified(
                posts,
                texts(posts),
                posts.stream().map(post -> each.get(post.community())).toList(),
                given -> encoder.isPresent() ? given.model() : version);
    }

    private TopicContext context(List<Post> posts, Knowledge knowledge) {
        String community = posts.getFirst().community().value();
        return contexts.of(community, knowledge.fixedTopic(), knowledge.prior(), texts(posts));
    }

    /// Classifies stored posts of any communities again: one that cannot be encoded now either stays as it is.
    List<ClassifiedPost> reclassify(List<Stale> stale) {
        List<Post> posts = stale.stream().map(one -> one.post().post()).toList();
        return classified(
                posts,
                texts(posts),
                stale.stream()
                        .map(one -> contexts.of(
                                one.post().post().community().value(),
                                one.knowledge().fixedTopic(),
                                one.knowledge().prior()))
                        .toList(),
                _ -> version);
    }

    /// What is known of a community after its new posts.
    Learned learned(Community community, List<Post> newPosts, Optional<byte[]> before) {
        SubredditPrior prior = contexts.learned(community.value(), before, texts(newPosts));
        SubredditTopic topic = classifier
                .topicOf(TopicContext.subreddit(community.value(), prior))
                .orElseThrow();
        return new Learned(
                prior.toBytes(),
                prior.posts(),
                topic.topic(),
                (float) topic.confidence(),
                Count.of(newPosts).share());
    }

    private List<ClassifiedPost> classified(
            List<Post> posts,
            List<PostText> texts,
            List<TopicContext> each,
            Function<Classification, String> versions) {
        List<Classification> classifications = classifier.classify(texts, each);
        return IntStream.range(0, posts.size())
                .mapToObj(i -> classified(posts.get(i), classifications.get(i), versions.apply(classifications.get(i))))
                .toList();
    }

    private static ClassifiedPost classified(Post post, Classification given, String version) {
        return new ClassifiedPost(
                post,
                given.topic(),
                (float) given.confidence(),
                version,
                given.topic().equals(given.likeliest()) ? List.of() : List.of(given.likeliest(), given.second()));
    }

    private static List<PostText> texts(List<Post> posts) {
        return posts.stream().map(PostClassifier::text).toList();
    }

    static PostText text(Post post) {
        return new PostText(post.title(), post.body(), post.domain());
    }
}
