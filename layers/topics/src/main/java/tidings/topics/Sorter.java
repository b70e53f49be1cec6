package tidings.topics;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tidings.topics.model.Calibration;

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
        // A post without text says nothing, so what is joined is the prior alone.
        Answer answer = answer(new float[model.topics().size()], prior);
        return Optional.of(new SubredditTopic(model.topics().get(answer.best()), answer.confidence(), prior.posts()));
    }

    private Sorting sorting(float[] scores, Context context) {
        return switch (context) {
            case Context.KnownSubreddit(String topic) -> new Sorting(topic, 1, topic, model.version());
            case Context.Prior(SubredditPrior prior) when prior.posts() > 0 -> sorting(answer(scores, prior));
            case Context.Prior _, Context.NoContext _ -> {
                int best = Calibration.best(scores);
                yield sorting(new Answer(best, calibration.text().of(best, Calibration.lead(scores, best))));
            }
        };
    }

    private record Answer(int best, double confidence) {}

    private Answer answer(float[] scores, SubredditPrior prior) {
        if (prior.topics() != scores.length) {
            throw new IllegalArgumentException(
                    "a prior of " + prior.topics() + " topics, but the model has " + scores.length);
        }
        calibration.prior().join(scores, prior.meanLogs(), prior.posts());
        int best = Calibration.best(scores);
        return new Answer(best, calibration.prior().certainty().of(best, Calibration.lead(scores, best)));
    }

    private Sorting sorting(Answer answer) {
        String likeliest = model.topics().get(answer.best());
        return new Sorting(
                answer.confidence() < enough ? Taxonomy.OTHER : likeliest,
                answer.confidence(),
                likeliest,
                model.version());
    }
}
