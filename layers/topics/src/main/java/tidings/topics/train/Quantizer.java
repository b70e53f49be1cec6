package tidings.topics.train;

import java.util.Arrays;
import java.util.Random;
import tidings.topics.model.Weights;

import static tidings.topics.model.Weights.GROUP;
import static tidings.topics.model.Weights.PATTERNS;

/// Product quantization of weight rows: finds the patterns by k-means on the most important rows, and quantizes rows.
final class Quantizer {
    private static final int ROUNDS = 10;
    private static final int SAMPLE = 150_000;

    private final int topics;
    private final int groups;
    private final float[] patterns;
    /// The patterns transposed: for each group and position, the values of all its patterns are adjacent.
    private final float[] columns;
    /// Half the squared length of each pattern.
    private final float[] halves;
    private final byte[] rows;

    /// @param weights one row of topics per slot
    /// @param importance the cost of an error in a slot's row; rows without importance are ignored
    Quantizer(float[] weights, int topics, double[] importance, long seed) {
        this.topics = topics;
        this.groups = Weights.groups(topics);
        this.patterns = new float[groups * PATTERNS * GROUP];
        this.columns = new float[patterns.length];
        this.halves = new float[groups * PATTERNS];
        this.rows = new byte[importance.length * Weights.stride(topics)];
        int[] sample = sample(importance);
        Random random = new Random(seed);
        for (int group = 0; group < groups; group++) {
            cluster(group, weights, sample, importance, random);
        }
    }

    /// The rows quantized so far, with the patterns.
    Weights weights() {
        return new Weights(rows, patterns);
    }

    /// Quantizes the row of a slot, in place.
    void round(float[] weights, int slot) {
        byte step = Weights.step(length(weights, slot));
        float scale = Weights.scale(step);
        int row = slot * Weights.stride(topics);
        rows[row] = step;
        float[] part = new float[GROUP];
        for (int group = 0; group < groups; group++) {
            part(weights, slot, group, scale, part);
            int pattern = nearest(group, part);
            rows[row + 1 + group] = (byte) pattern;
            for (int i = 0; i < GROUP && group * GROUP + i < topics; i++) {
                weights[slot * topics + group * GROUP + i] = scale * patterns[(group * PATTERNS + pattern) * GROUP + i];
            }
        }
    }

    /// The slots of the [#SAMPLE] most important rows, and of those that are as important as the last.
    private static int[] sample(double[] importance) {
        double[] sorted = Arrays.stream(importance).filter(value -> value > 0).toArray();
        Arrays.sort(sorted);
        double least = sorted.length > SAMPLE ? sorted[sorted.length - SAMPLE] : Double.MIN_VALUE;
        int[] sample = new int[sorted.length];
        int count = 0;
        for (int slot = 0; slot < importance.length; slot++) {
            if (importance[slot] >= least) {
                sample[count++] = slot;
            }
        }
        return Arrays.copyOf(sample, count);
    }

    private void cluster(int group, float[] weights, int[] sample, double[] importance, Random random) {
        float[] parts = new float[sample.length * GROUP];
        double[] costs = new double[sample.length];
        double total = 0;
        float[] part = new float[GROUP];
        for (int i = 0; i < sample.length; i++) {
            float scale = Weights.scale(Weights.step(length(weights, sample[i])));
            part(weights, sample[i], group, scale, part);
            System.arraycopy(part, 0, parts, i * GROUP, GROUP);
            costs[i] = importance[sample[i]] * scale * scale;
            total += costs[i];
        }
        if (sample.length == 0) {
            return;
        }
        begin(group, parts, costs, total, random);
        for (int round = 0; round < ROUNDS; round++) {
            double[] sums = new double[PATTERNS * GROUP];
            double[] shares = new double[PATTERNS];
            for (int i = 0; i < sample.length; i++) {
                System.arraycopy(parts, i * GROUP, part, 0, GROUP);
                int pattern = nearest(group, part);
                shares[pattern] += costs[i];
                for (int j = 0; j < GROUP; j++) {
                    sums[pattern * GROUP + j] += costs[i] * part[j];
                }
            }
            for (int pattern = 0; pattern < PATTERNS; pattern++) {
                for (int j = 0; shares[pattern] > 0 && j < GROUP; j++) {
                    set(group, pattern, j, (float) (sums[pattern * GROUP + j] / shares[pattern]));
                }
            }
            measure(group);
        }
    }

    /// Initial patterns: parts drawn with a probability proportional to their cost.
    private void begin(int group, float[] parts, double[] costs, double total, Random random) {
        double[] until = costs.clone();
        Arrays.parallelPrefix(until, Double::sum);
        for (int pattern = 0; pattern < PATTERNS; pattern++) {
            int found = Arrays.binarySearch(until, random.nextDouble() * total);
            int chosen = Math.min(found < 0 ? -found - 1 : found, until.length - 1);
            for (int j = 0; j < GROUP; j++) {
                set(group, pattern, j, parts[chosen * GROUP + j]);
            }
        }
        measure(group);
    }

    private void set(int group, int pattern, int place, float value) {
        patterns[(group * PATTERNS + pattern) * GROUP + place] = value;
        columns[(group * GROUP + place) * PATTERNS + pattern] = value;
    }

    private void measure(int group) {
        for (int pattern = 0; pattern < PATTERNS; pattern++) {
            float square = 0;
            for (int j = 0; j < GROUP; j++) {
                float value = columns[(group * GROUP + j) * PATTERNS + pattern];
                square += value * value;
            }
            halves[group * PATTERNS + pattern] = square / 2;
        }
    }

    private final float[] distances = new float[PATTERNS];

    private int nearest(int group, float[] part) {
        System.arraycopy(halves, group * PATTERNS, distances, 0, PATTERNS);
        for (int j = 0; j < GROUP; j++) {
            int column = (group * GROUP + j) * PATTERNS;
            float value = part[j];
            for (int pattern = 0; pattern < PATTERNS; pattern++) {
                distances[pattern] -= value * columns[column + pattern];
            }
        }
        int best = 0;
        for (int pattern = 1; pattern < PATTERNS; pattern++) {
            if (distances[pattern] < distances[best]) {
                best = pattern;
            }
        }
        return best;
    }

    private void part(float[] weights, int slot, int group, float scale, float[] part) {
        for (int j = 0; j < GROUP; j++) {
            int topic = group * GROUP + j;
            part[j] = topic < topics ? weights[slot * topics + topic] / scale : 0;
        }
    }

    private double length(float[] weights, int slot) {
        double square = 1e-12;
        for (int topic = 0; topic < topics; topic++) {
            double weight = weights[slot * topics + topic];
            square += weight * weight / topics;
        }
        return Math.sqrt(square);
    }
}
