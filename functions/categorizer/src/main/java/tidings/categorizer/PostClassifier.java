package tidings.categorizer;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tidings.domain.Post;
import tidings.domain.PostId;
import tidings.domain.ClassifiedPost;
import tidings.domain.Community;
import tidings.store.Resorting.Stale;
import tidings.store.Subreddits.Known;
import tidings.store.Subreddits.Learned;
import tidings.topics.TopicContext;
import tidings.topics.PostText;
import tidings.topics.TopicClassifier;
import tidings.topics.Classification;
import tidings.topics.SubredditPrior;
import tidings.topics.SubredditTopic;
import tidings.topics.ShippedTopics;
import tidings.topics.TopicModel;

/// Sorts the posts of one subreddit by their text and by what their subreddit is about. Thread-safe.
final class PostClassifier {
    private static final Logger LOG = LoggerFactory.getLogger(PostClassifier.class);

    /// A prior of so many posts says enough of a subreddit by itself; below, the posts at hand are added to it.
    private static final int ENOUGH_POSTS = 25;

    private final TopicModel model;
    private final TopicClassifier sorter;
    private final ShippedTopics shipped;

    PostClassifier(TopicModel model, ShippedTopics shipped) {
        this.model = model;
        this.sorter = new TopicClassifier(model);
        this.shipped = shipped;
    }

    /// The topic that is a fact: fixed by an operator, or in the shipped table. Of such a subreddit nothing is learned.
    Optional<String> factOf(Community subreddit, Known stored) {
        return stored.fixedTopic().or(() -> shipped.topicOf(subreddit.value()));
    }

    List<ClassifiedPost> sort(Community subreddit, List<Post> posts, Known stored) {
        List<PostText> texts = posts.stream().map(PostClassifier::text).toList();
        TopicContext context = context(subreddit, stored, () -> priorFor(texts, stored.prior()));
        return sorted(posts, Collections.nCopies(posts.size(), context));
    }

    /// Sorts posts of any subreddits again, each by its text and what is known of its subreddit by now.
    List<ClassifiedPost> again(List<Stale> stale) {
        return sorted(
                stale.stream().map(one -> one.post().post()).toList(),
                stale.stream()
                        .map(one -> context(
                                one.post().post().community(),
                                one.known(),
                                () -> read(one.known().prior())))
                        .toList());
    }

    /// The version of the model that sorts.
    String version() {
        return model.version();
    }

    private TopicContext context(Community subreddit, Known stored, Supplier<SubredditPrior> prior) {
        return factOf(subreddit, stored)
                .<TopicContext>map(TopicContext.KnownSubreddit::new)
                .orElseGet(() -> new TopicContext.UnknownSubreddit(subreddit.value(), prior.get()));
    }

    private List<ClassifiedPost> sorted(List<Post> posts, List<TopicContext> contexts) {
        List<Classification> sortings =
                sorter.classify(posts.stream().map(PostClassifier::text).toList(), contexts);
        return IntStream.range(0, posts.size())
                .mapToObj(i -> new ClassifiedPost(
                        posts.get(i),
                        sortings.get(i).topic(),
                        (float) sortings.get(i).confidence(),
                        sortings.get(i).model()))
                .toList();
    }

    /// What is known of a subreddit after some new posts of it.
    Learned learned(Community subreddit, List<Post> posts, Set<PostId> newPosts, Optional<byte[]> before) {
        SubredditPrior prior = plus(
                read(before),
                posts.stream()
                        .filter(post -> newPosts.contains(post.id()))
                        .map(PostClassifier::text)
                        .toList());
        SubredditTopic topic = sorter.topicOf(new TopicContext.UnknownSubreddit(subreddit.value(), prior))
                .orElseThrow();
        return new Learned(prior.toBytes(), prior.posts(), topic.topic(), (float) topic.confidence());
    }

    private SubredditPrior priorFor(List<PostText> texts, Optional<byte[]> stored) {
        SubredditPrior prior = read(stored);
        return prior.posts() >= ENOUGH_POSTS ? prior : plus(prior, texts);
    }

    private SubredditPrior plus(SubredditPrior prior, List<PostText> texts) {
        float[] probabilities = new float[model.topics().size()];
        SubredditPrior sum = prior;
        for (PostText text : texts) {
            model.probabilities(text, probabilities);
            sum = sum.plus(probabilities);
        }
        return sum;
    }

    private SubredditPrior read(Optional<byte[]> stored) {
        int topics = model.topics().size();
        Optional<SubredditPrior> prior = stored.flatMap(bytes -> SubredditPrior.fromStored(bytes, topics));
        if (stored.isPresent() && prior.isEmpty()) {
            LOG.warn("a stored prior is of another version and is learned anew");
        }
        return prior.orElseGet(() -> SubredditPrior.none(topics));
    }

    private static PostText text(Post post) {
        return new PostText(post.title(), post.body(), post.domain());
    }
}
