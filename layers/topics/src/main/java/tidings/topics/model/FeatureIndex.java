package tidings.topics.model;

import java.util.Arrays;

/// A perfect hash function from the hash of a feature to its slot, in about eleven bits per feature.
///
/// It uses hash and displace: a hash selects a bucket, and the bucket's pilot sends each of its features to a
/// distinct slot. One byte of the hash is stored in the slot to detect unknown features; one in 256 is mistaken for a
/// known one.
///
/// Immutable and thread-safe.
public final class FeatureIndex {
    private static final int FEATURES_PER_BUCKET = 4;
    private static final double LOAD = 0.97;

    private final char[] pilots;
    private final byte[] prints;

    FeatureIndex(char[] pilots, byte[] prints) {
        this.pilots = pilots;
        this.prints = prints;
    }

    /// Builds the index of these distinct hashes.
    ///
    /// @throws IllegalArgumentException if a hash occurs twice
    public static FeatureIndex of(long[] hashes) {
        int slots = (int) (hashes.length / LOAD) + 1;
        char[] pilots = new char[hashes.length / FEATURES_PER_BUCKET + 1];
        int[] ends = new int[pilots.length];
        for (long hash : hashes) {
            ends[bucket(hash, pilots.length)]++;
        }
        int largest = 0;
        for (int bucket = 0, sum = 0; bucket < ends.length; bucket++) {
            largest = Math.max(largest, ends[bucket]);
            sum += ends[bucket];
            ends[bucket] = sum;
        }
        long[] grouped = new long[hashes.length];
        int[] fill = ends.clone();
        for (long hash : hashes) {
            grouped[--fill[bucket(hash, pilots.length)]] = hash;
        }
        byte[] prints = new byte[slots];
        boolean[] taken = new boolean[slots];
        // The fullest buckets first, while most slots are still free.
        for (int size = largest; size > 0; size--) {
            for (int bucket = 0; bucket < pilots.length; bucket++) {
                if (ends[bucket] - fill[bucket] == size) {
                    pilots[bucket] = settle(grouped, fill[bucket], ends[bucket], taken, prints);
                }
            }
        }
        return new FeatureIndex(pilots, prints);
    }

    private static char settle(long[] hashes, int from, int to, boolean[] taken, byte[] prints) {
        int[] chosen = new int[to - from];
        for (int pilot = 0; pilot <= Character.MAX_VALUE; pilot++) {
            int placed = 0;
            while (placed < chosen.length) {
                int slot = slot(hashes[from + placed], (char) pilot, prints.length);
                if (taken[slot]) {
                    break;
                }
                taken[slot] = true;
                chosen[placed++] = slot;
            }
            if (placed == chosen.length) {
                for (int i = 0; i < placed; i++) {
                    prints[chosen[i]] = (byte) hashes[from + i];
                }
                return (char) pilot;
            }
            for (int i = 0; i < placed; i++) {
                taken[chosen[i]] = false;
            }
        }
        throw new IllegalArgumentException("no pilot for a bucket of " + chosen.length + ": "
                + (Arrays.stream(hashes, from, to).distinct().count() < chosen.length
                        ? "a hash occurs twice"
                        : "the index is too full"));
    }

    /// The slot of the feature with this hash, or -1 if it is not in the index.
    public int find(long hash) {
        int slot = candidate(hash);
        return holds(slot, hash) ? slot : -1;
    }

    /// The only slot that may hold the feature with this hash.
    int candidate(long hash) {
        return slot(hash, pilots[bucket(hash, pilots.length)], prints.length);
    }

    /// Whether the candidate slot of this hash holds its feature; a false positive is possible.
    boolean holds(int slot, long hash) {
        return prints[slot] == (byte) hash;
    }

    /// The number of slots; a few of them are empty.
    public int slots() {
        return prints.length;
    }

    char[] pilots() {
        return pilots;
    }

    byte[] prints() {
        return prints;
    }

    private static int bucket(long hash, int buckets) {
        return (int) (((hash >>> 32) * buckets) >>> 32);
    }

    private static int slot(long hash, char pilot, int slots) {
        long mixed = (hash ^ (pilot * 0x9E3779B97F4A7C15L)) * 0xD6E8FEB86659FD93L;
        return (int) (((mixed >>> 32) * slots) >>> 32);
    }
}
