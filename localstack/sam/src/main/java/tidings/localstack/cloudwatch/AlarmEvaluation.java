package tidings.localstack.cloudwatch;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Evaluates queries over the same periods, each once.
final class AlarmEvaluation {
    private final MetricStore store;
    private final Periods grid;
    private final Map<String, MetricQuery> queries = new HashMap<>();
    private final Map<String, Operand> known = new HashMap<>();

    AlarmEvaluation(MetricStore store, Periods grid, List<MetricQuery> queries) {
        this.store = store;
        this.grid = grid;
        queries.forEach(query -> this.queries.put(query.id(), query));
    }

    int periods() {
        return grid.count();
    }

    Operand of(MetricQuery query) {
        Operand found = known.get(query.id());
        if (found == null) {
            found = switch (query.source()) {
                case MetricQuery.Source.Stored(Metric metric, Statistic statistic) ->
                    Operand.one(store.read(metric, statistic, grid));
                case MetricQuery.Source.Computed(String _, Expression expression) -> expression.in(this);
            };
            known.put(query.id(), found);
        }
        return found;
    }

    /// A query as time series.
    List<TimeSeries> lines(MetricQuery query) {
        return of(query).lines().stream()
                .map(line -> line.named((query.label() + line.label()).strip()))
                .toList();
    }

    Operand named(String id) {
        MetricQuery query = queries.get(id);
        if (query == null) {
            throw new IllegalArgumentException("no metric or expression " + id + "; there are "
                    + queries.keySet().stream().sorted().toList());
        }
        return of(query);
    }

    /// All queries that are no expressions.
    Operand metrics() {
        return Operand.array(queries.values().stream()
                .filter(query -> query.source() instanceof MetricQuery.Source.Stored)
                .flatMap(query -> of(query).lines().stream())
                .toList());
    }

    Operand found(MetricSearch wanted, Statistic statistic) {
        return Operand.array(store.metrics().stream()
                .filter(wanted::finds)
                .map(metric -> new TimeSeries(wanted.label(metric), store.read(metric, statistic, grid)))
                .toList());
    }
}
