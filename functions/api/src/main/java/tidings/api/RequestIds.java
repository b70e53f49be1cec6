package tidings.api;

/// Returns the request's id, which also stands in problems and in the log.
final class RequestIds implements Filter {
    @Override
    public Response apply(Request request, Handler next) {
        return next.handle(request).with("x-request-id", request.id());
    }
}
