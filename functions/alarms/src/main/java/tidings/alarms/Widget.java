package tidings.alarms;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import tidings.aws.Json;

import static tidings.alarms.AlarmChange.text;

/// The metric of an alarm as a metric widget
/// (https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Metric-Widget-Structure.html), made
/// from the trigger in the alarm's notification.
final class Widget {
    private static final int WIDTH = 800;
    private static final int HEIGHT = 400;

    private Widget() {}

    /// JSON; empty where the trigger does not say all that a graph needs, as that of a composite alarm.
    static String of(String title, JsonNode trigger) {
        ObjectNode widget = Json.mapper()
                .createObjectNode()
                .put("title", title)
                .put("width", WIDTH)
                .put("height", HEIGHT)
                .put("start", "-PT3H");
        ArrayNode rows = widget.putArray("metrics");
        JsonNode queries = trigger.path("Metrics");
        boolean drawable = queries.isEmpty()
                ? metric(rows.addArray(), trigger, statistic(trigger), trigger.path("Period"))
                : queries.valueStream().allMatch(query -> query(rows.addArray(), query));
        if (trigger.path("Threshold").isNumber()) {
            widget.putObject("annotations")
                    .putArray("horizontal")
                    .addObject()
                    .put("label", "threshold")
                    .set("value", trigger.path("Threshold"));
        }
        return drawable ? widget.toString() : "";
    }

    private static boolean query(ArrayNode row, JsonNode query) {
        String expression = text(query.path("Expression"));
        JsonNode stat = query.path("MetricStat");
        if (!expression.isBlank()) {
            row.addObject().put("expression", expression);
        } else if (!metric(row, stat.path("Metric"), text(stat.path("Stat")), stat.path("Period"))) {
            return false;
        }
        ObjectNode options = (ObjectNode) row.get(row.size() - 1);
        putText(options, "id", query.path("Id"));
        putText(options, "label", query.path("Label"));
        options.put("visible", query.path("ReturnData").asBoolean(true));
        return true;
    }

    /// Adds what a row says of a metric; returns whether that is all.
    private static boolean metric(ArrayNode row, JsonNode metric, String statistic, JsonNode period) {
        row.add(text(metric.path("Namespace"))).add(text(metric.path("MetricName")));
        metric.path("Dimensions")
                .forEach(dimension -> row.add(text(dimension.path("name"))).add(text(dimension.path("value"))));
        boolean complete = row.valueStream().noneMatch(part -> part.asText().isBlank()) && !statistic.isBlank();
        ObjectNode options = row.addObject().put("stat", statistic);
        if (period.isIntegralNumber()) {
            options.set("period", period);
        }
        return complete;
    }

    private static void putText(ObjectNode options, String name, JsonNode value) {
        if (!text(value).isBlank()) {
            options.put(name, text(value));
        }
    }

    /// `MAXIMUM` is `Maximum` elsewhere, and `SAMPLE_COUNT` is `SampleCount`. Empty where the trigger has none.
    private static String statistic(JsonNode trigger) {
        String extended = text(trigger.path("ExtendedStatistic"));
        if (!extended.isEmpty()) {
            return extended;
        }
        return Arrays.stream(text(trigger.path("Statistic")).split("_"))
                .filter(word -> !word.isEmpty())
                .map(word -> word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT))
                .collect(Collectors.joining());
    }
}
