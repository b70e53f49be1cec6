package tidings.localstack.cloudwatch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The metrics in a log line of CloudWatch's embedded metric format
/// (https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html).
sealed interface EmbeddedMetrics {
    /// A line without metrics.
    record None() implements EmbeddedMetrics {}

    record Found(List<Value> values) implements EmbeddedMetrics {}

    /// It looks like embedded metrics but is not valid JSON.
    record Unparsable() implements EmbeddedMetrics {}

    /// It breaks the format's rules.
    record Invalid(String why) implements EmbeddedMetrics {}

    record Value(Metric metric, Instant at, double value) {}

    static EmbeddedMetrics read(String line) {
        if (!line.contains("\"_aws\"")) {
            return new None();
        }
        try {
            JsonNode root = new ObjectMapper().readTree(line);
            return root.path("_aws").has("CloudWatchMetrics") ? read(root) : new None();
        } catch (JsonProcessingException _) {
            return new Unparsable();
        }
    }

    private static EmbeddedMetrics read(JsonNode root) {
        List<Value> values = new ArrayList<>();
        JsonNode timestamp = root.path("_aws").path("Timestamp");
        if (!timestamp.isIntegralNumber()) {
            return new Invalid("no Timestamp");
        }
        Instant at = Instant.ofEpochMilli(timestamp.asLong());
        for (JsonNode directive : root.path("_aws").path("CloudWatchMetrics")) {
            String namespace = directive.path("Namespace").asText();
            if (namespace.isEmpty()) {
                return new Invalid("no Namespace");
            }
            for (JsonNode dimensionSet : directive.path("Dimensions")) {
                Map<String, String> dimensions = new LinkedHashMap<>();
                for (JsonNode dimension : dimensionSet) {
                    JsonNode value = root.path(dimension.asText());
                    if (!value.isTextual()) {
                        return new Invalid("no text for dimension " + dimension.asText());
                    }
                    dimensions.put(dimension.asText(), value.textValue());
                }
                for (JsonNode metric : directive.path("Metrics")) {
                    String name = metric.path("Name").asText();
                    JsonNode value = root.path(name);
                    if (!value.isNumber() && !value.isArray()) {
                        return new Invalid("no number for metric " + name);
                    }
                    Metric found = new Metric(namespace, name, dimensions);
                    if (value.isNumber()) {
                        values.add(new Value(found, at, value.asDouble()));
                    }
                    value.forEach(one -> values.add(new Value(found, at, one.asDouble())));
                }
            }
        }
        return new Found(values);
    }
}
