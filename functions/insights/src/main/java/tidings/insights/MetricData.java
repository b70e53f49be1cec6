package tidings.insights;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.ScanBy;
import tidings.aws.Wiring;

/// Reads metrics. Each one asked for costs, whatever its span and period.
record MetricData(CloudWatchClient cloudWatch) {
    static MetricData of(Wiring wiring) {
        return new MetricData(wiring.client(CloudWatchClient.builder()).build());
    }

    /// The values of each series that has any, by its name, the earliest first.
    Map<String, List<Double>> read(Collection<Series> series, Duration period, Instant from, Instant until) {
        Map<String, List<Double>> values = new HashMap<>();
        cloudWatch
                .getMetricData(request -> request.startTime(from)
                        .endTime(until)
                        .scanBy(ScanBy.TIMESTAMP_ASCENDING)
                        .metricDataQueries(
                                series.stream().map(one -> one.query(period)).toList()))
                .metricDataResults()
                .stream()
                .filter(result -> !result.values().isEmpty())
                .forEach(result -> values.put(result.id(), result.values()));
        return values;
    }
}
