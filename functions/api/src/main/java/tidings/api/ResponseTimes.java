package tidings.api;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tidings.aws.HttpResponse;
import tidings.aws.Meter;

/// Says and measures how long a response took (metric `ApiTime`, in milliseconds), and logs slow ones. A path
/// names nobody; queries and bodies may, and are not logged.
///
/// For what monitors and schedules ask around the clock nobody waits. It is not measured: otherwise it would be most of
/// what is known of the API, and a metric is paid for each hour in which it has a value.
record ResponseTimes(Meter meter, InstantSource clock) implements Filter {
    private static final Logger LOG = LoggerFactory.getLogger(ResponseTimes.class);
    private static final Duration SLOW = Duration.ofSeconds(3);
    private static final Set<String> AROUND_THE_CLOCK =
            Set.of("/health", "/performance/autopilot", "/performance/week");

    @Override
    public HttpResponse apply(Request request, Handler next) {
        long start = clock.millis();
        HttpResponse response = next.handle(request);
        long millis = clock.millis() - start;
        if (!AROUND_THE_CLOCK.contains(request.path())) {
            meter.count("ApiTime", "answered", millis);
        }
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
