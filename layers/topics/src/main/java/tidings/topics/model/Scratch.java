package tidings.topics.model;

import java.util.Arrays;

/// Buffers for scoring one post after the other. Not thread-safe.
public final class Scratch {
    private final Features features = new Features();
    private int[] seen = new int[1024];
    private int mask = seen.length - 1;

    public Features features() {
        return features;
    }

    /// Makes room for up to `count` slots and forgets those of the post before.
    public void forgetSlots(int count) {
        int capacity = Math.max(256, Integer.highestOneBit(Math.max(1, count)) << 2);
        if (capacity > seen.length) {
            seen = new int[capacity];
        } else {
            Arrays.fill(seen, 0, capacity, 0);
        }
        mask = capacity - 1;
    }

    /// Whether this slot was not asked for before in this post.
    public boolean isNew(int slot) {
        int at = slot * 0x9E3779B1 >>> 7 & mask;
        while (seen[at] != 0) {
            if (seen[at] == slot + 1) {
                return false;
            }
            at = at + 1 & mask;
        }
        seen[at] = slot + 1;
        return true;
    }
}
