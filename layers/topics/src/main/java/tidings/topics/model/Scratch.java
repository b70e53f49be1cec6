package tidings.topics.model;

/// Buffers for scoring one post after the other. Not thread-safe.
public final class Scratch {
    private final Features features = new Features();
    private float[] sums = new float[32];
    private int[] slots = new int[1024];
    private float[] factors = new float[1024];

    public Features features() {
        return features;
    }

    /// The sum of the rows of those features that the index knows, which may be read until the next post.
    float[] sum(FeatureIndex index, Weights weights, int groups) {
        int size = features.size();
        if (size > slots.length) {
            slots = new int[2 * size];
            factors = new float[2 * size];
        }
        if (sums.length != groups * Weights.GROUP) {
            sums = new float[groups * Weights.GROUP];
        }
        // A loop of its own without branches, so that the processor waits for many places in memory at once.
        for (int i = 0; i < size; i++) {
            slots[i] = index.candidate(features.hash(i));
        }
        int known = 0;
        for (int i = 0; i < size; i++) {
            int slot = slots[i];
            slots[known] = slot;
            factors[known] = features.weight(i);
            // No branch here either: whether a feature is known can hardly be foretold.
            known += index.holds(slot, features.hash(i)) ? 1 : 0;
        }
        weights.sum(slots, factors, known, sums);
        return sums;
    }
}
