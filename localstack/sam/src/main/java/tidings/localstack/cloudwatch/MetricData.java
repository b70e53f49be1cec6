package tidings.localstack.cloudwatch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/// The API call `GetMetricData`, for metrics without expressions
/// (https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricData.html). Its span ends at this
/// CloudWatch's own time, which may run faster than the caller's; timestamps are as if it were the caller's.
final class MetricData {
    private MetricData() {}

    static void answer(JsonNode request, MetricStore store, Instant now, ObjectNode answer) {
        Duration span = Duration.ofMillis((long) (1000
                * (request.path("EndTime").asDouble()
                        - request.path("StartTime").asDouble())));
        ArrayNode results = answer.putArray("MetricDataResults");
        for (JsonNode query : request.path("MetricDataQueries")) {
            JsonNode stat = query.path("MetricStat");
            if (stat.isMissingNode()) {
                throw new IllegalArgumentException("this CloudWatch returns data of MetricStat only");
            }
            Duration period = Duration.ofSeconds(stat.path("Period").asLong());
            ObjectNode result = results.addObject()
                    .put("Id", query.path("Id").asText())
                    .put("Label", stat.at("/Metric/MetricName").asText())
                    .put("StatusCode", "Complete");
            ArrayNode values = result.putArray("Values");
            ArrayNode timestamps = result.putArray("Timestamps");
            double[] perPeriod = store.read(
                    metric(stat.path("Metric")),
                    new Statistic(stat.path("Stat").asText()),
                    Periods.before(now, period, (int) Math.max(1, span.dividedBy(period))));
            for (int i = 0; i < perPeriod.length; i++) {
                if (!Double.isNaN(perPeriod[i])) {
                    values.add(perPeriod[i]);
                    timestamps.add(request.path("EndTime").asDouble() - (perPeriod.length - i) * period.toSeconds());
                }
            }
        }
    }

    private static Metric metric(JsonNode metric) {
        Map<String, String> dimensions = new HashMap<>();
        metric.path("Dimensions")
                .forEach(dimension -> dimensions.put(
                        dimension.path("Name").asText(), dimension.path("Value").asText()));
        return new Metric(
                metric.path("Namespace").asText(), metric.path("MetricName").asText(), dimensions);
    }
}
