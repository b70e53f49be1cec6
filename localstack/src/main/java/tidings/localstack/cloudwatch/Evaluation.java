package tidings.localstack.cloudwatch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/// Queries evaluated over one grid. A value that is missing on one side of an operation is missing in its result.
///
/// What CloudWatch expects of a metric is a model of its own that is not public. Here a band is the mean of the values
/// before, give or take so many standard deviations, at least a tenth of the mean and at least one; without a dozen
/// values there is none.
final class Evaluation {
    /// How many periods a band looks back on.
    static final int BAND_HISTORY = 36;

    private static final int BAND_LEAST = 12;

    /// The newest values say nothing of what was expected.
    private static final int BAND_LAG = 3;

    private final MetricStore store;
    private final Grid grid;
    private final Map<String, MetricQuery> queries = new HashMap<>();
    private final Map<String, Operand> known = new HashMap<>();

    Evaluation(MetricStore store, Grid grid, List<MetricQuery> queries) {
        this.store = store;
        this.grid = grid;
        queries.forEach(query -> this.queries.put(query.id(), query));
    }

    Operand of(MetricQuery query) {
        Operand found = known.get(query.id());
        if (found == null) {
            found = switch (query.source()) {
                case MetricQuery.Source.Stored(Metric metric, Statistic statistic) ->
                    Operand.Lines.one(store.read(metric, statistic, grid));
                case MetricQuery.Source.Computed(String _, Expression expression) -> of(expression);
            };
            known.put(query.id(), found);
        }
        return found;
    }

    /// A query as lines: a number becomes a line of that height, a band its two edges.
    List<Line> lines(MetricQuery query) {
        return switch (of(query)) {
            case Operand.Scalar(double value) ->
                List.of(Line.constant(value, grid.count()).named(query.label()));
            case Operand.Lines(List<Line> lines, boolean _) ->
                lines.stream()
                        .map(line -> line.named((query.label() + line.label()).strip()))
                        .toList();
            case Operand.Band(Line below, Line above) ->
                List.of(below.named(query.label() + " from"), above.named(query.label() + " to"));
            case Operand.Text(String text) -> throw new IllegalArgumentException("no metric: \"" + text + "\"");
        };
    }

    private Operand of(Expression expression) {
        return switch (expression) {
            case Expression.Number(double value) -> new Operand.Scalar(value);
            case Expression.Text(String text) -> new Operand.Text(text);
            case Expression.Id(String name) -> of(query(name));
            case Expression.Negated(Expression operand) -> each(of(operand), value -> -value);
            case Expression.Array(List<Expression> items) ->
                Operand.Lines.array(items.stream()
                        .flatMap(item -> asLines(of(item)).lines().stream())
                        .toList());
            case Expression.Operation(String operator, Expression left, Expression right) ->
                both(of(left), of(right), operation(operator));
            case Expression.Call(String function, List<Expression> arguments) -> call(function, arguments);
        };
    }

    private MetricQuery query(String id) {
        MetricQuery query = queries.get(id);
        if (query == null) {
            throw new IllegalArgumentException("no metric or expression " + id + "; there are "
                    + queries.keySet().stream().sorted().toList());
        }
        return query;
    }

    private Operand call(String function, List<Expression> arguments) {
        return switch (function) {
            case "ABS" -> each(of(argument(function, arguments, 0)), Math::abs);
            case "CEIL" -> each(of(argument(function, arguments, 0)), Math::ceil);
            case "FLOOR" -> each(of(argument(function, arguments, 0)), Math::floor);
            case "SUM" -> summed(of(argument(function, arguments, 0)), DoubleStream::sum);
            case "MAX" ->
                summed(
                        of(argument(function, arguments, 0)),
                        values -> values.max().orElse(Double.NaN));
            case "MIN" ->
                summed(
                        of(argument(function, arguments, 0)),
                        values -> values.min().orElse(Double.NaN));
            case "AVG" ->
                summed(
                        of(argument(function, arguments, 0)),
                        values -> values.average().orElse(Double.NaN));
            case "PERIOD" -> new Operand.Scalar(grid.period().toSeconds());
            case "METRICS" ->
                Operand.Lines.array(queries.values().stream()
                        .filter(query -> query.expression().isEmpty())
                        .flatMap(query -> asLines(of(query)).lines().stream())
                        .toList());
            case "FILL" -> filled(of(argument(function, arguments, 0)), of(argument(function, arguments, 1)));
            case "IF" -> {
                Operand condition = of(argument(function, arguments, 0));
                Operand then = of(argument(function, arguments, 1));
                Operand otherwise = arguments.size() > 2 ? of(arguments.get(2)) : new Operand.Scalar(Double.NaN);
                yield chosen(condition, then, otherwise);
            }
            case "SEARCH" ->
                searched(
                        text(of(argument(function, arguments, 0))),
                        new Statistic(text(of(argument(function, arguments, 1)))));
            case "ANOMALY_DETECTION_BAND" ->
                band(
                        asLines(of(argument(function, arguments, 0))).lines().getFirst(),
                        arguments.size() > 1 && of(arguments.get(1)) instanceof Operand.Scalar(double width)
                                ? width
                                : 2);
            default -> throw new IllegalArgumentException("unknown function " + function);
        };
    }

    private static Expression argument(String function, List<Expression> arguments, int index) {
        if (index >= arguments.size()) {
            throw new IllegalArgumentException(function + " needs more than " + arguments.size() + " arguments");
        }
        return arguments.get(index);
    }

    private static String text(Operand operand) {
        if (operand instanceof Operand.Text(String text)) {
            return text;
        }
        throw new IllegalArgumentException("a quoted text is needed here");
    }

    private Operand.Lines asLines(Operand operand) {
        return switch (operand) {
            case Operand.Lines lines -> lines;
            case Operand.Scalar(double value) -> new Operand.Lines(List.of(Line.constant(value, grid.count())), false);
            case Operand.Band(Line below, Line above) -> Operand.Lines.array(List.of(below, above));
            case Operand.Text(String text) -> throw new IllegalArgumentException("no metric: \"" + text + "\"");
        };
    }

    private Operand each(Operand operand, DoubleUnaryOperator change) {
        if (operand instanceof Operand.Scalar(double value)) {
            return new Operand.Scalar(change.applyAsDouble(value));
        }
        Operand.Lines lines = asLines(operand);
        return new Operand.Lines(
                lines.lines().stream()
                        .map(line -> new Line(
                                line.label(),
                                Arrays.stream(line.values()).map(change).toArray()))
                        .toList(),
                lines.array());
    }

    private Operand both(Operand left, Operand right, DoubleBinaryOperator operation) {
        if (left instanceof Operand.Scalar(double a) && right instanceof Operand.Scalar(double b)) {
            return new Operand.Scalar(operation.applyAsDouble(a, b));
        }
        Operand.Lines first = asLines(left);
        Operand.Lines second = asLines(right);
        if (first.array()
                && second.array()
                && first.lines().size() != second.lines().size()) {
            throw new IllegalArgumentException("arrays of " + first.lines().size() + " and "
                    + second.lines().size() + " metrics cannot be computed with each other");
        }
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < Math.max(first.lines().size(), second.lines().size()); i++) {
            Line a = first.lines().get(first.array() ? i : 0);
            Line b = second.lines().get(second.array() ? i : 0);
            lines.add(new Line(
                    first.array() ? a.label() : b.label(),
                    values(index -> operation.applyAsDouble(a.values()[index], b.values()[index]))));
            if (!first.array() && !second.array()) {
                break;
            }
        }
        return new Operand.Lines(lines, first.array() || second.array());
    }

    private double[] values(Function<Integer, Double> value) {
        return IntStream.range(0, grid.count()).mapToDouble(value::apply).toArray();
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

    /// One line becomes a number, an array of lines becomes one line.
    private Operand summed(Operand operand, Function<DoubleStream, Double> sum) {
        if (operand instanceof Operand.Scalar scalar) {
            return scalar;
        }
        Operand.Lines lines = asLines(operand);
        if (!lines.array()) {
            return new Operand.Scalar(
                    present(Arrays.stream(lines.lines().getFirst().values()), sum));
        }
        return Operand.Lines.one(values(
                index -> present(lines.lines().stream().mapToDouble(line -> line.values()[index]), sum)));
    }

    private static double present(DoubleStream values, Function<DoubleStream, Double> sum) {
        double[] there = values.filter(value -> !Double.isNaN(value)).toArray();
        return there.length == 0 ? Double.NaN : sum.apply(Arrays.stream(there));
    }

    private Operand filled(Operand operand, Operand with) {
        if (!(with instanceof Operand.Scalar(double value))) {
            throw new IllegalArgumentException("FILL is known here with a number only");
        }
        return each(asLines(operand), point -> Double.isNaN(point) ? value : point);
    }

    private Operand chosen(Operand condition, Operand then, Operand otherwise) {
        if (condition instanceof Operand.Scalar(double value)) {
            return value != 0 ? then : otherwise;
        }
        Line decides = asLines(condition).lines().getFirst();
        Line yes = asLines(then).lines().getFirst();
        Line no = asLines(otherwise).lines().getFirst();
        return Operand.Lines.one(values(index -> {
            double decision = decides.values()[index];
            if (Double.isNaN(decision)) {
                return Double.NaN;
            }
            return decision != 0 ? yes.values()[index] : no.values()[index];
        }));
    }

    private Operand searched(String search, Statistic statistic) {
        MetricSearch wanted = MetricSearch.parse(search);
        return Operand.Lines.array(store.metrics().stream()
                .filter(wanted::finds)
                .map(metric -> new Line(wanted.label(metric), store.read(metric, statistic, grid)))
                .toList());
    }

    private Operand band(Line line, double width) {
        double[] below = new double[grid.count()];
        double[] above = new double[grid.count()];
        for (int i = 0; i < grid.count(); i++) {
            double[] history = Arrays.stream(line.values(), Math.max(0, i - BAND_HISTORY), Math.max(0, i - BAND_LAG))
                    .filter(value -> !Double.isNaN(value))
                    .toArray();
            if (history.length < BAND_LEAST) {
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
        return new Operand.Band(new Line("", below), new Line("", above));
    }
}
