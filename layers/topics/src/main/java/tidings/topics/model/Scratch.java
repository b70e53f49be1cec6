package tidings.topics.model;

import java.util.Arrays;

/// Buffers for scoring one post after the other. Not thread-safe.
public final class Scratch {
    private final Features features = new Features();
    private float[] sums = new float[32];
    private int[] slots = new int[512];
    private float[] factors = new float[512];
    private int[] candidates = new int[512];
    private int kept;
    private int[] seen = new int[1024];
    private int mask = seen.length - 1;

    public Features features() {
        return features;
    }

    /// Makes room for up to `count` features and forgets those of the post before.
    public void begin(int count) {
        int capacity = Math.max(256, Integer.highestOneBit(Math.max(1, count)) << 2);
        if (capacity > seen.length) {
            seen = new int[capacity];
        } else {
            Arrays.fill(seen, 0, capacity, 0);
        }
        mask = capacity - 1;
        if (count > slots.length) {
            slots = new int[2 * count];
            factors = new float[2 * count];
            candidates = new int[2 * count];
        }
        kept = 0;
    }

    /// Room for a slot for each feature.
    int[] candidates() {
        return candidates;
    }

    /// Keeps the slot of a known feature, with its weight, for the sum.
    void keep(int slot, float weight) {
        slots[kept] = slot;
        factors[kept++] = weight;
    }

    /// The sum of the rows that were kept, which may be read until the next post.
    float[] sum(Weights weights, int groups) {
        if (sums.length != groups * Weights.GROUP) {
            sums = new float[groups * Weights.GROUP];
        }
        weights.sum(slots, factors, kept, sums);
        return sums;
    }

    /// Whether a feature was not asked for before in this post.
    ///
    /// @param slot its slot, or -1 if it has none
    public boolean isNew(int slot, long hash) {
        // A known feature is known by its slot, a stranger by a negative number made of its hash.
        int key = slot >= 0 ? slot + 1 : (int) (hash >>> 32) | Integer.MIN_VALUE;
        int at = key * 0x9E3779B1 >>> 7 & mask;
        while (seen[at] != 0) {
            if (seen[at] == key) {
                return false;
            }
            at = at + 1 & mask;
        }
        seen[at] = key;
        return true;
    }
}
