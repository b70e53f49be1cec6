package tidings.topics.train;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import tidings.topics.SubredditPrior;
import tidings.topics.model.Calibration;
import tidings.topics.model.LinearModel;

/// Fits the calibration of a model on posts of subreddits that the scoring model never saw.
///
/// @param sharpness of the scores
/// @param names the scored names of the posts' subreddits
/// @param others the probabilities of each post where it is evidence for the subreddit of other posts
record Calibrator(Scored scored, float sharpness, Scored names, IntFunction<float[]> others, long seed) {
    /// The threshold for `other` is the lowest at which the remaining classifications have this precision.
    private static final double PRECISION = 0.88;

    /// The minimum share of posts that get a topic whatever the precision: a model that answers `other` to nearly all
    /// posts is useless.
    private static final double MIN_COVERAGE = 0.15;

    /// The sizes of the priors used for calibration, in posts.
    private static final int[] PRIOR_POSTS = {0, 1, 5, 25};

    private static final int DRAWS = 4;
    private static final int POSTS_PER_DRAW = 2;
    private static final int ROUNDS = 3;

    /// The upper bounds of the five scalar parameters of a prior, in the order of its components.
    private static final double[] UPPER_BOUNDS = {30, 100, 100, 30, 100};

    /// The scalar parameters are fitted on every fifth pair, which suffices; the matrix needs all pairs.
    private static final int TUNING_STRIDE = 5;

    /// The posts are evidence by the same scores.
    static Calibrator of(Scored scored, Scored names, long seed) {
        float sharpness = sharpness(scored);
        return new Calibrator(scored, sharpness, names, post -> scored.probabilities(post, sharpness), seed);
    }

    /// The sharpness that fits the scores best.
    static float sharpness(Scored scored) {
        return (float) lowest(scored::loss, 0.3, 30);
    }

    Calibration calibrate() {
        List<Prediction> predictions = new ArrayList<>();
        for (int i = 0; i < scored.size(); i++) {
            predictions.add(Prediction.of(scored.scores()[i], scored.topics()[i]));
        }
        Calibration.ConfidenceCurve text = ConfidenceFitter.of(predictions, scored.scores()[0].length);
        return new Calibration(sharpness, text, threshold(predictions, text), prior(pairs(), sharpness, text));
    }

    /// The margin of the best topic, and whether it was right.
    ///
    /// @param best the index of the topic
    record Prediction(int best, float margin, boolean right) {
        static Prediction of(float[] scores, int topic) {
            int best = Calibration.best(scores);
            return new Prediction(best, Calibration.margin(scores, best), best == topic);
        }
    }

    /// A post with the evidence of its subreddit's name and other posts.
    record Pair(float[] scores, float[] name, float[] meanLogs, int posts, int topic) {
        float[] evidence(Calibration.Prior prior) {
            return prior.evidence(name, meanLogs, posts);
        }

        float[] combined(Calibration.Prior prior) {
            float[] combined = scores.clone();
            prior.combine(combined, evidence(prior));
            return combined;
        }
    }

    /// The lowest confidence at which the precision or the minimum coverage is met.
    private static float threshold(List<Prediction> predictions, Calibration.ConfidenceCurve confidence) {
        List<Prediction> sorted = new ArrayList<>(predictions);
        sorted.sort(Comparator.comparingDouble(one -> -confidence.uncalibrated(one.best(), one.margin())));
        float threshold = (float) PRECISION;
        int right = 0;
        for (int i = 0; i < sorted.size(); i++) {
            right += sorted.get(i).right() ? 1 : 0;
            if (i < MIN_COVERAGE * sorted.size() || right >= PRECISION * (i + 1)) {
                // The next lower float, so that rounding does not exclude this prediction.
                threshold = Math.nextDown((float)
                        confidence.of(sorted.get(i).best(), sorted.get(i).margin()));
            }
        }
        return threshold;
    }

    /// Posts of each subreddit with none and some of its other posts; the same ones for the same posts and seed.
    List<Pair> pairs() {
        List<Pair> pairs = new ArrayList<>();
        Random random = new Random(seed);
        Map<String, List<Integer>> nameOf = names.bySubreddit();
        float[] noName = new float[scored.scores()[0].length];
        scored.bySubreddit().forEach((subreddit, posts) -> {
            float[] name = nameOf.containsKey(subreddit)
                    ? names.scores()[nameOf.get(subreddit).getFirst()]
                    : noName;
            List<Integer> shuffled = new ArrayList<>(posts);
            for (int priorPosts : PRIOR_POSTS) {
                for (int draw = 0; draw < DRAWS && shuffled.size() > priorPosts; draw++) {
                    Collections.shuffle(shuffled, random);
                    SubredditPrior prior = SubredditPrior.none(scored.scores()[0].length);
                    for (int post : shuffled.subList(0, priorPosts)) {
                        prior = prior.plus(others.apply(post));
                    }
                    int to = Math.min(shuffled.size(), priorPosts + POSTS_PER_DRAW);
                    for (int post : shuffled.subList(priorPosts, to)) {
                        pairs.add(new Pair(
                                scored.scores()[post], name, prior.meanLogs(), priorPosts, scored.topics()[post]));
                    }
                }
            }
        });
        return pairs;
    }

    private static Calibration.Prior prior(List<Pair> pairs, float sharpness, Calibration.ConfidenceCurve text) {
        int topics = text.slopes().length;
        float[] plain = EvidenceMatrix.plain(topics);
        float[] numbers = {sharpness, 1, 5, sharpness, 5};
        if (pairs.isEmpty()) {
            return prior(numbers, plain, text);
        }
        List<Pair> tuning = IntStream.range(0, pairs.size())
                .filter(i -> i % TUNING_STRIDE == 0)
                .mapToObj(pairs::get)
                .toList();
        for (int round = 0; round < ROUNDS; round++) {
            for (int i = 0; i < numbers.length; i++) {
                int number = i;
                float[] tried = numbers.clone();
                DoubleUnaryOperator loss = value -> {
                    tried[number] = (float) value;
                    return loss(tuning, prior(tried, plain, text));
                };
                numbers[number] = (float) lowest(loss, 0.1, UPPER_BOUNDS[number]);
            }
        }
        float[] matrix = EvidenceMatrix.learn(pairs, prior(numbers, plain, text));
        Calibration.Prior learned = prior(numbers, matrix, text);
        List<Prediction> predictions = new ArrayList<>();
        for (Pair pair : pairs) {
            predictions.add(Prediction.of(pair.combined(learned), pair.topic()));
        }
        return prior(numbers, matrix, ConfidenceFitter.of(predictions, topics));
    }

    private static Calibration.Prior prior(float[] numbers, float[] matrix, Calibration.ConfidenceCurve confidence) {
        return new Calibration.Prior(numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], matrix, confidence);
    }

    private static double loss(List<Pair> pairs, Calibration.Prior prior) {
        double loss = 0;
        for (Pair pair : pairs) {
            float[] combined = pair.combined(prior);
            LinearModel.softmax(combined, combined.length, 1);
            loss -= Math.log(combined[pair.topic()] + 1e-9);
        }
        return loss / pairs.size();
    }

    /// The minimum of a unimodal loss between two positive numbers, by golden-section search on a logarithmic scale.
    static double lowest(DoubleUnaryOperator loss, double from, double to) {
        double low = Math.log(from);
        double high = Math.log(to);
        double golden = (Math.sqrt(5) - 1) / 2;
        for (int step = 0; step < 20; step++) {
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
