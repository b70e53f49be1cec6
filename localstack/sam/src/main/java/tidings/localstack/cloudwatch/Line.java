package tidings.localstack.cloudwatch;

import java.util.Arrays;

/// A value for each period of a grid; `NaN` where there is none.
record Line(String label, double[] values) {
    static Line constant(double value, int count) {
        double[] values = new double[count];
        Arrays.fill(values, value);
        return new Line("", values);
    }

    Line named(String other) {
        return new Line(other, values);
    }
}
