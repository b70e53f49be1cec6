package tidings.aws;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;

/// Answers every request with an empty result in the protocol of the request, without a network.
///
/// @param result of the call that is prepared; empty for the client itself, which prepares calls
record CannedHttpClient(byte[] result) implements SdkHttpClient, ExecutableHttpRequest {
    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        return new CannedHttpClient(emptyResult(request));
    }

    @Override
    public HttpExecuteResponse call() {
        return HttpExecuteResponse.builder()
                .response(SdkHttpResponse.builder()
                        .statusCode(200)
                        .putHeader("smithy-protocol", "rpc-v2-cbor")
                        .putHeader("Content-Length", Integer.toString(result.length))
                        .build())
                .responseBody(AbortableInputStream.create(new ByteArrayInputStream(result)))
                .build();
    }

    @Override
    public void abort() {
        // There is nothing under way.
    }

    /// An empty object: as CBOR for CloudWatch, as XML for the query protocol of ElastiCache, otherwise as JSON.
    private static byte[] emptyResult(HttpExecuteRequest request) {
        String type = request.httpRequest().firstMatchingHeader("Content-Type").orElse("");
        return switch (type.split(";")[0]) {
            case "application/cbor" -> new byte[] {(byte) 0xA0};
            case "application/x-www-form-urlencoded" -> "<Response/>".getBytes(StandardCharsets.UTF_8);
            default -> "{}".getBytes(StandardCharsets.UTF_8);
        };
    }

    @Override
    public void close() {
        // There is nothing open.
    }
}
