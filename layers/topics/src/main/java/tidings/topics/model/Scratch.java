package tidings.topics.model;

import tidings.topics.PostText;

/// Reusable buffers for scoring posts. Not thread-safe.
public final class Scratch {
    private final Features features = new Features();
    private final DomainSums domains = new DomainSums();
    private float[] sums = new float[32];
    private int[] slots = new int[1024];
    private float[] factors = new float[1024];
    private float squares;

    public Features features() {
        return features;
    }

    /// The sum of the squared feature weights of the last post.
    float squares() {
        return squares;
    }

    /// The sum of the weight rows of a post's known features; valid until the next call.
    ///
    /// Afterwards [#features()] may lack the features of the domain.
    float[] sum(PostText post, FeatureIndex index, Weights weights, int groups) {
        if (sums.length != groups * Weights.GROUP) {
            sums = new float[groups * Weights.GROUP];
        }
        String domain = post.domain();
        float[] ofDomain = domains.find(domain, weights);
        features.read(post, ofDomain == null);
        if (ofDomain == null) {
            sum(0, features.ofDomain(), index, weights);
            ofDomain = domains.put(domain, sums, features.squares(0, features.ofDomain()));
        }
        sum(features.ofDomain(), features.size(), index, weights);
        for (int i = 0; i < sums.length; i++) {
            sums[i] += ofDomain[i];
        }
        squares = domains.squares(domain) + features.squares(features.ofDomain(), features.size());
        return sums;
    }

    private void sum(int from, int to, FeatureIndex index, Weights weights) {
        int size = to - from;
        if (size > slots.length) {
            slots = new int[2 * size];
            factors = new float[2 * size];
        }
        // A separate loop without branches, so that the processor overlaps many memory accesses.
        for (int i = 0; i < size; i++) {
            slots[i] = index.candidate(features.hash(from + i));
        }
        int known = 0;
        for (int i = 0; i < size; i++) {
            int slot = slots[i];
            slots[known] = slot;
            factors[known] = features.weight(from + i);
            // No branch here either: whether a feature is known is unpredictable.
            known += index.holds(slot, features.hash(from + i)) ? 1 : 0;
        }
        weights.sum(slots, factors, known, sums);
    }
}
