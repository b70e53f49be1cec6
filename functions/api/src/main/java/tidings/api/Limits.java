package tidings.api;

import java.nio.charset.StandardCharsets;
import tidings.aws.HttpResponse;

/// Accepts bodies of JSON up to 256 KB.
final class Limits implements Filter {
    private static final int MAX_BYTES = 256 * 1024;

    @Override
    public HttpResponse apply(Request request, Handler next) {
        if (request.body().getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
            throw ProblemException.tooLarge(MAX_BYTES);
        }
        String type = request.header("content-type").orElse("nothing");
        if (!request.body().isEmpty() && !type.split(";")[0].strip().equalsIgnoreCase("application/json")) {
            throw ProblemException.unsupportedType(type);
        }
        return next.handle(request);
    }
}
