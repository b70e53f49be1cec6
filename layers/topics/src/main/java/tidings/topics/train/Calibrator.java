package tidings.topics.train;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import tidings.topics.model.Calibration;
import tidings.topics.model.LinearModel;

/// Finds the numbers that make scores honest, on posts of subreddits that the scoring model never saw.
final class Calibrator {
    /// A prior is calibrated for as many posts as one request to Reddit brings of a small subreddit.
    static final int PRIOR_POSTS = 25;

    private static final double PRECISION = 0.9;

    private final Scored scored;

    Calibrator(Scored scored) {
        this.scored = scored;
    }

    Calibration calibrate() {
        float sharpness = (float) lowest(this::loss, 0.3, 30);
        float[] prior = {sharpness, 1, 5};
        List<Pair> pairs = pairs(sharpness);
        if (!pairs.isEmpty()) {
            for (int round = 0; round < 4; round++) {
                prior[0] = (float) lowest(value -> loss(pairs, value, prior[1], prior[2]), 0.1, 30);
                prior[1] = (float) lowest(value -> loss(pairs, prior[0], value, prior[2]), 0.1, 30);
                prior[2] = (float) lowest(value -> loss(pairs, prior[0], prior[1], value), 0.01, 100);
            }
        }
        return new Calibration(sharpness, enough(sharpness), prior[0], prior[1], prior[2]);
    }

    /// The lowest probability from which on posts are right often enough.
    private float enough(float sharpness) {
        record Answer(float probability, boolean right) {}
        List<Answer> answers = new ArrayList<>();
        for (int i = 0; i < scored.size(); i++) {
            float[] probabilities = scored.probabilities(i, sharpness);
            int best = Scored.best(probabilities);
            answers.add(new Answer(probabilities[best], best == scored.topics()[i]));
        }
        answers.sort(Comparator.comparingDouble(answer -> -answer.probability()));
        float enough = 0.95f;
        int right = 0;
        for (int i = 0; i < answers.size(); i++) {
            right += answers.get(i).right() ? 1 : 0;
            if (i >= 100 && right >= PRECISION * (i + 1)) {
                enough = answers.get(i).probability();
            }
        }
        return enough;
    }

    private double loss(double sharpness) {
        double loss = 0;
        for (int i = 0; i < scored.size(); i++) {
            loss -= Math.log(scored.probabilities(i, (float) sharpness)[scored.topics()[i]] + 1e-9);
        }
        return loss / scored.size();
    }

    /// A post and the mean probabilities of other posts of its subreddit.
    private record Pair(float[] scores, float[] sums, int topic) {}

    private List<Pair> pairs(float sharpness) {
        List<Pair> pairs = new ArrayList<>();
        scored.bySubreddit().values().forEach(posts -> {
            for (int from = 0; from + PRIOR_POSTS < posts.size(); from += PRIOR_POSTS + 1) {
                float[] sums = new float[scored.scores()[0].length];
                for (int post : posts.subList(from, from + PRIOR_POSTS)) {
                    float[] probabilities = scored.probabilities(post, sharpness);
                    for (int topic = 0; topic < sums.length; topic++) {
                        sums[topic] += probabilities[topic];
                    }
                }
                int post = posts.get(from + PRIOR_POSTS);
                pairs.add(new Pair(scored.scores()[post], sums, scored.topics()[post]));
            }
        });
        return pairs;
    }

    private static double loss(List<Pair> pairs, double sharpness, double weight, double evenPosts) {
        double loss = 0;
        for (Pair pair : pairs) {
            float[] probabilities = pair.scores().clone();
            for (int topic = 0; topic < probabilities.length; topic++) {
                double share = (pair.sums()[topic] + evenPosts / probabilities.length) / (PRIOR_POSTS + evenPosts);
                probabilities[topic] = (float) (sharpness * probabilities[topic] + weight * Math.log(share));
            }
            LinearModel.softmax(probabilities, probabilities.length, 1);
            loss -= Math.log(probabilities[pair.topic()] + 1e-9);
        }
        return loss / pairs.size();
    }

    /// The place between two positive numbers where a loss with one valley is lowest.
    static double lowest(DoubleUnaryOperator loss, double from, double to) {
        double low = Math.log(from);
        double high = Math.log(to);
        double golden = (Math.sqrt(5) - 1) / 2;
        for (int step = 0; step < 25; step++) {
            double left = high - golden * (high - low);
            double right = low + golden * (high - low);
            if (loss.applyAsDouble(Math.exp(left)) < loss.applyAsDouble(Math.exp(right))) {
                high = right;
            } else {
                low = left;
            }
        }
        return Math.exp((low + high) / 2);
    }
}
