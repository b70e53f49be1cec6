package tidings.topics.train;

import java.util.List;
import tidings.topics.model.Calibration.ConfidenceCurve;
import tidings.topics.train.Calibrator.Prediction;

/// Fits the confidence as a function of the margin: logistic regression over all topics, then per topic with the
/// common curve as prior, then one monotonic calibration curve through the observed accuracy.
final class ConfidenceFitter {
    private static final int STEPS = 30;

    /// The regularization, in equivalent predictions, towards the common curve: a topic with few predictions stays
    /// close to it.
    private static final double CLOSENESS = 20;

    private ConfidenceFitter() {}

    static ConfidenceCurve of(List<Prediction> predictions, int topics) {
        double[] all = regress(predictions, new double[] {1, 0}, 1e-3);
        float[] slopes = new float[topics];
        float[] offsets = new float[topics];
        for (int topic = 0; topic < topics; topic++) {
            int of = topic;
            double[] own = regress(
                    predictions.stream()
                            .filter(prediction -> prediction.best() == of)
                            .toList(),
                    all,
                    CLOSENESS);
            slopes[topic] = (float) own[0];
            offsets[topic] = (float) own[1];
        }
        ConfidenceCurve unadjusted = new ConfidenceCurve(slopes, offsets, new float[0]);
        return new ConfidenceCurve(slopes, offsets, calibrated(predictions, unadjusted));
    }

    /// Slope and offset by Newton's method, regularized towards the starting point.
    private static double[] regress(List<Prediction> predictions, double[] begin, double closeness) {
        double slope = begin[0];
        double offset = begin[1];
        for (int step = 0; step < STEPS; step++) {
            double g0 = closeness * (begin[1] - offset);
            double g1 = closeness * (begin[0] - slope);
            double h00 = closeness;
            double h01 = 0;
            double h11 = closeness;
            for (Prediction prediction : predictions) {
                double p = 1 / (1 + Math.exp(-(slope * prediction.margin() + offset)));
                double miss = (prediction.right() ? 1 : 0) - p;
                double bend = p * (1 - p);
                g0 += miss;
                g1 += miss * prediction.margin();
                h00 += bend;
                h01 += bend * prediction.margin();
                h11 += bend * prediction.margin() * prediction.margin();
            }
            double determinant = h00 * h11 - h01 * h01;
            // Half steps: a full one may overshoot if nearly all predictions are right.
            offset += 0.5 * (h11 * g0 - h01 * g1) / determinant;
            slope += 0.5 * (h00 * g1 - h01 * g0) / determinant;
        }
        return new double[] {slope, offset};
    }

    /// Corrects each point of the curve by the mean error of the predictions around it; the result never decreases.
    private static float[] calibrated(List<Prediction> predictions, ConfidenceCurve unadjusted) {
        float[] calibrated = new float[ConfidenceCurve.POINTS];
        double[] misses = new double[calibrated.length];
        double[] counts = new double[calibrated.length];
        for (Prediction prediction : predictions) {
            double uncalibrated = unadjusted.uncalibrated(prediction.best(), prediction.margin());
            int point = (int) Math.round(uncalibrated * (calibrated.length - 1));
            misses[point] += (prediction.right() ? 1 : 0) - uncalibrated;
            counts[point]++;
        }
        float least = 0;
        for (int point = 0; point < calibrated.length; point++) {
            double uncalibrated = point / (double) (calibrated.length - 1);
            double right = uncalibrated + misses[point] / (counts[point] + CLOSENESS);
            least = Math.max(least, (float) Math.min(1, right));
            calibrated[point] = least;
        }
        return calibrated;
    }
}
