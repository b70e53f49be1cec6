package tidings.topics;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tidings.topics.model.Calibration;
import tidings.topics.model.LinearModel;

/// Gives every post a topic, from its text and from what is known of its subreddit. Thread-safe.
public final class Sorter {
    private final TopicModel model;
    private final Calibration calibration;
    private final double enough;

    /// Says `other` below the probability that was calibrated with the model.
    public Sorter(TopicModel model) {
        this(model, model.linear().calibration().enough());
    }

    /// Says `other` below the given probability.
    public Sorter(TopicModel model, double enough) {
        this.model = model;
        this.calibration = model.linear().calibration();
        this.enough = enough;
    }

    /// Sorts one post.
    public Sorting sort(PostText post, Context context) {
        float[] scores = new float[model.topics().size()];
        model.scores(post, scores);
        return sorting(scores, context);
    }

    /// Sorts many posts; context `i` is that of post `i`.
    public List<Sorting> sort(List<PostText> posts, List<? extends Context> contexts) {
        if (posts.size() != contexts.size()) {
            throw new IllegalArgumentException(posts.size() + " posts but " + contexts.size() + " contexts");
        }
        float[][] scores = new float[posts.size()][model.topics().size()];
        model.scores(posts, scores);
        List<Sorting> sortings = new ArrayList<>(posts.size());
        for (int i = 0; i < scores.length; i++) {
            sortings.add(sorting(scores[i], contexts.get(i)));
        }
        return sortings;
    }

    /// The topic of a subreddit, empty as long as no post of it has been read.
    public Optional<SubredditTopic> topicOf(SubredditPrior prior) {
        if (prior.posts() == 0) {
            return Optional.empty();
        }
        int best = 0;
        for (int topic = 1; topic < prior.topics(); topic++) {
            if (prior.share(topic, 0) > prior.share(best, 0)) {
                best = topic;
            }
        }
        return Optional.of(
                new SubredditTopic(model.topics().get(best), Math.min(1, prior.share(best, 0)), prior.posts()));
    }

    private Sorting sorting(float[] scores, Context context) {
        int topics = model.topics().size();
        switch (context) {
            case Context.KnownSubreddit(String topic) -> {
                return new Sorting(topic, 1, topic, model.version());
            }
            case Context.Prior(SubredditPrior prior)
            when prior.posts() > 0 -> {
                if (prior.topics() != topics) {
                    throw new IllegalArgumentException(
                            "a prior of " + prior.topics() + " topics, but the model has " + topics);
                }
                for (int topic = 0; topic < topics; topic++) {
                    scores[topic] = (float) (calibration.priorSharpness() * scores[topic]
                            + calibration.priorWeight() * Math.log(prior.share(topic, calibration.priorPosts())));
                }
                LinearModel.softmax(scores, topics, 1);
            }
            case Context.Prior _, Context.NoContext _ -> LinearModel.softmax(scores, topics, calibration.sharpness());
        }
        int best = 0;
        for (int topic = 1; topic < topics; topic++) {
            if (scores[topic] > scores[best]) {
                best = topic;
            }
        }
        String likeliest = model.topics().get(best);
        return new Sorting(
                scores[best] < enough ? Taxonomy.OTHER : likeliest,
                Math.min(1, scores[best]),
                likeliest,
                model.version());
    }
}
