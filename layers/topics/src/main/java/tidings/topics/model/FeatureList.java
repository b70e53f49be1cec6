package tidings.topics.model;

import java.util.Arrays;

/// The distinct features of one post, each with the kind and the position of its first occurrence; repeated features
/// weigh more.
///
/// A reusable buffer. Not thread-safe.
final class FeatureList {
    private static final int POSTS = 1 << 24;

    /// The factor of the logarithm of a feature's frequency in its weight.
    private static final double REPETITION = 1.5;

    /// The weight factor by frequency in the post.
    private static final float[] FREQUENCY_FACTORS = frequencyFactors();

    private long[] hashes = new long[1024];
    private byte[] kinds = new byte[1024];
    private int[] places = new int[1024];
    private int[] counts = new int[1024];
    private float[] weights = new float[1024];
    private int size;
    /// The listed hashes, in an open-addressing table: 40 bits of the hash and 24 bits of the post's number, so that
    /// the entries of earlier posts need no clearing.
    private long[] listed = new long[2048];
    /// The feature number of each entry of the table.
    private int[] features = new int[2048];
    private int post;

    private static float[] frequencyFactors() {
        float[] factors = new float[256];
        for (int count = 1; count < factors.length; count++) {
            factors[count] = (float) (1 + REPETITION * StrictMath.log(count));
        }
        return factors;
    }

    void add(long hash, FeatureKind kind, int place) {
        int feature = list(hash);
        if (feature < size) {
            counts[feature]++;
            weights[feature] = FeatureKind.weight(kinds[feature])
                    * FREQUENCY_FACTORS[Math.min(counts[feature], FREQUENCY_FACTORS.length - 1)];
            return;
        }
        hashes[size] = hash;
        kinds[size] = (byte) kind.ordinal();
        places[size] = place;
        counts[size] = 1;
        weights[size++] = kind.weight();
        if (size == hashes.length) {
            grow();
        }
    }

    /// The feature number of a hash: the next free one if the hash is new in this post.
    private int list(long hash) {
        int mask = listed.length - 1;
        long entry = hash & -POSTS | post;
        int at = (int) (hash >>> 40) & mask;
        for (long there = listed[at]; (there & POSTS - 1) == post; there = listed[at]) {
            if (there == entry) {
                return features[at];
            }
            at = at + 1 & mask;
        }
        listed[at] = entry;
        features[at] = size;
        return size;
    }

    void clear() {
        size = 0;
        post++;
        if (post == POSTS) {
            Arrays.fill(listed, 0);
            post = 1;
        }
    }

    private void grow() {
        int listedUntil = size;
        hashes = Arrays.copyOf(hashes, 2 * size);
        kinds = Arrays.copyOf(kinds, 2 * size);
        places = Arrays.copyOf(places, 2 * size);
        counts = Arrays.copyOf(counts, 2 * size);
        weights = Arrays.copyOf(weights, 2 * size);
        listed = new long[2 * hashes.length];
        features = new int[listed.length];
        for (size = 0; size < listedUntil; size++) {
            list(hashes[size]);
        }
    }

    int size() {
        return size;
    }

    long hash(int feature) {
        return hashes[feature];
    }

    FeatureKind kind(int feature) {
        return FeatureKind.of(kinds[feature]);
    }

    int place(int feature) {
        return places[feature];
    }

    float weight(int feature) {
        return weights[feature];
    }

    float squares(int from, int to) {
        float squares = 0;
        for (int i = from; i < to; i++) {
            squares += weights[i] * weights[i];
        }
        return squares;
    }
}
