package tidings.localstack.cloudwatch;

import java.util.List;

/// What an expression of metric math amounts to.
sealed interface Operand {
    record Scalar(double value) implements Operand {}

    record Text(String text) implements Operand {}

    /// One line, or an array of them.
    record Lines(List<TimeSeries> lines, boolean array) implements Operand {
        static Lines one(double[] values) {
            return new Lines(List.of(new TimeSeries("", values)), false);
        }

        static Lines array(List<TimeSeries> lines) {
            return new Lines(lines, true);
        }
    }

    /// What is expected, from below to above.
    record Band(TimeSeries below, TimeSeries above) implements Operand {}
}
