package tidings.topics;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tidings.topics.model.Calibration;

/// Classifies posts into topics, by their text and by what is known about their subreddit. Thread-safe.
public final class TopicClassifier {
    private final TopicModel model;
    private final Calibration calibration;
    private final double threshold;

    /// Returns `other` below the confidence threshold that was calibrated with the model.
    public TopicClassifier(TopicModel model) {
        this(model, model.linear().calibration().threshold());
    }

    /// Returns `other` below the given confidence.
    public TopicClassifier(TopicModel model, double threshold) {
        this.model = model;
        this.calibration = model.linear().calibration();
        this.threshold = threshold;
    }

    /// Classifies one post.
    public Classification classify(PostText post, TopicContext context) {
        return classify(List.of(post), List.of(context)).getFirst();
    }

    /// Classifies several posts; context `i` belongs to post `i`.
    public List<Classification> classify(List<PostText> posts, List<TopicContext> contexts) {
        if (posts.size() != contexts.size()) {
            throw new IllegalArgumentException(posts.size() + " posts but " + contexts.size() + " contexts");
        }
        float[][] scores = new float[posts.size()][model.topics().size()];
        model.scores(posts, scores);
        List<Classification> classifications = new ArrayList<>(posts.size());
        // The posts of a batch usually share one subreddit.
        Map<TopicContext, float[]> evidence = new HashMap<>();
        for (int i = 0; i < scores.length; i++) {
            TopicContext context = contexts.get(i);
            if (context.topic().isPresent()) {
                String topic = context.topic().get();
                classifications.add(new Classification(topic, 1, topic, topic, model.version()));
            } else if (context.isEmpty()) {
                classifications.add(classification(scores[i], calibration.text()));
            } else {
                classifications.add(combined(scores[i], evidence.computeIfAbsent(context, this::evidence)));
            }
        }
        return classifications;
    }

    /// The most probable topic of a subreddit by its name and its prior; empty if the context has neither.
    public Optional<SubredditTopic> topicOf(TopicContext subreddit) {
        if (subreddit.isEmpty()) {
            return Optional.empty();
        }
        // Zero scores, as of a post without text, leave the evidence of the subreddit alone.
        Classification best = combined(new float[model.topics().size()], evidence(subreddit));
        return Optional.of(new SubredditTopic(
                best.likeliest(), best.confidence(), subreddit.prior().posts()));
    }

    private Classification combined(float[] scores, float[] evidence) {
        calibration.prior().combine(scores, evidence);
        return classification(scores, calibration.prior().confidence());
    }

    private float[] evidence(TopicContext subreddit) {
        SubredditPrior prior = subreddit.prior();
        float[] name = new float[model.topics().size()];
        if (prior.topics() != name.length) {
            throw new IllegalArgumentException(
                    "the prior has " + prior.topics() + " topics but the model has " + name.length);
        }
        if (!subreddit.name().isEmpty()) {
            model.scores(model.linear().names().asPost(subreddit.name()), name);
        }
        return calibration.prior().evidence(name, prior.meanLogs(), prior.posts());
    }

    private Classification classification(float[] scores, Calibration.ConfidenceCurve curve) {
        int best = Calibration.best(scores);
        double confidence = curve.of(best, Calibration.margin(scores, best));
        String likeliest = model.topics().get(best);
        return new Classification(
                confidence < threshold ? Taxonomy.OTHER : likeliest,
                confidence,
                likeliest,
                model.topics().get(Calibration.second(scores, best)),
                model.version());
    }
}
