package tidings.localstack.cloudwatch;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/// The value of a metric math expression: a time series or an array of them, all over the same periods; a number is a
/// constant series. A value that is missing on one side of an operation is missing in its result.
record Operand(List<TimeSeries> lines, boolean array) {
    static Operand number(double value, int periods) {
        return new Operand(List.of(TimeSeries.constant(value, periods)), false);
    }

    static Operand one(double... values) {
        return new Operand(List.of(new TimeSeries("", values)), false);
    }

    static Operand array(List<TimeSeries> lines) {
        return new Operand(lines, true);
    }

    Operand with(Operand other, DoubleBinaryOperator operation) {
        if (array && other.array && lines.size() != other.lines.size()) {
            throw new IllegalArgumentException("arrays of " + lines.size() + " and " + other.lines.size()
                    + " metrics cannot be computed with each other");
        }
        int count = array ? lines.size() : other.lines.size();
        List<TimeSeries> results = IntStream.range(0, count)
                .mapToObj(i -> computed(lines.get(array ? i : 0), other.lines.get(other.array ? i : 0), operation))
                .toList();
        return new Operand(results, array || other.array);
    }

    private TimeSeries computed(TimeSeries left, TimeSeries right, DoubleBinaryOperator operation) {
        double[] values = left.values().clone();
        for (int i = 0; i < values.length; i++) {
            double other = right.values()[i];
            values[i] = Double.isNaN(values[i]) || Double.isNaN(other)
                    ? Double.NaN
                    : operation.applyAsDouble(values[i], other);
        }
        return new TimeSeries(array ? left.label() : right.label(), values);
    }

    /// Reduces a time series to a number, or an array of them to one series.
    Operand reduced(int periods, ToDoubleFunction<DoubleStream> reduction) {
        return array
                ? one(IntStream.range(0, periods)
                        .mapToDouble(i -> present(lines.stream().mapToDouble(line -> line.values()[i]), reduction))
                        .toArray())
                : number(present(Arrays.stream(lines.getFirst().values()), reduction), periods);
    }

    private static double present(DoubleStream values, ToDoubleFunction<DoubleStream> reduction) {
        double[] there = values.filter(value -> !Double.isNaN(value)).toArray();
        return there.length == 0 ? Double.NaN : reduction.applyAsDouble(Arrays.stream(there));
    }

    Operand filled(Operand with) {
        double[] values = with.lines.getFirst().values();
        return new Operand(
                lines.stream()
                        .map(line -> new TimeSeries(
                                line.label(),
                                IntStream.range(0, values.length)
                                        .mapToDouble(i -> Double.isNaN(line.values()[i]) ? values[i] : line.values()[i])
                                        .toArray()))
                        .toList(),
                array);
    }

    /// Where this series is not zero the one series, elsewhere the other.
    Operand chosen(Operand then, Operand otherwise) {
        double[] values = lines.getFirst().values().clone();
        for (int i = 0; i < values.length; i++) {
            if (!Double.isNaN(values[i])) {
                values[i] = (values[i] != 0 ? then : otherwise).lines.getFirst().values()[i];
            }
        }
        return one(values);
    }
}
