package tidings.topics.model;

import java.util.Arrays;
import java.util.List;
import tidings.topics.PostText;

/// A trained model as it is stored: scores a post's features for each topic. Immutable and thread-safe.
///
/// @param names how names of subreddits are read
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

    /// Reads a post and writes the score of each topic, larger is likelier, using buffers that only the calling thread
    /// may use.
    ///
    /// Features that the model does not know add to the post's length, so that a post it mostly does not understand
    /// gets small scores.
    public void score(PostText post, Scratch scratch, float[] scores) {
        float[] sums = scratch.sum(post, index, weights, Weights.groups(topics.size()));
        float norm = norm(scratch.squares());
        for (int topic = 0; topic < topics.size(); topic++) {
            scores[topic] = sums[topic] * norm + bias[topic];
        }
    }

    /// What a post's sum is multiplied by, from the sum of its features' squared weights, so that long posts weigh the
    /// same as short ones.
    public static float norm(float squares) {
        return squares > 0 ? (float) (1 / Math.sqrt(squares)) : 0;
    }

    /// What one slot adds to each topic's score, before the post's norm and the feature's own weight.
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
