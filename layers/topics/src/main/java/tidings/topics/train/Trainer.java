package tidings.topics.train;

import java.util.Arrays;
import java.util.Random;

/// Trains a linear model with AdaGrad: one-vs-rest classifiers, one per topic, with squared hinge loss.
///
/// The log-odds of naive Bayes are used twice. They initialize the weights, so that rare features, which few steps
/// reach, keep what their counts say. And they scale the steps: the more discriminative a feature is for a topic, the
/// larger.
///
/// In a share of the samples the domain is hidden, so that the words do not depend on it: many domains are new, and
/// many posts have none.
///
/// The order of the posts depends on the seed only and training is single-threaded, so the same input gives the same
/// weights.
final class Trainer {
    private static final double SCALE = 0.1;

    /// The mean absolute value of the initial weights.
    private static final double INITIAL_MEAN = 0.08;

    /// The minimum factor of a feature for a topic; one of average discrimination has about 1.
    private static final float MIN_FACTOR = 0.5f;

    /// The share of samples in which the domain is hidden.
    private static final float HIDDEN = 0.3f;

    /// The pseudo-count added to the posts of a feature, once in the topic and once in all others.
    private static final double SMOOTHING = 0.4;

    private final Examples examples;
    private final Hyperparameters parameters;
    private final int topics;
    private final float[] rarity;
    private final float[] weights;
    /// The factor of each feature for each topic: its rarity times its discrimination.
    private final float[] factors;
    private final float[] bias;
    private final float[] squares;
    private final float[] biasSquares;
    private final float[] slope;
    private final Buffers buffers = new Buffers();

    Trainer(Examples examples, int slots, Hyperparameters parameters) {
        this.examples = examples;
        this.parameters = parameters;
        this.topics = examples.topicCount();
        this.rarity = rarity(examples.posts(slots), examples.size());
        this.weights = new float[slots * topics];
        this.factors = new float[slots * topics];
        this.squares = new float[slots * topics];
        this.bias = new float[topics];
        this.biasSquares = new float[topics];
        this.slope = new float[topics];
    }

    /// The inverse document frequency of each slot, scaled for a suitable training speed.
    private static float[] rarity(int[] posts, int all) {
        float[] rarity = new float[posts.length];
        for (int slot = 0; slot < rarity.length; slot++) {
            rarity[slot] = (float) (SCALE * (StrictMath.log((all + 1.0) / (posts[slot] + 1.0)) + 1));
        }
        return rarity;
    }

    /// Trains on these examples and shuffles them.
    ///
    /// @param name the name of this job in progress messages
    LearnedWeights learn(int[] chosen, String name, TrainingProgress progress) {
        initialize(chosen);
        Random random = new Random(parameters.seed());
        for (int epoch = 0; epoch < parameters.epochs(); epoch++) {
            for (int i = chosen.length - 1; i > 0; i--) {
                int j = random.nextInt(i + 1);
                int swapped = chosen[i];
                chosen[i] = chosen[j];
                chosen[j] = swapped;
            }
            float rate = parameters.rate() * (1 - 0.9f * epoch / Math.max(1, parameters.epochs() - 1));
            double loss = 0;
            for (int example : chosen) {
                loss += learn(example, rate, random.nextFloat() < HIDDEN);
            }
            progress.say("%s, epoch %d of %d: loss %.4f"
                    .formatted(name, epoch + 1, parameters.epochs(), loss / chosen.length));
        }
        for (int at = 0; at < weights.length; at++) {
            weights[at] *= factors[at];
        }
        return new LearnedWeights(weights, bias);
    }

    /// Initializes the weights with the log-odds of each feature in a topic against the others, and the factors by
    /// their absolute values.
    private void initialize(int[] chosen) {
        double[] posts = new double[topics];
        for (int example : chosen) {
            int topic = examples.topics()[example];
            posts[topic]++;
            for (int slot : examples.slots()[example]) {
                weights[slot * topics + topic]++;
            }
        }
        for (int topic = 0; topic < topics; topic++) {
            bias[topic] = (float) (2 * posts[topic] / chosen.length - 1);
        }
        double size = 0;
        long sizes = 0;
        for (int row = 0; row < weights.length; row += topics) {
            double all = 0;
            for (int topic = 0; topic < topics; topic++) {
                all += weights[row + topic];
            }
            if (all == 0) {
                continue;
            }
            for (int topic = 0; topic < topics; topic++) {
                double share = (posts[topic] + 1) / (chosen.length + topics);
                double inside = weights[row + topic] + SMOOTHING;
                double outside = (all - weights[row + topic]) * share / (1 - share) + SMOOTHING;
                weights[row + topic] = (float) StrictMath.log(inside / outside);
                size += Math.abs(weights[row + topic]);
                sizes++;
            }
        }
        float mean = (float) (size / Math.max(sizes, 1));
        for (int at = 0; at < weights.length; at++) {
            float discrimination = MIN_FACTOR + (1 - MIN_FACTOR) * (mean > 0 ? Math.abs(weights[at]) / mean : 1);
            factors[at] = rarity[at / topics] * discrimination;
            weights[at] *= mean > 0 ? (float) INITIAL_MEAN / mean / discrimination : 0;
        }
    }

    /// @param hidden whether the domain of the post is hidden
    private double learn(int example, float rate, boolean hidden) {
        int[] slots = examples.slots()[example];
        float[] featureWeights = examples.weights()[example];
        int from = hidden ? examples.ofDomain()[example] : 0;
        float more = hidden ? examples.bare()[example] : 1;
        int length = (slots.length - from) * topics;
        buffers.ensure(length, topics);
        for (int i = from; i < slots.length; i++) {
            int row = slots[i] * topics;
            int to = (i - from) * topics;
            float factor = featureWeights[i] * more;
            for (int topic = 0; topic < topics; topic++) {
                buffers.factors[to + topic] = factor * factors[row + topic];
            }
            System.arraycopy(weights, row, buffers.rows, to, topics);
            System.arraycopy(squares, row, buffers.squares, to, topics);
        }
        buffers.multiply(length);
        buffers.fold(slots.length - from, topics);
        double loss = slope(examples.topics()[example], rate);
        for (int at = 0; at < length; at += topics) {
            System.arraycopy(slope, 0, buffers.products, at, topics);
        }
        buffers.step(length, rate);
        for (int i = from; i < slots.length; i++) {
            System.arraycopy(buffers.rows, (i - from) * topics, weights, slots[i] * topics, topics);
            System.arraycopy(buffers.squares, (i - from) * topics, squares, slots[i] * topics, topics);
        }
        return loss;
    }

    /// Computes the loss and its gradient for each topic, and updates the biases.
    private double slope(int right, float rate) {
        double loss = 0;
        for (int topic = 0; topic < topics; topic++) {
            float sign = topic == right ? 1 : -1;
            float missing = Math.max(0, 1 - sign * (bias[topic] + buffers.products[topic]));
            loss += missing * missing;
            slope[topic] = -2 * sign * missing;
            biasSquares[topic] += slope[topic] * slope[topic];
            bias[topic] -= 0.1f * rate * slope[topic] / (float) Math.sqrt(biasSquares[topic] + 1);
        }
        return loss;
    }

    /// The concatenated rows of one post. A loop over all of them is long enough for the compiler to vectorize; a
    /// loop over the topics of one row is not, and takes three times as long.
    private static final class Buffers {
        private float[] factors = {};
        private float[] rows = {};
        private float[] squares = {};
        private float[] products = {};

        private void ensure(int length, int topics) {
            if (factors.length < length || products.length < topics) {
                int size = Math.max(topics, 2 * length);
                factors = new float[size];
                rows = new float[size];
                squares = new float[size];
                products = new float[size];
            }
        }

        private void multiply(int length) {
            for (int i = 0; i < length; i++) {
                products[i] = factors[i] * rows[i];
            }
        }

        /// Sums all rows of products into the first by repeatedly adding the second half to the first half.
        private void fold(int count, int topics) {
            if (count == 0) {
                Arrays.fill(products, 0, topics, 0);
            }
            for (int rest = count; rest > 1; rest = (rest + 1) / 2) {
                int half = (rest + 1) / 2 * topics;
                int end = rest * topics - half;
                for (int i = 0; i < end; i++) {
                    products[i] += products[half + i];
                }
            }
        }

        /// One AdaGrad step; the products hold the gradients.
        private void step(int length, float rate) {
            for (int i = 0; i < length; i++) {
                float gradient = factors[i] * products[i];
                float square = squares[i] + gradient * gradient;
                squares[i] = square;
                rows[i] -= rate * gradient / ((float) Math.sqrt(square) + 1e-3f);
            }
        }
    }
}
