package tidings.setup;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import tidings.aws.Json;

/// Sends CloudFormation the result of a change: the custom-resource response, a PUT to the presigned URL of the
/// request. The URL is as good as a key, so no log line or exception holds it. Thread-safe.
///
/// The helper of Powertools logs that URL and the properties when it fails, tries once, and takes every status for a
/// success.
final class CloudFormation {
    /// What all attempts and the pauses between them take at most.
    static final Duration LIMIT = Duration.ofSeconds(12);

    private static final Duration ATTEMPT = Duration.ofMillis(2_500);
    private static final int ATTEMPTS = 4;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(ATTEMPT).build();
    private final Retry retry = Retry.of(
            "cloudformation",
            RetryConfig.custom()
                    .maxAttempts(ATTEMPTS)
                    .intervalFunction(IntervalFunction.ofExponentialBackoff(FIRST_PAUSE, 2))
                    .retryExceptions(IOException.class)
                    .build());

    /// Which request is answered, and where.
    record Request(URI responseUrl, String stackId, String requestId, String logicalId) {}

    /// @throws IOException if every attempt failed
    void respond(Request request, Result result) throws IOException {
        byte[] body = Json.mapper().writeValueAsBytes(body(request, result));
        try {
            retry.executeCallable(() -> put(request.responseUrl(), body));
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException("the custom-resource response was not sent", e);
        }
    }

    /// The URL is signed without a content type, so none is sent.
    private Void put(URI url, byte[] body) throws IOException, InterruptedException {
        HttpRequest put = HttpRequest.newBuilder(url)
                .timeout(ATTEMPT)
                .PUT(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        int status = http.send(put, HttpResponse.BodyHandlers.discarding()).statusCode();
        if (status != 200) {
            throw new IOException("CloudFormation rejected the custom-resource response: HTTP " + status);
        }
        return null;
    }

    private static ObjectNode body(Request request, Result result) {
        ObjectNode body = Json.mapper()
                .createObjectNode()
                .put("StackId", request.stackId())
                .put("RequestId", request.requestId())
                .put("LogicalResourceId", request.logicalId());
        return switch (result) {
            case Result.Done(String physicalId) -> body.put("Status", "SUCCESS").put("PhysicalResourceId", physicalId);
            case Result.Failed(String physicalId, String reason) ->
                body.put("Status", "FAILED")
                        .put("PhysicalResourceId", physicalId)
                        .put("Reason", reason);
        };
    }
}
