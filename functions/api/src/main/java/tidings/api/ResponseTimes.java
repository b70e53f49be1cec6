package tidings.api;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tidings.aws.HttpResponse;
import tidings.aws.Meter;

/// Says and measures how long a response took (metric `ApiTime`, in milliseconds), and logs slow ones. A path
/// names nobody; queries and bodies may, and are not logged.
record ResponseTimes(Meter meter, InstantSource clock) implements Filter {
    private static final Logger LOG = LoggerFactory.getLogger(ResponseTimes.class);
    private static final Duration SLOW = Duration.ofSeconds(3);

    @Override
    public HttpResponse apply(Request request, Handler next) {
        long start = clock.millis();
        HttpResponse response = next.handle(request);
        long millis = clock.millis() - start;
        meter.count("ApiTime", "answered", millis);
        if (millis >= SLOW.toMillis()) {
            LOG.warn(
                    "slow request {}: {} {} took {} ms, status {}",
                    request.id(),
                    request.method(),
                    request.path(),
                    millis,
                    response.status());
        }
        return response.with(Map.of("x-response-time", millis + " ms"));
    }
}
