package tidings.topics.model;

import java.util.Arrays;
import java.util.List;
import tidings.topics.PostText;

/// A trained model in its stored form: scores the features of a post for each topic. Immutable and thread-safe.
///
/// @param names splits the names of subreddits into words
public record LinearModel(
        List<String> topics,
        Calibration calibration,
        float[] bias,
        NameWords names,
        FeatureIndex index,
        Weights weights) {

    public LinearModel {
        topics = List.copyOf(topics);
    }

    /// Writes the score of each topic for a post; larger is more probable. The buffers must not be shared
    /// between threads.
    ///
    /// Features unknown to the model count towards the post's length, so that a post with mostly unknown features
    /// gets small scores.
    public void score(PostText post, Scratch scratch, float[] scores) {
        float[] sums = scratch.sum(post, index, weights, Weights.groups(topics.size()));
        float norm = norm(scratch.squares());
        for (int topic = 0; topic < topics.size(); topic++) {
            scores[topic] = sums[topic] * norm + bias[topic];
        }
    }

    /// The factor that normalizes the scores of a post to its length, by the sum of its squared feature weights.
    public static float norm(float squares) {
        return squares > 0 ? (float) (1 / Math.sqrt(squares)) : 0;
    }

    /// The contribution of one slot to each topic's score, before normalization and without the feature's own weight.
    public float[] row(int slot) {
        float[] sums = new float[Weights.GROUP * Weights.groups(topics.size())];
        weights.sum(new int[] {slot}, new float[] {1}, 1, sums);
        return Arrays.copyOf(sums, topics.size());
    }

    /// Turns scores into probabilities that sum to one.
    public static void softmax(float[] scores, int topics, float sharpness) {
        float highest = Float.NEGATIVE_INFINITY;
        for (int topic = 0; topic < topics; topic++) {
            highest = Math.max(highest, scores[topic]);
        }
        float sum = 0;
        for (int topic = 0; topic < topics; topic++) {
            scores[topic] = (float) Math.exp(sharpness * (scores[topic] - highest));
            sum += scores[topic];
        }
        for (int topic = 0; topic < topics; topic++) {
            scores[topic] /= sum;
        }
    }
}
