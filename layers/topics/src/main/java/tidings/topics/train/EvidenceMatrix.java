package tidings.topics.train;

import java.util.List;
import tidings.topics.model.Calibration;
import tidings.topics.model.LinearModel;

/// Learns the contribution of a subreddit's posts and name to the score of each topic, because some topics are
/// systematically confused with others: softmax regression with Adam over all pairs, starting from the identity.
final class EvidenceMatrix {
    private static final int STEPS = 120;
    private static final double RATE = 0.01;

    /// The regularization towards the starting point.
    private static final double CLOSENESS = 0.01;

    private static final double MOMENTUM = 0.9;
    private static final double SCALE_MEMORY = 0.99;

    private EvidenceMatrix() {}

    /// The starting point: each item of evidence contributes to its own topic only.
    static float[] plain(int topics) {
        float[] plain = new float[2 * topics * topics];
        for (int row = 0; row < 2 * topics; row++) {
            plain[row * topics + row % topics] = 1;
        }
        return plain;
    }

    static float[] learn(List<Calibrator.Pair> pairs, Calibration.Prior prior) {
        int topics = pairs.getFirst().meanLogs().length;
        float[] begin = plain(topics);
        float[] evidence = begin.clone();
        double[] momentum = new double[evidence.length];
        double[] scales = new double[evidence.length];
        for (int step = 1; step <= STEPS; step++) {
            double[] gradient = gradient(pairs, prior, evidence);
            double warm = 1 - StrictMath.pow(MOMENTUM, step);
            double scaled = 1 - StrictMath.pow(SCALE_MEMORY, step);
            for (int at = 0; at < evidence.length; at++) {
                double slope = gradient[at] + 2 * CLOSENESS * (evidence[at] - begin[at]);
                momentum[at] = MOMENTUM * momentum[at] + (1 - MOMENTUM) * slope;
                scales[at] = SCALE_MEMORY * scales[at] + (1 - SCALE_MEMORY) * slope * slope;
                evidence[at] -= (float) (RATE * momentum[at] / warm / (Math.sqrt(scales[at] / scaled) + 1e-8));
            }
        }
        return evidence;
    }

    /// The mean gradient of the log-loss.
    private static double[] gradient(List<Calibrator.Pair> pairs, Calibration.Prior prior, float[] evidence) {
        Calibration.Prior now = new Calibration.Prior(
                prior.sharpness(),
                prior.weight(),
                prior.halfWeightPosts(),
                prior.name(),
                prior.nameHalfWeightPosts(),
                evidence,
                prior.confidence());
        double[] gradient = new double[evidence.length];
        for (Calibrator.Pair pair : pairs) {
            float[] items = pair.evidence(now);
            float[] misses = pair.combined(now);
            int topics = misses.length;
            LinearModel.softmax(misses, topics, 1);
            misses[pair.topic()] -= 1;
            for (int row = 0; row < items.length; row++) {
                double share = (double) items[row] / pairs.size();
                for (int topic = 0; topic < topics; topic++) {
                    gradient[row * topics + topic] += share * misses[topic];
                }
            }
        }
        return gradient;
    }
}
