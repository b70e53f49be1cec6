package tidings.localstack.cloudwatch;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tidings.localstack.template.StackModel;
import tidings.localstack.template.TemplateException;
import tidings.localstack.template.Value;

/// Reads the template's alarms. Anything unsupported is an error with its line number.
final class AlarmReader {
    private static final Set<String> OF_METRIC = Set.of(
            "ActionsEnabled",
            "AlarmActions",
            "AlarmDescription",
            "AlarmName",
            "ComparisonOperator",
            "DatapointsToAlarm",
            "Dimensions",
            "EvaluationPeriods",
            "ExtendedStatistic",
            "InsufficientDataActions",
            "MetricName",
            "Metrics",
            "Namespace",
            "OKActions",
            "Period",
            "Statistic",
            "Threshold",
            "ThresholdMetricId",
            "TreatMissingData");
    private static final Set<String> COMPOSITE = Set.of(
            "ActionsEnabled",
            "ActionsSuppressor",
            "ActionsSuppressorExtensionPeriod",
            "ActionsSuppressorWaitPeriod",
            "AlarmActions",
            "AlarmDescription",
            "AlarmName",
            "AlarmRule",
            "InsufficientDataActions",
            "OKActions");

    private final StackModel.Raw resource;
    private final Map<String, Value> properties;

    private AlarmReader(StackModel.Raw resource, Set<String> known) {
        this.resource = resource;
        this.properties = resource.properties().fields();
        properties.forEach((name, value) -> {
            if (!known.contains(name)) {
                throw new TemplateException(
                        value.place(),
                        resource.type() + " has no property " + name + " known here; known are "
                                + new TreeSet<>(known));
            }
        });
    }

    /// All alarms of the template.
    static List<AlarmDefinition> read(StackModel model) {
        List<AlarmDefinition> alarms = new ArrayList<>();
        for (StackModel.Raw resource : model.others()) {
            try {
                switch (resource.type()) {
                    case "AWS::CloudWatch::Alarm" -> alarms.add(new AlarmReader(resource, OF_METRIC).ofMetric());
                    case "AWS::CloudWatch::CompositeAlarm" ->
                        alarms.add(new AlarmReader(resource, COMPOSITE).composite());
                    default -> {}
                }
            } catch (IllegalArgumentException e) {
                throw new TemplateException(resource.properties().place(), resource.id() + ": " + e.getMessage());
            }
        }
        return alarms;
    }

    private AlarmDefinition ofMetric() {
        int evaluated = number("EvaluationPeriods").intValueExact();
        List<MetricQuery> queries = properties.containsKey("Metrics") ? queries() : List.of(single());
        AlarmDefinition.OfMetric alarm = new AlarmDefinition.OfMetric(
                head(),
                queries,
                !properties.containsKey("Metrics"),
                Duration.ofSeconds(period()),
                evaluated,
                properties.containsKey("DatapointsToAlarm")
                        ? number("DatapointsToAlarm").intValueExact()
                        : evaluated,
                Comparison.of(text("ComparisonOperator")),
                properties.containsKey("Threshold") ? number("Threshold").doubleValue() : Double.NaN,
                Optional.ofNullable(properties.get("ThresholdMetricId")).map(id -> id.text("ThresholdMetricId")),
                MissingData.of(properties.containsKey("TreatMissingData") ? text("TreatMissingData") : "missing"));
        alarm.result();
        return alarm;
    }

    private AlarmDefinition composite() {
        return new AlarmDefinition.Composite(
                head(),
                new AlarmRule(text("AlarmRule")),
                Optional.ofNullable(properties.get("ActionsSuppressor")).map(id -> id.text("ActionsSuppressor")),
                seconds("ActionsSuppressorWaitPeriod"),
                seconds("ActionsSuppressorExtensionPeriod"));
    }

    private AlarmDefinition.Head head() {
        String name = resource.arn().substring(resource.arn().lastIndexOf(':') + 1);
        return new AlarmDefinition.Head(
                resource.id(),
                name,
                resource.arn(),
                properties.containsKey("AlarmDescription") ? text("AlarmDescription") : "",
                new AlarmDefinition.Actions(
                        texts("AlarmActions"), texts("OKActions"), texts("InsufficientDataActions")));
    }

    private MetricQuery single() {
        String statistic = properties.containsKey("Statistic") ? text("Statistic") : text("ExtendedStatistic");
        Metric metric = new Metric(text("Namespace"), text("MetricName"), dimensions(properties));
        return new MetricQuery(
                "m1", metric.name(), true, new MetricQuery.Source.Stored(metric, new Statistic(statistic)));
    }

    private List<MetricQuery> queries() {
        return properties.get("Metrics").items("Metrics").stream()
                .map(value -> query(value.fields("a metric")))
                .toList();
    }

    private static MetricQuery query(Map<String, Value> query) {
        String id = query.get("Id").text("Id");
        String label = query.containsKey("Label") ? query.get("Label").text("Label") : id;
        boolean shown = !query.containsKey("ReturnData")
                || query.get("ReturnData").text("ReturnData").equals("true");
        if (query.containsKey("Expression")) {
            String expression = query.get("Expression").text("Expression");
            if (expression.contains("SEARCH(")) {
                throw new IllegalArgumentException("an alarm cannot search: CloudWatch refuses SEARCH in alarms");
            }
            return new MetricQuery(id, label, shown, MetricQuery.Source.Computed.of(expression));
        }
        Map<String, Value> stat = query.get("MetricStat").fields("MetricStat");
        Map<String, Value> metric = stat.get("Metric").fields("Metric");
        return new MetricQuery(
                id,
                label,
                shown,
                new MetricQuery.Source.Stored(
                        new Metric(
                                metric.get("Namespace").text("Namespace"),
                                metric.get("MetricName").text("MetricName"),
                                dimensions(metric)),
                        new Statistic(stat.get("Stat").text("Stat"))));
    }

    private static Map<String, String> dimensions(Map<String, Value> metric) {
        Map<String, String> dimensions = new LinkedHashMap<>();
        if (metric.get("Dimensions") instanceof Value list) {
            list.items("Dimensions").forEach(dimension -> {
                Map<String, Value> fields = dimension.fields("a dimension");
                dimensions.put(
                        fields.get("Name").text("Name"), fields.get("Value").text("Value"));
            });
        }
        return dimensions;
    }

    /// The one period that all metrics of an alarm have.
    private long period() {
        if (properties.containsKey("Period")) {
            return number("Period").longValueExact();
        }
        List<Long> periods = properties.get("Metrics").items("Metrics").stream()
                .map(value -> value.fields("a metric"))
                .filter(query -> query.containsKey("MetricStat"))
                .map(query -> Long.parseLong(query.get("MetricStat")
                        .fields("MetricStat")
                        .get("Period")
                        .text("Period")))
                .distinct()
                .toList();
        if (periods.size() != 1) {
            throw new IllegalArgumentException("the metrics of an alarm have one period here, not " + periods);
        }
        return periods.getFirst();
    }

    private String text(String name) {
        Value value = properties.get(name);
        if (value == null) {
            throw new IllegalArgumentException("it needs " + name);
        }
        return value.text(name);
    }

    private BigDecimal number(String name) {
        return new BigDecimal(text(name));
    }

    private Duration seconds(String name) {
        return properties.containsKey(name) ? Duration.ofSeconds(number(name).longValueExact()) : Duration.ZERO;
    }

    private List<String> texts(String name) {
        return properties.get(name) instanceof Value list
                ? list.items(name).stream().map(item -> item.text(name)).toList()
                : List.of();
    }
}
