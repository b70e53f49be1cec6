package tidings.api;

import java.util.List;
import java.util.function.Supplier;
import tidings.aws.HttpResponse;

/// Current numbers of the deployment or of a part of it, as JSON or for Prometheus.
record GetMetrics(String path, Supplier<?> numbers) implements Route {
    private static final List<String> TYPES = List.of("application/json", OpenMetrics.TYPE);

    @Override
    public Operation operation() {
        return new Operation("GET", path, Access.OPERATOR);
    }

    @Override
    public List<String> types() {
        return TYPES;
    }

    @Override
    public HttpResponse handle(Request request) {
        return MediaTypes.best(request, TYPES).equals(OpenMetrics.TYPE)
                ? OpenMetrics.response(numbers.get())
                : HttpResponse.json(200, numbers.get());
    }
}
