package tidings.localstack.cloudwatch;

import java.util.Arrays;
import java.util.List;

/// The expected band of a metric. CloudWatch's own model is not public: here it is the mean of earlier values plus
/// and minus a number of standard deviations, at least a tenth of the mean and at least one. Below a dozen values
/// there is no band.
final class AnomalyBand {
    /// How many periods it looks back.
    static final int HISTORY = 36;

    private static final int LEAST = 12;

    /// The newest values are not part of the baseline.
    private static final int LAG = 3;

    private AnomalyBand() {}

    static Operand around(TimeSeries line, double width) {
        double[] below = new double[line.values().length];
        double[] above = new double[line.values().length];
        for (int i = 0; i < line.values().length; i++) {
            double[] history = Arrays.stream(line.values(), Math.max(0, i - HISTORY), Math.max(0, i - LAG))
                    .filter(value -> !Double.isNaN(value))
                    .toArray();
            if (history.length < LEAST) {
                below[i] = Double.NaN;
                above[i] = Double.NaN;
                continue;
            }
            double mean = Arrays.stream(history).average().orElseThrow();
            double variance = Arrays.stream(history)
                    .map(value -> (value - mean) * (value - mean))
                    .average()
                    .orElseThrow();
            double deviation = Math.max(Math.sqrt(variance), Math.max(mean / 10, 1));
            below[i] = mean - width * deviation;
            above[i] = mean + width * deviation;
        }
        return Operand.array(List.of(new TimeSeries(" from", below), new TimeSeries(" to", above)));
    }
}
