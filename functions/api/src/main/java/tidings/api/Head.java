package tidings.api;

import tidings.aws.HttpResponse;

/// Answers HEAD with the headers of GET.
final class Head implements Filter {
    @Override
    public HttpResponse apply(Request request, Handler next) {
        if (!request.method().equals("HEAD")) {
            return next.handle(request);
        }
        HttpResponse response = next.handle(request.with("GET"));
        return new HttpResponse(response.status(), response.headers(), "", false);
    }
}
