package tidings.topics.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tidings.topics.model.Calibration.ConfidenceCurve;
import tidings.topics.train.Calibrator.Prediction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class ConfidenceFitterTest {
    /// The accuracy of topic 0 grows with the margin, that of topic 1 is half as high; neither is a logistic curve.
    private static double truth(int topic, float margin) {
        return (topic == 0 ? 1 : 0.5) * Math.min(1, 0.2 + margin);
    }

    private static List<Prediction> predictions(long seed, int count) {
        Random random = new Random(seed);
        List<Prediction> predictions = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int topic = random.nextInt(2);
            float margin = random.nextFloat();
            predictions.add(new Prediction(topic, margin, random.nextDouble() < truth(topic, margin)));
        }
        return predictions;
    }

    @Test
    void theConfidenceMatchesTheAccuracyOfOtherPredictions() {
        ConfidenceCurve confidence = ConfidenceFitter.of(predictions(1, 40_000), 2);
        Reliability reliability = new Reliability();
        for (Prediction prediction : predictions(2, 40_000)) {
            reliability.add(confidence.of(prediction.best(), prediction.margin()), prediction.right());
        }
        assertThat(reliability.error()).isLessThan(0.02);
        assertThat(confidence.of(0, 0.5f)).isCloseTo(truth(0, 0.5f), within(0.06));
        assertThat(confidence.of(1, 0.5f)).isCloseTo(truth(1, 0.5f), within(0.06));
    }

    @Test
    void aLargerMarginNeverLowersTheConfidence() {
        ConfidenceCurve confidence = ConfidenceFitter.of(predictions(3, 300), 2);
        for (float margin = 0; margin < 3; margin += 0.01f) {
            assertThat(confidence.of(1, margin + 0.01f)).isGreaterThanOrEqualTo(confidence.of(1, margin));
        }
        assertThat(confidence.of(0, 1e9f)).isBetween(0.0, 1.0);
    }

    @Test
    void aTopicWithoutPredictionsIsLikeTheOthers() {
        ConfidenceCurve confidence = ConfidenceFitter.of(predictions(4, 5_000), 3);
        assertThat(confidence.of(2, 0.5f)).isBetween(confidence.of(1, 0.5f), confidence.of(0, 0.5f));
    }
}
