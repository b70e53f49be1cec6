package tidings.alarms;

import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;

/// Pictures by CloudWatch, which draws at most 20 a second. Thread-safe.
final class CloudWatchPictures implements Pictures {
    private static final Logger LOG = LoggerFactory.getLogger(CloudWatchPictures.class);

    private final CloudWatchClient cloudWatch;

    CloudWatchPictures(CloudWatchClient cloudWatch) {
        this.cloudWatch = cloudWatch;
    }

    @Override
    public Optional<byte[]> draw(String widget) {
        try {
            return Optional.of(cloudWatch
                    .getMetricWidgetImage(request -> request.metricWidget(widget))
                    .metricWidgetImage()
                    .asByteArray());
        } catch (SdkException e) {
            LOG.warn("CloudWatch draws no picture: {}", e.toString());
            return Optional.empty();
        }
    }
}
