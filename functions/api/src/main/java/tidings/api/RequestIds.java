package tidings.api;

import java.util.Map;
import tidings.aws.HttpResponse;

/// Returns the request's id, which also stands in problems and in the log.
final class RequestIds implements Filter {
    @Override
    public HttpResponse apply(Request request, Handler next) {
        return next.handle(request).with(Map.of("x-request-id", request.id()));
    }
}
