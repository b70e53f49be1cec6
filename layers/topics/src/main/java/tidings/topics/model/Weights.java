package tidings.topics.model;

/// What each feature says for or against each topic, in a byte for every three topics and one for the size of it all
/// (product quantization): a row is its size times, for each group of three topics, one of the 256 patterns of that
/// group.
///
/// Immutable and thread-safe.
///
/// @param rows for each slot [#stride] bytes: the size, then a pattern for each group of topics
/// @param patterns for each group 256 patterns of three floats
public record Weights(byte[] rows, float[] patterns) {
    /// How many topics share a pattern.
    public static final int GROUP = 3;

    /// How many patterns a group has.
    public static final int PATTERNS = 256;

    private static final float[] SIZES = sizes();

    /// How many groups so many topics take; the last may be partly empty.
    public static int groups(int topics) {
        return (topics + GROUP - 1) / GROUP;
    }

    /// How many bytes a row of so many topics takes.
    public static int stride(int topics) {
        return 1 + groups(topics);
    }

    /// The size that a size byte stands for: a step is an eighth of a doubling.
    public static float size(byte step) {
        return SIZES[step & 0xFF];
    }

    /// The size byte that stands for the nearest size.
    public static byte step(double size) {
        return (byte) Math.clamp(Math.round(StrictMath.log(size) / StrictMath.log(2) * 8) + 128, 0, 255);
    }

    /// Adds rows, each times a factor, into the sums; there is a sum for each topic of each group.
    ///
    /// Changes the slots and the factors. One group after the other, so that its three sums stay in registers.
    void sum(int[] slots, float[] factors, int count, float[] sums) {
        int groups = sums.length / GROUP;
        int stride = groups + 1;
        for (int i = 0; i < count; i++) {
            slots[i] *= stride;
            factors[i] *= SIZES[rows[slots[i]] & 0xFF];
        }
        for (int group = 0; group < groups; group++) {
            sum(slots, factors, count, group, sums);
        }
    }

    private void sum(int[] starts, float[] factors, int count, int group, float[] sums) {
        byte[] bytes = rows;
        float[] floats = patterns;
        int base = group * PATTERNS * GROUP;
        int place = group + 1;
        float first = 0;
        float second = 0;
        float third = 0;
        for (int i = 0; i < count; i++) {
            int pattern = base + (bytes[starts[i] + place] & 0xFF) * GROUP;
            float factor = factors[i];
            first = Math.fma(factor, floats[pattern], first);
            second = Math.fma(factor, floats[pattern + 1], second);
            third = Math.fma(factor, floats[pattern + 2], third);
        }
        sums[group * GROUP] = first;
        sums[group * GROUP + 1] = second;
        sums[group * GROUP + 2] = third;
    }

    private static float[] sizes() {
        float[] sizes = new float[256];
        for (int step = 0; step < sizes.length; step++) {
            sizes[step] = (float) StrictMath.pow(2, (step - 128) / 8.0);
        }
        return sizes;
    }
}
