package tidings.topics;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import tidings.topics.model.Calibration;

/// Turns the scores of posts into classifications. Not thread-safe.
final class Judge {
    private final TopicModel model;
    private final String version;
    private final Calibration calibration;
    private final Function<PostText, float[]> scores;

    /// The posts of a batch usually share one subreddit.
    private final Map<TopicContext, float[]> evidence = new HashMap<>();

    /// @param version of what scores
    /// @param calibration of the scores
    /// @param scores one for each topic of the model
    Judge(TopicModel model, String version, Calibration calibration, Function<PostText, float[]> scores) {
        this.model = model;
        this.version = version;
        this.calibration = calibration;
        this.scores = scores;
    }

    Classification classify(PostText post, TopicContext context) {
        if (context.topic().isPresent()) {
            String topic = context.topic().get();
            return new Classification(topic, 1, topic, topic, version);
        }
        float[] own = scores.apply(post);
        return context.isEmpty() ? classification(own, calibration.text()) : combined(own, context);
    }

    /// The topic of a subreddit that is not known, by its name and its prior.
    SubredditTopic topicOf(TopicContext subreddit) {
        // Zero scores, as of a post without text, leave the evidence of the subreddit alone.
        Classification best = combined(new float[model.topics().size()], subreddit);
        return new SubredditTopic(
                best.likeliest(), best.confidence(), subreddit.prior().posts());
    }

    /// The name of a subreddit as a post, if it has one.
    static Optional<PostText> name(TopicModel model, TopicContext subreddit) {
        return Optional.of(subreddit.name())
                .filter(name -> !name.isEmpty())
                .map(model.linear().names()::asPost);
    }

    private Classification combined(float[] own, TopicContext subreddit) {
        calibration.prior().combine(own, evidence.computeIfAbsent(subreddit, this::evidence));
        return classification(own, calibration.prior().confidence());
    }

    private float[] evidence(TopicContext subreddit) {
        SubredditPrior prior = subreddit.prior();
        int topics = model.topics().size();
        if (prior.topics() != topics) {
            throw new IllegalArgumentException(
                    "the prior has " + prior.topics() + " topics but the model has " + topics);
        }
        float[] name = name(model, subreddit).map(scores).orElseGet(() -> new float[topics]);
        return calibration.prior().evidence(name, prior.meanLogs(), prior.posts());
    }

    private Classification classification(float[] sums, Calibration.ConfidenceCurve curve) {
        int best = Calibration.best(sums);
        double confidence = curve.of(best, Calibration.margin(sums, best));
        String likeliest = model.topics().get(best);
        return new Classification(
                confidence < calibration.threshold() ? Taxonomy.OTHER : likeliest,
                confidence,
                likeliest,
                model.topics().get(Calibration.second(sums, best)),
                version);
    }
}
