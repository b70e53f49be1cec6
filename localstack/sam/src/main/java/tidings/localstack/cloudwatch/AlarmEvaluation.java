package tidings.localstack.cloudwatch;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;

/// Evaluates queries over the same periods, each once.
final class AlarmEvaluation {
    private final MetricStore store;
    private final Periods grid;
    private final MetricMath math;
    private final Map<String, MetricQuery> queries = new HashMap<>();
    private final Map<String, Operand> known = new HashMap<>();

    AlarmEvaluation(MetricStore store, Periods grid, List<MetricQuery> queries) {
        this.store = store;
        this.grid = grid;
        this.math = new MetricMath(grid.count());
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

    /// A query as time series: a number becomes a constant series, a band its two edges.
    List<TimeSeries> lines(MetricQuery query) {
        return switch (of(query)) {
            case Operand.Scalar(double value) ->
                List.of(TimeSeries.constant(value, grid.count()).named(query.label()));
            case Operand.Lines(List<TimeSeries> lines, boolean _) ->
                lines.stream()
                        .map(line -> line.named((query.label() + line.label()).strip()))
                        .toList();
            case Operand.Band(TimeSeries below, TimeSeries above) ->
                List.of(below.named(query.label() + " from"), above.named(query.label() + " to"));
            case Operand.Text(String text) -> throw new IllegalArgumentException("no metric: \"" + text + "\"");
        };
    }

    private Operand of(Expression expression) {
        return switch (expression) {
            case Expression.Number(double value) -> new Operand.Scalar(value);
            case Expression.Text(String text) -> new Operand.Text(text);
            case Expression.Id(String name) -> of(query(name));
            case Expression.Negated(Expression operand) -> math.each(of(operand), value -> -value);
            case Expression.Array(List<Expression> items) ->
                Operand.Lines.array(items.stream()
                        .flatMap(item -> math.lines(of(item)).lines().stream())
                        .toList());
            case Expression.Operation(String operator, Expression left, Expression right) ->
                math.operation(operator, of(left), of(right));
            case Expression.Call call -> call(call);
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

    private Operand call(Expression.Call call) {
        return switch (call.function()) {
            case "ABS" -> math.each(argument(call, 0), Math::abs);
            case "CEIL" -> math.each(argument(call, 0), Math::ceil);
            case "FLOOR" -> math.each(argument(call, 0), Math::floor);
            case "SUM" -> math.reduced(argument(call, 0), DoubleStream::sum);
            case "MAX" -> math.reduced(argument(call, 0), values -> values.max().orElse(Double.NaN));
            case "MIN" -> math.reduced(argument(call, 0), values -> values.min().orElse(Double.NaN));
            case "AVG" ->
                math.reduced(argument(call, 0), values -> values.average().orElse(Double.NaN));
            case "PERIOD" -> new Operand.Scalar(grid.period().toSeconds());
            case "METRICS" ->
                Operand.Lines.array(queries.values().stream()
                        .filter(query -> query.expression().isEmpty())
                        .flatMap(query -> math.lines(of(query)).lines().stream())
                        .toList());
            case "FILL" -> math.filled(argument(call, 0), argument(call, 1));
            case "IF" ->
                math.chosen(
                        argument(call, 0),
                        argument(call, 1),
                        call.arguments().size() > 2 ? argument(call, 2) : new Operand.Scalar(Double.NaN));
            case "SEARCH" -> searched(text(argument(call, 0)), new Statistic(text(argument(call, 1))));
            case "ANOMALY_DETECTION_BAND" ->
                AnomalyBand.around(
                        math.lines(argument(call, 0)).lines().getFirst(),
                        call.arguments().size() > 1 && argument(call, 1) instanceof Operand.Scalar(double width)
                                ? width
                                : 2);
            case String function -> throw new IllegalArgumentException("unknown function " + function);
        };
    }

    private Operand argument(Expression.Call call, int index) {
        if (index >= call.arguments().size()) {
            throw new IllegalArgumentException(
                    call.function() + " needs more than " + call.arguments().size() + " arguments");
        }
        return of(call.arguments().get(index));
    }

    private static String text(Operand operand) {
        if (operand instanceof Operand.Text(String text)) {
            return text;
        }
        throw new IllegalArgumentException("a quoted text is needed here");
    }

    private Operand searched(String search, Statistic statistic) {
        MetricSearch wanted = MetricSearch.parse(search);
        return Operand.Lines.array(store.metrics().stream()
                .filter(wanted::finds)
                .map(metric -> new TimeSeries(wanted.label(metric), store.read(metric, statistic, grid)))
                .toList());
    }
}
