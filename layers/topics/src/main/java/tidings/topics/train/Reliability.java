package tidings.topics.train;

/// Collects how sure answers were and whether they were right.
final class Reliability {
    private static final int BINS = 15;

    private final double[] claimed = new double[BINS];
    private final int[] right = new int[BINS];
    private int answers;

    void add(double confidence, boolean correct) {
        int bin = Math.min(BINS - 1, (int) (confidence * BINS));
        claimed[bin] += confidence;
        right[bin] += correct ? 1 : 0;
        answers++;
    }

    int answers() {
        return answers;
    }

    /// The share of answers that are right.
    double accuracy() {
        int sum = 0;
        for (int count : right) {
            sum += count;
        }
        return (double) sum / answers;
    }

    /// The expected calibration error over 15 equal bins of confidence.
    double error() {
        double error = 0;
        for (int bin = 0; bin < BINS; bin++) {
            error += Math.abs(claimed[bin] - right[bin]) / answers;
        }
        return error;
    }
}
