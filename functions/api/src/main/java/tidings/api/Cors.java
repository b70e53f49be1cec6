package tidings.api;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tidings.aws.HttpResponse;

/// Lets pages of other origins read responses; answers what browsers ask before
/// (<https://fetch.spec.whatwg.org/>).
///
/// @param origins such as `https://example.org`; `*` for any
record Cors(Set<String> origins) implements Filter {
    static Cors of(Optional<String> origins) {
        return new Cors(origins.stream()
                .flatMap(all -> Stream.of(all.split(",")))
                .map(String::strip)
                .collect(Collectors.toUnmodifiableSet()));
    }

    @Override
    public HttpResponse apply(Request request, Handler next) {
        Optional<String> origin =
                request.header("origin").filter(one -> origins.contains(one) || origins.contains("*"));
        if (origin.isEmpty()) {
            return next.handle(request);
        }
        Map<String, String> allowed = Map.of(
                "access-control-allow-origin",
                origin.get(),
                "access-control-expose-headers",
                "etag, x-request-id, x-response-time");
        if (request.method().equals("OPTIONS")
                && request.header("access-control-request-method").isPresent()) {
            return new HttpResponse(204, allowed, "", false)
                    .with(Map.of(
                            "access-control-allow-methods", "GET, HEAD, POST, PUT, PATCH, DELETE",
                            "access-control-allow-headers",
                                    "authorization, content-type, idempotency-key, if-none-match",
                            "access-control-max-age", "3600",
                            "vary", "origin"));
        }
        HttpResponse response = next.handle(request);
        String vary = response.headers().getOrDefault("vary", "");
        return response.with(allowed).with(Map.of("vary", vary.isEmpty() ? "origin" : vary + ", origin"));
    }
}
