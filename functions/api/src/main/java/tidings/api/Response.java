package tidings.api;

import java.util.HashMap;
import java.util.Map;
import tidings.aws.Json;

/// An HTTP response.
///
/// @param headers names in lower case
/// @param isBase64 whether `body` is bytes in Base64 rather than text
record Response(int status, Map<String, String> headers, String body, boolean isBase64) {
    static Response json(int status, Object body) {
        return of(status, "application/json", body);
    }

    static Response problem(int status, Object body) {
        return of(status, "application/problem+json", body);
    }

    private static Response of(int status, String type, Object body) {
        return new Response(status, Map.of("content-type", type, "cache-control", "no-store"), Json.write(body), false);
    }

    Response with(String header, String value) {
        return with(Map.of(header, value));
    }

    Response with(Map<String, String> more) {
        Map<String, String> all = new HashMap<>(headers);
        all.putAll(more);
        return new Response(status, Map.copyOf(all), body, isBase64);
    }
}
