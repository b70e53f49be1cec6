package tidings.topics;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Creates the context in which the posts of a subreddit are classified. The topic that an operator fixed takes
/// precedence over the shipped table; without either, the subreddit's name and the prior learned from its posts are
/// used. Thread-safe.
public record TopicContexts(TopicModel model, ShippedTopics shipped) {
    private static final Logger LOG = LoggerFactory.getLogger(TopicContexts.class);

    /// A prior of this many posts is sufficient on its own; a smaller one is extended by the posts being classified.
    private static final int SUFFICIENT_POSTS = 25;

    /// The topic that needs no learning: the fixed one, otherwise the one in the shipped table.
    ///
    /// @param fixedTopic the id of the topic that an operator fixed
    public Optional<String> knownTopic(String subreddit, Optional<String> fixedTopic) {
        return fixedTopic.or(() -> shipped.topicOf(subreddit));
    }

    /// The context of a subreddit by its stored data.
    ///
    /// @param fixedTopic the id of the topic that an operator fixed
    /// @param storedPrior the bytes of a [SubredditPrior]; ignored if they were written for another taxonomy or in
    ///     another format
    public TopicContext of(String subreddit, Optional<String> fixedTopic, Optional<byte[]> storedPrior) {
        return of(subreddit, fixedTopic, () -> prior(subreddit, storedPrior));
    }

    /// The context for classifying several posts of a subreddit. They extend a stored prior of fewer than 25 posts,
    /// so that the first posts of a new subreddit are evidence for each other.
    public TopicContext of(
            String subreddit, Optional<String> fixedTopic, Optional<byte[]> storedPrior, List<PostText> posts) {
        return of(subreddit, fixedTopic, () -> {
            SubredditPrior prior = prior(subreddit, storedPrior);
            return prior.posts() >= SUFFICIENT_POSTS ? prior : extended(prior, posts);
        });
    }

    /// The prior to store for a subreddit after new posts of it; learning starts over if the stored one cannot be
    /// used.
    public SubredditPrior learned(String subreddit, Optional<byte[]> storedPrior, List<PostText> newPosts) {
        return extended(prior(subreddit, storedPrior), newPosts);
    }

    private TopicContext of(String subreddit, Optional<String> fixedTopic, Supplier<SubredditPrior> prior) {
        return knownTopic(subreddit, fixedTopic)
                .map(TopicContext::known)
                .orElseGet(() -> TopicContext.subreddit(subreddit, prior.get()));
    }

    private SubredditPrior prior(String subreddit, Optional<byte[]> stored) {
        int topics = model.topics().size();
        Optional<SubredditPrior> prior = stored.flatMap(bytes -> SubredditPrior.fromStored(bytes, topics));
        if (stored.isPresent() && prior.isEmpty()) {
            LOG.warn("the stored prior of r/{} is of another version and is ignored; learning starts over", subreddit);
        }
        return prior.orElseGet(() -> SubredditPrior.none(topics));
    }

    private SubredditPrior extended(SubredditPrior prior, List<PostText> posts) {
        float[] probabilities = new float[model.topics().size()];
        SubredditPrior sum = prior;
        for (PostText post : posts) {
            model.probabilities(post, probabilities);
            sum = sum.plus(probabilities);
        }
        return sum;
    }
}
