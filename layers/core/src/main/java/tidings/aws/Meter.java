package tidings.aws;

import software.amazon.lambda.powertools.metrics.Metrics;
import software.amazon.lambda.powertools.metrics.MetricsFactory;
import software.amazon.lambda.powertools.metrics.model.DimensionSet;
import software.amazon.lambda.powertools.metrics.model.MetricUnit;

/// Metrics of a function, in its namespace and with its name as `service`. The only further dimension is `outcome`.
/// Each combination costs for every hour in which it is counted, so only what an alarm or the dashboard reads is
/// counted; the rest are fields of log lines. `MetricsTest` compares both.
/// https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
@FunctionalInterface
public interface Meter {
    void count(String metric, String outcome, double value);

    /// Writes each metric as a log line in CloudWatch's embedded format, which CloudWatch turns into a metric in the
    /// namespace of the function's stack, so that two stacks in one account are told apart.
    static Meter emf(String service) {
        Metrics metrics = MetricsFactory.getMetricsInstance();
        String namespace = namespace();
        return (metric, outcome, value) -> metrics.flushSingleMetric(
                metric, value, MetricUnit.COUNT, namespace, DimensionSet.of("service", service, "outcome", outcome));
    }

    /// That of the function's stack, which the template sets.
    static String namespace() {
        return Env.system().given("POWERTOOLS_METRICS_NAMESPACE").orElse("Tidings");
    }

    /// Measures nothing, for priming.
    static Meter silent() {
        return (_, _, _) -> {};
    }
}
