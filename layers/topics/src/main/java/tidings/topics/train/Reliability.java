package tidings.topics.train;

import java.util.List;
import java.util.stream.IntStream;

/// Collects the confidence of predictions and whether they were right.
final class Reliability {
    private static final int BINS = 15;

    private final double[] claimed = new double[BINS];
    private final int[] right = new int[BINS];
    private final int[] counts = new int[BINS];
    private int predictions;

    void add(double confidence, boolean correct) {
        int bin = Math.min(BINS - 1, (int) (confidence * BINS));
        claimed[bin] += confidence;
        right[bin] += correct ? 1 : 0;
        counts[bin]++;
        predictions++;
    }

    int predictions() {
        return predictions;
    }

    /// Predictions of about the same confidence.
    ///
    /// @param confidence the mean
    /// @param right the share that is right
    record Bin(int predictions, double confidence, double right) {}

    /// The bins that have predictions, by confidence.
    List<Bin> bins() {
        return IntStream.range(0, BINS)
                .filter(bin -> counts[bin] > 0)
                .mapToObj(bin -> new Bin(counts[bin], claimed[bin] / counts[bin], (double) right[bin] / counts[bin]))
                .toList();
    }

    /// The share of predictions that are right.
    double accuracy() {
        int sum = 0;
        for (int count : right) {
            sum += count;
        }
        return (double) sum / predictions;
    }

    /// The expected calibration error over 15 equal bins of confidence.
    double error() {
        double error = 0;
        for (int bin = 0; bin < BINS; bin++) {
            error += Math.abs(claimed[bin] - right[bin]) / predictions;
        }
        return error;
    }
}
