package tidings.api;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import tidings.aws.HttpResponse;
import tidings.aws.Meter;

/// Metrics: `ApiRequest`, a count per request, and `ApiTime`, both with the outcome `answered`, `refused` (4xx) or
/// `failed` (5xx).
record Timing(Meter meter, InstantSource clock) implements Filter {
    @Override
    public HttpResponse apply(Request request, Handler next) {
        Instant start = clock.instant();
        HttpResponse response = next.handle(request);
        String outcome = response.status() < 400 ? "answered" : response.status() < 500 ? "refused" : "failed";
        meter.count("ApiRequest", outcome, 1);
        meter.time("ApiTime", outcome, Duration.between(start, clock.instant()));
        return response;
    }
}
