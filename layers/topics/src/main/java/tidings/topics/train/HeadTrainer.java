package tidings.topics.train;

import java.util.Arrays;
import java.util.Random;
import java.util.SplittableRandom;
import tidings.topics.model.Head;
import tidings.topics.model.LinearModel;

/// Trains a head on the vectors of posts: cross entropy, Adam, hidden units dropped at random.
///
/// @param vectors of the posts, at unit length
/// @param topics the number of each post's topic
/// @param topicCount the number of topics
record HeadTrainer(float[][] vectors, int[] topics, int topicCount, Settings settings, TrainingProgress progress) {
    private static final int MAX_BATCH = 128;

    /// @param units the number of hidden units
    /// @param dropped the share of them that a post does not see
    /// @param decay of the weights, a step
    record Settings(int units, int epochs, float rate, float dropped, float decay, long seed) {}

    /// Learns from some of the posts; one that is listed several times counts as often.
    Head learn(int[] chosen, String name) {
        return new Run(chosen).learn(name);
    }

    /// One training with its buffers.
    private final class Run {
        private final int size = vectors[0].length;
        private final int units = settings.units();
        private final int[] order;
        private final int batch;
        private final Random random = new Random(settings.seed());
        /// Much faster than the other, which matters for each unit of each post.
        private final SplittableRandom drops = new SplittableRandom(settings.seed());
        private final float[] center = new float[size];
        private final float[] scale = new float[size];
        private final Adam hidden = new Adam(random(size * units, Math.sqrt(2.0 / size)), settings.decay());
        private final Adam hiddenBias = new Adam(new float[units], 0);
        private final Adam output = new Adam(random(topicCount * units, Math.sqrt(1.0 / units)), settings.decay());
        private final Adam bias = new Adam(new float[topicCount], 0);
        private final float[] input;
        private final float[] states;
        private final float[] slopes;
        private final float[] scores;
        private final float[] misses;
        private final float[] hiddenGradient = new float[size * units];
        private final float[] outputGradient = new float[topicCount * units];

        private Run(int[] chosen) {
            order = chosen.clone();
            batch = Math.min(MAX_BATCH, order.length);
            input = new float[batch * size];
            states = new float[batch * units];
            slopes = new float[batch * units];
            scores = new float[topicCount * batch];
            misses = new float[batch * topicCount];
            standardize();
        }

        private float[] random(int length, double deviation) {
            float[] values = new float[length];
            for (int i = 0; i < length; i++) {
                values[i] = (float) (deviation * random.nextGaussian());
            }
            return values;
        }

        /// All vectors point into about the same direction; the differences between them count.
        private void standardize() {
            double[] sums = new double[size];
            double[] squares = new double[size];
            for (int post : order) {
                for (int i = 0; i < size; i++) {
                    sums[i] += vectors[post][i];
                    squares[i] += vectors[post][i] * vectors[post][i];
                }
            }
            for (int i = 0; i < size; i++) {
                double mean = sums[i] / order.length;
                center[i] = (float) mean;
                scale[i] = (float) (1 / Math.sqrt(squares[i] / order.length - mean * mean + 1e-9));
            }
        }

        private Head learn(String name) {
            int steps = settings.epochs() * (order.length / batch);
            int step = 0;
            for (int epoch = 0; epoch < settings.epochs(); epoch++) {
                shuffle();
                double loss = 0;
                for (int from = 0; from + batch <= order.length; from += batch) {
                    float rate = settings.rate() * (1 - (float) step++ / steps);
                    loss += step(from, rate) / (order.length / batch * batch);
                    progress.at(name + ", posts", from, order.length);
                }
                progress.say("%s, epoch %d of %d: loss %.4f".formatted(name, epoch + 1, settings.epochs(), loss));
            }
            return head();
        }

        private void shuffle() {
            for (int i = order.length - 1; i > 0; i--) {
                int j = random.nextInt(i + 1);
                int swapped = order[i];
                order[i] = order[j];
                order[j] = swapped;
            }
        }

        /// One step on a batch; returns the sum of the losses.
        private double step(int from, float rate) {
            read(from);
            Matrices.multiply(input, hidden.values(), states, batch, size, units);
            activate();
            Matrices.multiply(output.values(), Matrices.transpose(states, batch), scores, topicCount, units, batch);
            double loss = miss(from);
            Matrices.multiply(misses, output.values(), slopes, batch, topicCount, units);
            for (int i = 0; i < slopes.length; i++) {
                slopes[i] = states[i] > 0 ? slopes[i] / (1 - settings.dropped()) : 0;
            }
            Matrices.multiply(Matrices.transpose(misses, batch), states, outputGradient, topicCount, batch, units);
            Matrices.multiply(Matrices.transpose(input, batch), slopes, hiddenGradient, size, batch, units);
            output.step(outputGradient, rate);
            hidden.step(hiddenGradient, rate);
            bias.step(sums(misses, topicCount), rate);
            hiddenBias.step(sums(slopes, units), rate);
            return loss;
        }

        private void read(int from) {
            for (int b = 0; b < batch; b++) {
                float[] vector = vectors[order[from + b]];
                for (int i = 0; i < size; i++) {
                    input[b * size + i] = (vector[i] - center[i]) * scale[i];
                }
            }
        }

        private void activate() {
            float kept = 1 / (1 - settings.dropped());
            for (int b = 0; b < batch; b++) {
                for (int unit = 0; unit < units; unit++) {
                    float state =
                            Math.max(0, states[b * units + unit] + hiddenBias.values()[unit]);
                    states[b * units + unit] = drops.nextFloat() < settings.dropped() ? 0 : state * kept;
                }
            }
        }

        /// Writes the mean gradient of the loss by each score of each post.
        private double miss(int from) {
            double loss = 0;
            float[] own = new float[topicCount];
            for (int b = 0; b < batch; b++) {
                for (int topic = 0; topic < topicCount; topic++) {
                    own[topic] = scores[topic * batch + b] + bias.values()[topic];
                }
                LinearModel.softmax(own, topicCount, 1);
                int right = topics[order[from + b]];
                loss -= StrictMath.log(own[right] + 1e-9);
                own[right] -= 1;
                for (int topic = 0; topic < topicCount; topic++) {
                    misses[b * topicCount + topic] = own[topic] / batch;
                }
            }
            return loss;
        }

        private static float[] sums(float[] rows, int columns) {
            float[] sums = new float[columns];
            for (int row = 0; row < rows.length; row += columns) {
                for (int column = 0; column < columns; column++) {
                    sums[column] += rows[row + column];
                }
            }
            return sums;
        }

        /// The head for plain vectors: centre and scale become part of its weights.
        private Head head() {
            float[][] weights = new float[size][];
            float[] offsets = hiddenBias.values().clone();
            for (int i = 0; i < size; i++) {
                weights[i] = Arrays.copyOfRange(hidden.values(), i * units, (i + 1) * units);
                for (int unit = 0; unit < units; unit++) {
                    weights[i][unit] *= scale[i];
                    offsets[unit] -= center[i] * weights[i][unit];
                }
            }
            return new Head(
                    weights, offsets, output.values().clone(), bias.values().clone());
        }
    }
}
