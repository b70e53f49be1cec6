package tidings.localstack.cloudwatch;

import java.util.List;

/// The value of a metric math expression.
sealed interface Operand {
    record Scalar(double value) implements Operand {}

    record Text(String text) implements Operand {}

    /// One time series, or an array of them.
    record Lines(List<TimeSeries> lines, boolean array) implements Operand {
        static Lines one(double[] values) {
            return new Lines(List.of(new TimeSeries("", values)), false);
        }

        static Lines array(List<TimeSeries> lines) {
            return new Lines(lines, true);
        }
    }

    /// The expected band, from lower to upper edge.
    record Band(TimeSeries below, TimeSeries above) implements Operand {}
}
