package tidings.topics.model;

import java.util.Arrays;

/// The features of one post, each listed once, with the kind and the place that it had first; what occurs again
/// weighs more.
///
/// A buffer that is filled again and again. Not thread-safe.
final class FeatureList {
    private static final int POSTS = 1 << 24;

    /// How much more a feature weighs with the logarithm of how often it occurs.
    private static final double AGAIN = 1.5;

    private static final float[] TIMES = times();

    private long[] hashes = new long[1024];
    private byte[] kinds = new byte[1024];
    private int[] places = new int[1024];
    private int[] counts = new int[1024];
    private float[] weights = new float[1024];
    private int size;
    /// The hashes that were listed, in a table of open addressing: 40 bits of the hash and 24 of the post's number, so
    /// that no post has to clear what another left.
    private long[] listed = new long[2048];
    /// Which feature each of them is.
    private int[] features = new int[2048];
    private int post;

    private static float[] times() {
        float[] times = new float[256];
        for (int count = 1; count < times.length; count++) {
            times[count] = (float) (1 + AGAIN * StrictMath.log(count));
        }
        return times;
    }

    void add(long hash, Kind kind, int place) {
        int feature = list(hash);
        if (feature < size) {
            counts[feature]++;
            weights[feature] = Kind.weight(kinds[feature]) * TIMES[Math.min(counts[feature], TIMES.length - 1)];
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

    /// Which feature the hash is: the next one if it was not listed before in this post.
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

    Kind kind(int feature) {
        return Kind.of(kinds[feature]);
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
