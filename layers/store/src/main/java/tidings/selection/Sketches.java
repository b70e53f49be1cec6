package tidings.selection;

import java.util.Collection;

/// Tells cheaply which of many meanings cannot tell the same story. A sketch has a bit for each step of a meaning:
/// whether more of it is there than in all on average, for what all have in common says nothing. Of 120 million
/// pairs of real posts, 24,000 of which were at least [SameStory#MIN_LIKENESS] alike, none of those was lost, and one
/// in six of all was left to compare, whether the average was of a thousand posts or of all. Immutable, so
/// thread-safe.
public final class Sketches {
    /// The share of bits in which meanings differ that may be that much alike.
    private static final double MAX_DIFFERENT = 180.0 / 384;

    /// Fewer bits say too little.
    private static final int MIN_STEPS = 256;

    /// Fewer meanings are no average, and compared soon enough.
    private static final int MIN_MEANINGS = 1_000;

    private final float[] average;
    private final int count;

    private Sketches(float[] average, int count) {
        this.average = average;
        this.count = count;
    }

    /// @param meanings all by the same encoder; of others sketches say nothing
    public static Sketches of(Collection<Meaning> meanings) {
        int steps = meanings.stream().mapToInt(Meaning::size).max().orElse(0);
        float[] average = new float[steps < MIN_STEPS || meanings.size() < MIN_MEANINGS ? 0 : steps];
        if (average.length > 0) {
            meanings.forEach(meaning -> meaning.addTo(average, 1f / meanings.size()));
        }
        return new Sketches(average, meanings.size());
    }

    /// Whether so many are so many more that another average would be better.
    public boolean isOutgrownBy(int meanings) {
        return meanings >= MIN_MEANINGS && meanings >= 2 * count;
    }

    /// Empty if it could be like any.
    public long[] of(Meaning meaning) {
        return meaning.size() == average.length ? meaning.above(average) : new long[0];
    }

    /// @param one a sketch of these
    /// @param other likewise
    /// @return false if what they are of is less alike than [SameStory#MIN_LIKENESS]
    public static boolean mayBeAlike(long[] one, long[] other) {
        if (one.length != other.length) {
            return true;
        }
        int different = 0;
        for (int i = 0; i < one.length; i++) {
            different += Long.bitCount(one[i] ^ other[i]);
        }
        return different <= MAX_DIFFERENT * Long.SIZE * one.length;
    }
}
