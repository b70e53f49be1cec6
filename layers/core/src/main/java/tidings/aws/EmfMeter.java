package tidings.aws;

import java.time.Duration;
import software.amazon.lambda.powertools.metrics.Metrics;
import software.amazon.lambda.powertools.metrics.MetricsFactory;
import software.amazon.lambda.powertools.metrics.model.DimensionSet;
import software.amazon.lambda.powertools.metrics.model.MetricUnit;

/// Writes each metric as a log line in CloudWatch's embedded format, which CloudWatch turns into a metric.
/// https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
public final class EmfMeter implements Meter {
    private final Metrics metrics = MetricsFactory.getMetricsInstance();
    private final String service;
    private final String namespace;

    /// In the namespace of the function's stack, so that two stacks in one account are told apart.
    public EmfMeter(String service) {
        this.service = service;
        this.namespace = Env.system().given("POWERTOOLS_METRICS_NAMESPACE").orElse("Tidings");
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
                metric, value, unit, namespace, DimensionSet.of("service", service, "outcome", outcome));
    }
}
