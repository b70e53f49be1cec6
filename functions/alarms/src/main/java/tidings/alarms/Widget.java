package tidings.alarms;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import tidings.aws.Json;

/// The metric of an alarm as a metric widget
/// (https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Metric-Widget-Structure.html), made
/// from the trigger in the alarm's notification.
final class Widget {
    private static final int WIDTH = 800;
    private static final int HEIGHT = 400;

    private Widget() {}

    /// JSON; empty where the trigger has no metric.
    static String of(String title, JsonNode trigger) {
        ObjectNode widget = Json.mapper()
                .createObjectNode()
                .put("title", title)
                .put("width", WIDTH)
                .put("height", HEIGHT)
                .put("start", "-PT3H");
        ArrayNode metrics = widget.putArray("metrics");
        if (trigger.has("MetricName")) {
            String stat = trigger.path("StatisticType").asText().equals("ExtendedStatistic")
                    ? trigger.path("ExtendedStatistic").asText()
                    : statistic(trigger.path("Statistic").asText());
            metric(metrics.addArray(), trigger)
                    .put("stat", stat)
                    .put("period", trigger.path("Period").asInt());
        }
        trigger.path("Metrics").forEach(query -> query(metrics.addArray(), query));
        if (trigger.has("Threshold")) {
            widget.putObject("annotations")
                    .putArray("horizontal")
                    .addObject()
                    .put("value", trigger.path("Threshold").asDouble())
                    .put("label", "threshold");
        }
        return metrics.isEmpty() ? "" : widget.toString();
    }

    private static void query(ArrayNode row, JsonNode query) {
        JsonNode stat = query.path("MetricStat");
        ObjectNode options = stat.isObject()
                ? metric(row, stat.path("Metric"))
                        .put("stat", stat.path("Stat").asText())
                        .put("period", stat.path("Period").asInt())
                : row.addObject().put("expression", query.path("Expression").asText());
        options.put("id", query.path("Id").asText());
        if (query.hasNonNull("Label")) {
            options.put("label", query.path("Label").asText());
        }
        options.put("visible", query.path("ReturnData").asBoolean(true));
    }

    private static ObjectNode metric(ArrayNode row, JsonNode metric) {
        row.add(metric.path("Namespace").asText()).add(metric.path("MetricName").asText());
        metric.path("Dimensions")
                .forEach(dimension -> row.add(dimension.path("name").asText())
                        .add(dimension.path("value").asText()));
        return row.addObject();
    }

    /// `MAXIMUM` is `Maximum` elsewhere, and `SAMPLE_COUNT` is `SampleCount`.
    private static String statistic(String upperCase) {
        StringBuilder words = new StringBuilder();
        for (String word : upperCase.split("_")) {
            words.append(word, 0, 1).append(word.substring(1).toLowerCase(Locale.ROOT));
        }
        return words.toString();
    }
}
