package tidings.api;

import java.util.function.Supplier;
import tidings.aws.HttpResponse;

/// Current numbers of the deployment.
record GetMetrics(Supplier<SystemMetrics.Report> metrics) implements Route {
    @Override
    public Operation operation() {
        return new Operation("GET", "/api/v1/metrics", Access.OPERATOR);
    }

    @Override
    public HttpResponse handle(Request request) {
        return HttpResponse.json(200, metrics.get());
    }
}
