package tidings.topics.model;

import java.util.Arrays;
import java.util.List;

/// A trained model as it is stored: scores a post's features for each topic. Immutable and thread-safe.
public record LinearModel(
        List<String> topics, Calibration calibration, float[] bias, FeatureIndex index, Weights weights) {

    public LinearModel {
        topics = List.copyOf(topics);
    }

    /// Writes the score of each topic, larger is likelier, using buffers that only the calling thread may use.
    public void score(Scratch scratch, float[] scores) {
        Features features = scratch.features();
        Arrays.fill(scores, 0, topics.size(), 0);
        scratch.forgetSlots(features.size());
        float squares = 0;
        for (int i = 0; i < features.size(); i++) {
            int slot = index.find(features.hash(i));
            if (slot >= 0 && scratch.isNew(slot)) {
                float weight = features.weight(i);
                weights.addTo(scores, slot, weight);
                squares += weight * weight;
            }
        }
        float norm = norm(squares);
        for (int topic = 0; topic < topics.size(); topic++) {
            scores[topic] = scores[topic] * weights.scales()[topic] * norm + bias[topic];
        }
    }

    /// What a post's sum is multiplied by, from the sum of its features' squared weights, so that long posts weigh the
    /// same as short ones.
    public static float norm(float squares) {
        return squares > 0 ? (float) (1 / Math.sqrt(squares)) : 0;
    }

    /// What one slot adds to a topic's score, before the post's norm and the feature's own weight.
    public float weight(int slot, int topic) {
        return weights.at(slot, topic);
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
