package tidings.localstack.cloudwatch;

import java.util.Arrays;

/// One value per period; `NaN` where there is none.
record TimeSeries(String label, double[] values) {
    static TimeSeries constant(double value, int count) {
        double[] values = new double[count];
        Arrays.fill(values, value);
        return new TimeSeries("", values);
    }

    TimeSeries named(String other) {
        return new TimeSeries(other, values);
    }
}
