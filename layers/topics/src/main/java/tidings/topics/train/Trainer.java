package tidings.topics.train;

import java.util.Random;

/// Learns a linear model: for each topic, whether a post is of it or not, by the squared hinge loss, with AdaGrad.
///
/// The order of the posts comes from the seed and one thread does it all, so the same input gives the same weights.
final class Trainer {
    private final Examples examples;
    private final Recipe recipe;
    private final Progress progress;
    private final float[] rarity;
    private final int topics;
    /// One row a slot. After [#train()] they include each feature's rarity.
    final float[] weights;
    final float[] bias;
    private final float[] squares;
    private final float[] biasSquares;

    Trainer(Examples examples, int slots, Recipe recipe, Progress progress) {
        this.examples = examples;
        this.recipe = recipe;
        this.progress = progress;
        this.topics = examples.topicCount();
        this.rarity = examples.rarity(slots);
        this.weights = new float[slots * topics];
        this.squares = new float[slots * topics];
        this.bias = new float[topics];
        this.biasSquares = new float[topics];
    }

    void train() {
        int[] order = new int[examples.size()];
        for (int i = 0; i < order.length; i++) {
            order[i] = i;
        }
        Random random = new Random(recipe.seed());
        for (int epoch = 0; epoch < recipe.epochs(); epoch++) {
            for (int i = order.length - 1; i > 0; i--) {
                int j = random.nextInt(i + 1);
                int swapped = order[i];
                order[i] = order[j];
                order[j] = swapped;
            }
            float rate = recipe.rate() * (1 - 0.9f * epoch / Math.max(1, recipe.epochs() - 1));
            double loss = 0;
            for (int i = 0; i < order.length; i++) {
                loss += learn(order[i], rate);
                progress.at("epoch " + (epoch + 1) + " of " + recipe.epochs(), i + 1, order.length);
            }
            progress.say("epoch %d of %d: loss %.4f".formatted(epoch + 1, recipe.epochs(), loss / order.length));
        }
        for (int at = 0; at < weights.length; at++) {
            weights[at] *= rarity[at / topics];
        }
    }

    private double learn(int example, float rate) {
        int[] slots = examples.slots()[example];
        float[] factors = examples.weights()[example];
        float[] slope = bias.clone();
        for (int i = 0; i < slots.length; i++) {
            float factor = factors[i] * rarity[slots[i]];
            int base = slots[i] * topics;
            for (int topic = 0; topic < topics; topic++) {
                slope[topic] += factor * weights[base + topic];
            }
        }
        double loss = 0;
        for (int topic = 0; topic < topics; topic++) {
            float sign = topic == examples.topics()[example] ? 1 : -1;
            float missing = Math.max(0, 1 - sign * slope[topic]);
            loss += missing * missing;
            slope[topic] = -2 * sign * missing;
            biasSquares[topic] += slope[topic] * slope[topic];
            bias[topic] -= 0.1f * rate * slope[topic] / (float) Math.sqrt(biasSquares[topic] + 1);
        }
        for (int i = 0; i < slots.length; i++) {
            step(slots[i] * topics, factors[i] * rarity[slots[i]], slope, rate);
        }
        return loss;
    }

    private void step(int base, float factor, float[] slope, float rate) {
        for (int topic = 0; topic < topics; topic++) {
            float gradient = factor * slope[topic];
            float square = squares[base + topic] + gradient * gradient;
            squares[base + topic] = square;
            weights[base + topic] -= rate * gradient / ((float) Math.sqrt(square) + 1e-3f);
        }
    }
}
