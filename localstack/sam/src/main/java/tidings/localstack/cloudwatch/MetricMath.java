package tidings.localstack.cloudwatch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntToDoubleFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/// Metric math on numbers, time series and arrays of time series. A value that is missing on one side of an
/// operation is missing in its result.
///
/// @param periods how many values a time series has
record MetricMath(int periods) {
    /// An operand as time series: a number becomes a constant series, a band its two edges.
    Operand.Lines lines(Operand operand) {
        return switch (operand) {
            case Operand.Lines lines -> lines;
            case Operand.Scalar(double value) -> new Operand.Lines(List.of(TimeSeries.constant(value, periods)), false);
            case Operand.Band(TimeSeries below, TimeSeries above) -> Operand.Lines.array(List.of(below, above));
            case Operand.Text(String text) -> throw new IllegalArgumentException("no metric: \"" + text + "\"");
        };
    }

    Operand each(Operand operand, DoubleUnaryOperator change) {
        if (operand instanceof Operand.Scalar(double value)) {
            return new Operand.Scalar(change.applyAsDouble(value));
        }
        Operand.Lines lines = lines(operand);
        return new Operand.Lines(
                lines.lines().stream()
                        .map(line -> new TimeSeries(
                                line.label(),
                                Arrays.stream(line.values()).map(change).toArray()))
                        .toList(),
                lines.array());
    }

    Operand operation(String operator, Operand left, Operand right) {
        DoubleBinaryOperator operation = operation(operator);
        if (left instanceof Operand.Scalar(double a) && right instanceof Operand.Scalar(double b)) {
            return new Operand.Scalar(operation.applyAsDouble(a, b));
        }
        Operand.Lines first = lines(left);
        Operand.Lines second = lines(right);
        if (first.array()
                && second.array()
                && first.lines().size() != second.lines().size()) {
            throw new IllegalArgumentException("arrays of " + first.lines().size() + " and "
                    + second.lines().size() + " metrics cannot be computed with each other");
        }
        List<TimeSeries> lines = new ArrayList<>();
        for (int i = 0; i < Math.max(first.lines().size(), second.lines().size()); i++) {
            TimeSeries a = first.lines().get(first.array() ? i : 0);
            TimeSeries b = second.lines().get(second.array() ? i : 0);
            lines.add(new TimeSeries(
                    first.array() ? a.label() : b.label(),
                    values(index -> operation.applyAsDouble(a.values()[index], b.values()[index]))));
            if (!first.array() && !second.array()) {
                break;
            }
        }
        return new Operand.Lines(lines, first.array() || second.array());
    }

    private double[] values(IntToDoubleFunction value) {
        return IntStream.range(0, periods).mapToDouble(value).toArray();
    }

    private static DoubleBinaryOperator operation(String operator) {
        return switch (operator) {
            case "+" -> Double::sum;
            case "-" -> (a, b) -> a - b;
            case "*" -> (a, b) -> a * b;
            case "/" -> (a, b) -> b == 0 ? Double.NaN : a / b;
            case "^" -> Math::pow;
            case "==" -> (a, b) -> truth(a, b, a == b);
            case "!=" -> (a, b) -> truth(a, b, a != b);
            case "<" -> (a, b) -> truth(a, b, a < b);
            case ">" -> (a, b) -> truth(a, b, a > b);
            case "<=" -> (a, b) -> truth(a, b, a <= b);
            case ">=" -> (a, b) -> truth(a, b, a >= b);
            case "AND", "&&" -> (a, b) -> truth(a, b, a != 0 && b != 0);
            case "OR", "||" -> (a, b) -> truth(a, b, a != 0 || b != 0);
            default -> throw new IllegalArgumentException("unknown operator " + operator);
        };
    }

    private static double truth(double left, double right, boolean holds) {
        if (Double.isNaN(left) || Double.isNaN(right)) {
            return Double.NaN;
        }
        return holds ? 1 : 0;
    }

    /// Reduces a time series to a number, or an array of them to one series.
    Operand reduced(Operand operand, ToDoubleFunction<DoubleStream> reduction) {
        if (operand instanceof Operand.Scalar scalar) {
            return scalar;
        }
        Operand.Lines lines = lines(operand);
        if (!lines.array()) {
            return new Operand.Scalar(
                    present(Arrays.stream(lines.lines().getFirst().values()), reduction));
        }
        return Operand.Lines.one(values(
                index -> present(lines.lines().stream().mapToDouble(line -> line.values()[index]), reduction)));
    }

    private static double present(DoubleStream values, ToDoubleFunction<DoubleStream> reduction) {
        double[] there = values.filter(value -> !Double.isNaN(value)).toArray();
        return there.length == 0 ? Double.NaN : reduction.applyAsDouble(Arrays.stream(there));
    }

    Operand filled(Operand operand, Operand with) {
        if (!(with instanceof Operand.Scalar(double value))) {
            throw new IllegalArgumentException("FILL is known here with a number only");
        }
        return each(lines(operand), point -> Double.isNaN(point) ? value : point);
    }

    Operand chosen(Operand condition, Operand then, Operand otherwise) {
        if (condition instanceof Operand.Scalar(double value)) {
            return value != 0 ? then : otherwise;
        }
        TimeSeries decides = lines(condition).lines().getFirst();
        TimeSeries yes = lines(then).lines().getFirst();
        TimeSeries no = lines(otherwise).lines().getFirst();
        return Operand.Lines.one(values(index -> {
            double decision = decides.values()[index];
            if (Double.isNaN(decision)) {
                return Double.NaN;
            }
            return decision != 0 ? yes.values()[index] : no.values()[index];
        }));
    }
}
