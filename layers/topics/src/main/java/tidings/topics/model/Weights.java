package tidings.topics.model;

/// The weight of each feature for each topic, product-quantized to one byte per three topics and one for the scale:
/// a row is its scale times, for each group of three topics, one of the 256 patterns of that group.
///
/// Immutable and thread-safe.
///
/// @param rows [#stride] bytes per slot: the scale, then a pattern number per group of topics
/// @param patterns 256 patterns of three floats per group
public record Weights(byte[] rows, float[] patterns) {
    /// The number of topics that share a pattern.
    public static final int GROUP = 3;

    /// The number of patterns of a group.
    public static final int PATTERNS = 256;

    private static final float[] SCALES = scales();

    /// The number of groups for this many topics; the last may be incomplete.
    public static int groups(int topics) {
        return (topics + GROUP - 1) / GROUP;
    }

    /// The number of bytes of a row for this many topics.
    public static int stride(int topics) {
        return 1 + groups(topics);
    }

    /// The scale that a byte encodes: a step is an eighth of a doubling.
    public static float scale(byte step) {
        return SCALES[step & 0xFF];
    }

    /// The byte that encodes the nearest scale.
    public static byte step(double scale) {
        return (byte) Math.clamp(Math.round(StrictMath.log(scale) / StrictMath.log(2) * 8) + 128, 0, 255);
    }

    /// Writes the sum of the rows, each multiplied by its factor; there is one sum per topic of each group.
    ///
    /// Overwrites the slots and the factors. It processes group by group, so that the three sums stay in registers.
    void sum(int[] slots, float[] factors, int count, float[] sums) {
        int groups = sums.length / GROUP;
        int stride = groups + 1;
        for (int i = 0; i < count; i++) {
            slots[i] *= stride;
            factors[i] *= SCALES[rows[slots[i]] & 0xFF];
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

    private static float[] scales() {
        float[] scales = new float[256];
        for (int step = 0; step < scales.length; step++) {
            scales[step] = (float) StrictMath.pow(2, (step - 128) / 8.0);
        }
        return scales;
    }
}
