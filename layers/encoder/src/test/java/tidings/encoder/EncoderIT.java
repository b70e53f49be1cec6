package tidings.encoder;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/// The real model, from the package that the build unpacks.
class EncoderIT {
    @Test
    void textsThatMeanTheLikeAreClose() {
        try (Encoder encoder = Encoder.open(EncoderFiles.e5(Path.of("target/model")))) {
            float[] bread = encoder.encode("How long should dough rest before it goes into the oven?");
            float[] baking = encoder.encode("My first loaf of sourdough");
            float[] cards = encoder.encode("Benchmarks of the new graphics card");
            assertThat(bread).hasSize(384);
            assertThat(dot(bread, bread)).isBetween(0.999f, 1.001f);
            assertThat(dot(bread, baking)).isGreaterThan(dot(bread, cards) + 0.03f);
        }
    }

    private static float dot(float[] one, float[] other) {
        float sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += one[i] * other[i];
        }
        return sum;
    }
}
