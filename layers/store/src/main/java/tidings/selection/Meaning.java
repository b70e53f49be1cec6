package tidings.selection;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;

/// What a text means: the direction of a vector, in steps of 8 bits. Immutable, as long as nobody changes the
/// array.
public final class Meaning {
    private static final int LARGEST = 127;
    private static final int MAX_STEPS = 1_024;

    private final byte[] steps;
    private final double length;

    private Meaning(byte[] steps) {
        if (steps.length == 0 || steps.length > MAX_STEPS) {
            throw new IllegalArgumentException("a meaning has 1 to " + MAX_STEPS + " steps, not " + steps.length);
        }
        this.steps = steps;
        this.length = Math.sqrt(dot(steps, steps));
    }

    /// @param steps as [#toBytes] gives them
    /// @throws IllegalArgumentException if there are none, or more than any encoder gives
    @JsonCreator
    public static Meaning of(byte[] steps) {
        return new Meaning(steps);
    }

    /// @param vector of any length but zero
    public static Meaning of(float[] vector) {
        float largest = 0;
        for (float value : vector) {
            largest = Math.max(largest, Math.abs(value));
        }
        byte[] steps = new byte[vector.length];
        for (int i = 0; i < steps.length; i++) {
            steps[i] = (byte) Math.round(vector[i] * LARGEST / largest);
        }
        return new Meaning(steps);
    }

    @JsonValue
    public byte[] toBytes() {
        return steps;
    }

    /// The cosine: 1 for what means the same. Of the shipped encoder, texts that have nothing in common have about
    /// 0.75. 0 for what another encoder made.
    public double likeness(Meaning other) {
        return steps.length != other.steps.length ? 0 : dot(steps, other.steps) / (length * other.length);
    }

    int size() {
        return steps.length;
    }

    /// Adds its direction.
    ///
    /// @param sum of as many steps
    void addTo(float[] sum, float weight) {
        if (length > 0 && sum.length == steps.length) {
            for (int i = 0; i < steps.length; i++) {
                sum[i] += (float) (weight * steps[i] / length);
            }
        }
    }

    /// A bit for each step whose part of the direction is greater than there.
    ///
    /// @param direction of as many steps
    long[] above(float[] direction) {
        long[] bits = new long[(steps.length + Long.SIZE - 1) / Long.SIZE];
        for (int i = 0; i < steps.length; i++) {
            if (steps[i] > direction[i] * length) {
                bits[i / Long.SIZE] |= 1L << i;
            }
        }
        return bits;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Meaning meaning && Arrays.equals(steps, meaning.steps);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(steps);
    }

    @Override
    public String toString() {
        return steps.length + " steps";
    }

    private static int dot(byte[] one, byte[] other) {
        int sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += one[i] * other[i];
        }
        return sum;
    }
}
