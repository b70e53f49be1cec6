package tidings.api;

import java.util.function.Supplier;

/// Current numbers of the deployment.
record GetMetrics(Supplier<SystemMetrics.Report> metrics) implements Route {
    @Override
    public Operation operation() {
        return new Operation("GET", "/api/v1/metrics", Access.OPERATOR);
    }

    @Override
    public Response handle(Request request) {
        return Response.json(200, metrics.get());
    }
}
