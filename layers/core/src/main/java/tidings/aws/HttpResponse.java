package tidings.aws;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.util.HashMap;
import java.util.Map;

/// A response of an HTTP API.
///
/// @param headers names in lower case
/// @param isBase64 whether `body` is bytes in Base64 rather than text
public record HttpResponse(int status, Map<String, String> headers, String body, boolean isBase64) {
    /// That something was done.
    public static final HttpResponse NOTHING = new HttpResponse(204, Map.of(), "", false);

    /// JSON that no cache may keep.
    public static HttpResponse json(int status, Object body) {
        return new HttpResponse(
                status,
                Map.of("content-type", "application/json", "cache-control", "no-store"),
                Json.write(body),
                false);
    }

    /// With more headers, or other values of those it has.
    public HttpResponse with(Map<String, String> more) {
        Map<String, String> all = new HashMap<>(headers);
        all.putAll(more);
        return new HttpResponse(status, Map.copyOf(all), body, isBase64);
    }

    APIGatewayV2HTTPResponse event() {
        return APIGatewayV2HTTPResponse.builder()
                .withStatusCode(status)
                .withHeaders(headers)
                .withBody(body)
                .withIsBase64Encoded(isBase64)
                .build();
    }
}
