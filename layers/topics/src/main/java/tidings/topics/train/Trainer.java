package tidings.topics.train;

import java.util.Arrays;
import java.util.Random;

/// Learns a linear model: for each topic, whether a post is of it or not, by the squared hinge loss, with AdaGrad.
///
/// Naive Bayes helps twice: by how much more often a feature occurs in a topic than elsewhere. The weights begin there,
/// so what is rare, which the steps hardly reach, keeps what its counts say. And the more telling a feature is for a
/// topic, the larger its steps.
///
/// Now and then a post's domain is hidden, so that words do not rely on it: many domains are new, many posts have none.
///
/// The order of the posts comes from the seed and one thread does it all, so the same input gives the same weights.
final class Trainer {
    private static final double SCALE = 0.1;

    /// The mean size of the weights at the beginning.
    private static final double BEGIN = 0.08;

    /// The least that a feature counts for a topic; one of mean telling counts about one.
    private static final float LEAST = 0.5f;

    /// The share of readings of posts in which the domain is hidden.
    private static final float HIDDEN = 0.3f;

    /// So many posts, in the topic and as many in all the others, are added to those that each feature occurs in.
    private static final double SMOOTHING = 0.4;

    private final Examples examples;
    private final Recipe recipe;
    private final int topics;
    private final float[] rarity;
    private final float[] weights;
    /// What each feature counts for each topic: its rarity, times how telling it is.
    private final float[] counts;
    private final float[] bias;
    private final float[] squares;
    private final float[] biasSquares;
    private final float[] slope;
    private final Buffers buffers = new Buffers();

    Trainer(Examples examples, int slots, Recipe recipe) {
        this.examples = examples;
        this.recipe = recipe;
        this.topics = examples.topicCount();
        this.rarity = rarity(examples.posts(slots), examples.size());
        this.weights = new float[slots * topics];
        this.counts = new float[slots * topics];
        this.squares = new float[slots * topics];
        this.bias = new float[topics];
        this.biasSquares = new float[topics];
        this.slope = new float[topics];
    }

    /// The inverse document frequency of each slot, scaled so that training neither crawls nor learns by heart.
    private static float[] rarity(int[] posts, int all) {
        float[] rarity = new float[posts.length];
        for (int slot = 0; slot < rarity.length; slot++) {
            rarity[slot] = (float) (SCALE * (StrictMath.log((all + 1.0) / (posts[slot] + 1.0)) + 1));
        }
        return rarity;
    }

    /// Learns from these examples, whose order it changes.
    ///
    /// @param name what to call this job when telling how far it is
    Learned learn(int[] chosen, String name, Progress progress) {
        begin(chosen);
        Random random = new Random(recipe.seed());
        for (int epoch = 0; epoch < recipe.epochs(); epoch++) {
            for (int i = chosen.length - 1; i > 0; i--) {
                int j = random.nextInt(i + 1);
                int swapped = chosen[i];
                chosen[i] = chosen[j];
                chosen[j] = swapped;
            }
            float rate = recipe.rate() * (1 - 0.9f * epoch / Math.max(1, recipe.epochs() - 1));
            double loss = 0;
            for (int example : chosen) {
                loss += learn(example, rate, random.nextFloat() < HIDDEN);
            }
            progress.say(
                    "%s, epoch %d of %d: loss %.4f".formatted(name, epoch + 1, recipe.epochs(), loss / chosen.length));
        }
        for (int at = 0; at < weights.length; at++) {
            weights[at] *= counts[at];
        }
        return new Learned(weights, bias);
    }

    /// Sets the weights to the logarithm of how much more often each feature occurs in a topic than in the others, and
    /// what a feature counts to its size.
    private void begin(int[] chosen) {
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
            float telling = LEAST + (1 - LEAST) * (mean > 0 ? Math.abs(weights[at]) / mean : 1);
            counts[at] = rarity[at / topics] * telling;
            weights[at] *= mean > 0 ? (float) BEGIN / mean / telling : 0;
        }
    }

    /// @param hidden whether the post is read without its domain
    private double learn(int example, float rate, boolean hidden) {
        int[] slots = examples.slots()[example];
        float[] factors = examples.weights()[example];
        int from = hidden ? examples.ofDomain()[example] : 0;
        float more = hidden ? examples.bare()[example] : 1;
        int length = (slots.length - from) * topics;
        buffers.ensure(length, topics);
        for (int i = from; i < slots.length; i++) {
            int row = slots[i] * topics;
            int to = (i - from) * topics;
            float factor = factors[i] * more;
            for (int topic = 0; topic < topics; topic++) {
                buffers.factors[to + topic] = factor * counts[row + topic];
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

    /// Works out the loss and its slope for each topic, and moves the biases.
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

    /// The rows of one post, one after the other. Loops over all of them at once are long enough for the compiler
    /// to make vector instructions of; a loop over the topics of one row is not, and takes three times as long.
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

        /// Adds all rows of products into the first: the second half into the first half, and again.
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

        /// Steps of AdaGrad, where the products hold the slopes.
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
