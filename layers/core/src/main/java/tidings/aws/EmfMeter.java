package tidings.aws;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.cloudwatchlogs.emf.config.Configuration;
import software.amazon.cloudwatchlogs.emf.config.EnvironmentConfigurationProvider;
import software.amazon.cloudwatchlogs.emf.environment.Environments;
import software.amazon.lambda.powertools.metrics.Metrics;
import software.amazon.lambda.powertools.metrics.MetricsFactory;
import software.amazon.lambda.powertools.metrics.model.DimensionSet;
import software.amazon.lambda.powertools.metrics.model.MetricUnit;

/// Writes what was counted in an invocation as log lines in CloudWatch's embedded format, one for each outcome: each
/// line costs, and most of it says how to read it. An invocation that is killed loses its counts; that it was
/// killed, Lambda counts.
/// https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
final class EmfMeter implements Meter {
    /// As many values of a metric as a line may have.
    private static final int VALUES = 100;

    private final Metrics metrics = MetricsFactory.getMetricsInstance();
    private final String service;
    private final String namespace;
    private final Map<String, Map<String, List<Double>>> counted = new LinkedHashMap<>();

    EmfMeter(String service, String namespace) {
        this.service = service;
        this.namespace = namespace;
        // In Lambda's own environment the library adds the names of the stream and the runtime to each line.
        Configuration library = EnvironmentConfigurationProvider.getConfig();
        library.setEnvironmentOverride(Environments.Local);
        library.setServiceName(service);
        library.setServiceType("function");
    }

    @Override
    public synchronized void count(String metric, String outcome, double value) {
        List<Double> values = counted.computeIfAbsent(outcome, _ -> new LinkedHashMap<>())
                .computeIfAbsent(metric, _ -> new ArrayList<>());
        values.add(value);
        if (values.size() == VALUES) {
            write(outcome, counted.remove(outcome));
        }
    }

    @Override
    public synchronized void flush() {
        counted.forEach(this::write);
        counted.clear();
    }

    private void write(String outcome, Map<String, List<Double>> values) {
        metrics.flushMetrics(line -> {
            line.setNamespace(namespace);
            line.setDefaultDimensions(DimensionSet.of("service", service, "outcome", outcome));
            values.forEach((metric, each) -> each.forEach(value -> line.addMetric(metric, value, MetricUnit.COUNT)));
        });
    }
}
