package tidings.alarms;

import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;

/// Charts of metrics, drawn by CloudWatch: at most 20 a second. Thread-safe.
record CloudWatchCharts(CloudWatchClient cloudWatch) {
    private static final Logger LOG = LoggerFactory.getLogger(CloudWatchCharts.class);

    /// A PNG picture of a metric widget; empty while CloudWatch draws none.
    Optional<byte[]> draw(String widget) {
        try {
            SdkBytes png = cloudWatch
                    .getMetricWidgetImage(request -> request.metricWidget(widget))
                    .metricWidgetImage();
            return Optional.ofNullable(png).map(SdkBytes::asByteArray);
        } catch (SdkException e) {
            LOG.warn("CloudWatch did not draw a chart: {}", e.toString());
            return Optional.empty();
        }
    }
}
