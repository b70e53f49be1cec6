package tidings.topics.train;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tidings.topics.model.Weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class QuantizerTest {
    @Test
    void quantizedRowsStayCloseToTheOriginal() {
        int slots = 4_000;
        int topics = 10;
        Random random = new Random(5);
        float[] weights = new float[slots * topics];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (float) (random.nextGaussian() * (1 + i / topics % 7));
        }
        float[] before = weights.clone();
        double[] importance = new double[slots];
        Arrays.fill(importance, 1);
        Quantizer quantizer = new Quantizer(weights, topics, importance, 1);
        double error = 0;
        double length = 0;
        for (int slot = 0; slot < slots; slot++) {
            quantizer.round(weights, slot);
            for (int i = slot * topics; i < (slot + 1) * topics; i++) {
                error += Math.pow(weights[i] - before[i], 2);
                length += Math.pow(before[i], 2);
            }
        }
        assertThat(error / length).isLessThan(0.1);
        assertThat(quantizer.weights().rows()).hasSize(slots * 5);
    }

    @Test
    void aScaleByteIsExactToASixteenthOfADoubling() {
        for (double size = 0.001; size < 1000; size *= 1.01) {
            assertThat(Math.log(Weights.scale(Weights.step(size)) / size) / Math.log(2))
                    .isCloseTo(0, within(1 / 16.0 + 1e-6));
        }
    }
}
