package tidings.topics.model;

import java.util.Arrays;

/// What each feature says for or against each topic: one signed byte a topic, and a scale for each topic.
///
/// Immutable and thread-safe. Row `slot` begins at `slot * topics`.
public record Weights(byte[] rows, float[] scales) {

    /// Rounds rows of floats to bytes. A scale is chosen so that all but one in two thousand of a topic's weights that
    /// are not zero fit; the few above it are cut.
    public static Weights of(float[] rows, int topics) {
        float[] scales = new float[topics];
        int slots = rows.length / topics;
        for (int topic = 0; topic < topics; topic++) {
            scales[topic] = largest(rows, topic, topics) / Byte.MAX_VALUE;
        }
        byte[] bytes = new byte[rows.length];
        for (int slot = 0; slot < slots; slot++) {
            for (int topic = 0; topic < topics; topic++) {
                int rounded = Math.round(rows[slot * topics + topic] / scales[topic]);
                bytes[slot * topics + topic] = (byte) Math.clamp(rounded, -Byte.MAX_VALUE, Byte.MAX_VALUE);
            }
        }
        return new Weights(bytes, scales);
    }

    private static float largest(float[] rows, int topic, int topics) {
        float[] sizes = new float[rows.length / topics];
        int count = 0;
        for (int slot = 0; slot < sizes.length; slot++) {
            float size = Math.abs(rows[slot * topics + topic]);
            if (size > 0) {
                sizes[count++] = size;
            }
        }
        if (count == 0) {
            return 1;
        }
        Arrays.sort(sizes, 0, count);
        return sizes[count - 1 - count / 2000];
    }

    /// Adds a row, times a factor, to the sums. The sums are still to be multiplied by the scales.
    void addTo(float[] sums, int slot, float factor) {
        int base = slot * scales.length;
        for (int topic = 0; topic < scales.length; topic++) {
            sums[topic] += factor * rows[base + topic];
        }
    }

    float at(int slot, int topic) {
        return rows[slot * scales.length + topic] * scales[topic];
    }
}
