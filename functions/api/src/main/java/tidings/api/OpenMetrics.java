package tidings.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.prometheus.metrics.expositionformats.OpenMetricsTextFormatWriter;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.prometheus.metrics.model.snapshots.PrometheusNaming;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import tidings.aws.HttpResponse;
import tidings.aws.Json;

/// Numbers as Prometheus scrapes them
/// (<https://github.com/prometheus/OpenMetrics/blob/main/specification/OpenMetrics.md>). Each number becomes a
/// gauge that is named after the way to it, such as `tidings_system_cpu_percent`. What has a name of its own,
/// such as a queue, becomes a label.
final class OpenMetrics {
    static final String TYPE = "application/openmetrics-text";

    private final Map<String, GaugeSnapshot.Builder> gauges = new TreeMap<>();

    private OpenMetrics() {}

    static HttpResponse response(Object numbers) {
        OpenMetrics metrics = new OpenMetrics();
        metrics.add("tidings", Labels.EMPTY, Json.mapper().valueToTree(numbers));
        return new HttpResponse(
                200,
                Map.of("content-type", OpenMetricsTextFormatWriter.CONTENT_TYPE, "cache-control", "no-store"),
                metrics.text(),
                false);
    }

    private void add(String name, Labels labels, JsonNode node) {
        if (node.isNumber() || node.isBoolean()) {
            gauges.computeIfAbsent(name, _ -> GaugeSnapshot.builder().name(PrometheusNaming.sanitizeMetricName(name)))
                    .dataPoint(GaugeDataPointSnapshot.builder()
                            .labels(labels)
                            .value(node.isBoolean() ? (node.booleanValue() ? 1 : 0) : node.doubleValue())
                            .build());
        } else if (node.isArray()) {
            node.forEach(one -> {
                if (one.isObject()) {
                    add(name, labels.add("name", one.path("name").asText()), one);
                }
            });
        } else if (name.endsWith("_queues") && !labels.contains("queue")) {
            node.properties().forEach(queue -> add(name, labels.add("queue", queue.getKey()), queue.getValue()));
        } else {
            node.properties().forEach(one -> add(name + "_" + snake(one.getKey()), labels, one.getValue()));
        }
    }

    private static String snake(String camel) {
        return camel.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }

    private String text() {
        MetricSnapshots.Builder all = MetricSnapshots.builder();
        gauges.values().forEach(gauge -> all.metricSnapshot(gauge.build()));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            new OpenMetricsTextFormatWriter(false, false).write(bytes, all.build());
        } catch (IOException e) {
            throw new UncheckedIOException("writes to memory do not fail", e);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
