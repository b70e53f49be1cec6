package tidings.localstack.cloudwatch;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.TreeMap;
import tidings.localstack.template.PseudoParameters;

/// The message that CloudWatch publishes for an alarm
/// (https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-actions.html).
final class Notification {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSZ").withZone(ZoneOffset.UTC);
    private static final String REGION = "US East (N. Virginia)";

    private Notification() {}

    static String message(AlarmStates.Announcement announcement) {
        AlarmDefinition alarm = announcement.alarm();
        AlarmDefinition.Head head = alarm.head();
        AlarmStates.Status status = announcement.status();
        ObjectNode message = JSON.createObjectNode();
        message.put("AlarmName", head.name())
                .put("AlarmDescription", head.description())
                .put("AWSAccountId", PseudoParameters.LOCAL.account())
                .put("NewStateValue", status.state().name())
                .put("NewStateReason", status.reason())
                .put("StateChangeTime", time(status.since()))
                .put("Region", REGION)
                .put("AlarmArn", head.arn())
                .put("OldStateValue", announcement.before().name());
        actions(message.putArray("OKActions"), head, AlarmState.OK);
        actions(message.putArray("AlarmActions"), head, AlarmState.ALARM);
        actions(message.putArray("InsufficientDataActions"), head, AlarmState.INSUFFICIENT_DATA);
        switch (alarm) {
            case AlarmDefinition.OfMetric ofMetric -> trigger(message.putObject("Trigger"), ofMetric);
            case AlarmDefinition.Composite composite -> {
                message.put("AlarmRule", composite.rule().text());
                ArrayNode children = message.putArray("TriggeringChildren");
                for (AlarmStates.Status child : announcement.children()) {
                    children.addObject()
                            .put("Arn", child.alarm().head().arn())
                            .putObject("State")
                            .put("Value", child.state().name())
                            .put("Timestamp", time(child.since()));
                }
            }
        }
        return message.toString();
    }

    private static void actions(ArrayNode to, AlarmDefinition.Head head, AlarmState state) {
        head.actions().on(state).forEach(to::add);
    }

    private static void trigger(ObjectNode trigger, AlarmDefinition.OfMetric alarm) {
        MetricQuery only = alarm.queries().getFirst();
        if (alarm.single() && only.source() instanceof MetricQuery.Source.Stored(Metric metric, Statistic statistic)) {
            metric(trigger, metric);
            boolean percentile = statistic.name().startsWith("p");
            trigger.put("StatisticType", percentile ? "ExtendedStatistic" : "Statistic")
                    .put(
                            percentile ? "ExtendedStatistic" : "Statistic",
                            percentile ? statistic.name() : shouted(statistic.name()))
                    .putNull("Unit")
                    .put("Period", alarm.period().toSeconds());
        } else {
            ArrayNode metrics = trigger.putArray("Metrics");
            alarm.queries().forEach(query -> query(metrics.addObject(), query, alarm));
        }
        trigger.put("EvaluationPeriods", alarm.evaluated())
                .put("DatapointsToAlarm", alarm.breaching())
                .put("ComparisonOperator", alarm.comparison().name())
                .put("TreatMissingData", alarm.missingData().name().toLowerCase(Locale.ROOT))
                .put("EvaluateLowSampleCountPercentile", "");
        alarm.band()
                .ifPresentOrElse(
                        band -> trigger.put("ThresholdMetricId", band),
                        () -> trigger.put("Threshold", alarm.threshold()));
    }

    private static void query(ObjectNode to, MetricQuery query, AlarmDefinition.OfMetric alarm) {
        to.put("Id", query.id()).put("Label", query.label()).put("ReturnData", query.shown());
        switch (query.source()) {
            case MetricQuery.Source.Stored(Metric metric, Statistic statistic) -> {
                ObjectNode stat = to.putObject("MetricStat")
                        .put("Period", alarm.period().toSeconds())
                        .put("Stat", statistic.name());
                metric(stat.putObject("Metric"), metric);
            }
            case MetricQuery.Source.Computed(String text, Expression _) -> to.put("Expression", text);
        }
    }

    private static void metric(ObjectNode to, Metric metric) {
        to.put("MetricName", metric.name()).put("Namespace", metric.namespace());
        ArrayNode dimensions = to.putArray("Dimensions");
        new TreeMap<>(metric.dimensions())
                .forEach((name, value) ->
                        dimensions.addObject().put("value", value).put("name", name));
    }

    /// `SampleCount` is `SAMPLE_COUNT` there.
    private static String shouted(String statistic) {
        return statistic.replaceAll("(?<=[a-z])(?=[A-Z])", "_").toUpperCase(Locale.ROOT);
    }

    static String time(Instant instant) {
        return TIME.format(instant);
    }
}
