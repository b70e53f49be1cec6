package tidings.aws;

import java.time.Duration;
import software.amazon.lambda.powertools.metrics.Metrics;
import software.amazon.lambda.powertools.metrics.MetricsFactory;
import software.amazon.lambda.powertools.metrics.model.DimensionSet;
import software.amazon.lambda.powertools.metrics.model.MetricUnit;

/// Metrics of a function, in its namespace and with its name as `service`. The only further dimension is `outcome`:
/// each combination costs, so ids belong into log lines.
@FunctionalInterface
public interface Meter {
    void emit(String metric, String outcome, double value, MetricUnit unit);

    default void count(String metric, String outcome, double value) {
        emit(metric, outcome, value, MetricUnit.COUNT);
    }

    default void time(String metric, String outcome, Duration value) {
        emit(metric, outcome, value.toNanos() / 1e6, MetricUnit.MILLISECONDS);
    }

    /// Writes each metric as a log line in CloudWatch's embedded format, which CloudWatch turns into a metric, in the
    /// namespace of the function's stack, so that two stacks in one account are told apart.
    /// https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
    static Meter embedded(String service) {
        Metrics metrics = MetricsFactory.getMetricsInstance();
        String namespace =
                Env.system().given("POWERTOOLS_METRICS_NAMESPACE").orElse("Tidings");
        return (metric, outcome, value, unit) -> metrics.flushSingleMetric(
                metric, value, unit, namespace, DimensionSet.of("service", service, "outcome", outcome));
    }

    /// Measures nothing, for priming.
    static Meter silent() {
        return (_, _, _, _) -> {};
    }
}
