package tidings.platform;

import java.time.Duration;
import software.amazon.lambda.powertools.metrics.Metrics;
import software.amazon.lambda.powertools.metrics.MetricsFactory;
import software.amazon.lambda.powertools.metrics.model.DimensionSet;
import software.amazon.lambda.powertools.metrics.model.MetricUnit;

/// Writes each metric as a log line in CloudWatch's embedded format, which CloudWatch turns into a metric.
/// https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
public final class EmfMeter implements Meter {
    private static final String NAMESPACE = "Tidings";

    private final Metrics metrics = MetricsFactory.getMetricsInstance();
    private final String service;

    public EmfMeter(String service) {
        this.service = service;
    }

    @Override
    public void count(String metric, String outcome, double value) {
        emit(metric, outcome, value, MetricUnit.COUNT);
    }

    @Override
    public void time(String metric, String outcome, Duration value) {
        emit(metric, outcome, value.toNanos() / 1e6, MetricUnit.MILLISECONDS);
    }

    private void emit(String metric, String outcome, double value, MetricUnit unit) {
        metrics.flushSingleMetric(
                metric, value, unit, NAMESPACE, DimensionSet.of("service", service, "outcome", outcome));
    }
}
