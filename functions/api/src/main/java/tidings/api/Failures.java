package tidings.api;

import tidings.aws.HttpResponse;
import tidings.aws.Meter;

/// Counts responses that say that we failed (5xx), for they are no errors to Lambda.
record Failures(Meter meter) implements Filter {
    @Override
    public HttpResponse apply(Request request, Handler next) {
        HttpResponse response = next.handle(request);
        if (response.status() >= 500) {
            meter.count("ApiRequest", "failed", 1);
        }
        return response;
    }
}
