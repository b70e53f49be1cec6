package tidings.alarms;

import java.util.Optional;

/// Draws metrics.
@FunctionalInterface
interface MetricCharts {
    /// A PNG picture of a metric widget; empty when there is none to be had now.
    Optional<byte[]> draw(String widget);
}
