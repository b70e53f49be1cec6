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

/// Tells CloudFormation how a change ended: with a PUT to the address that came with the request. The address is as
/// good as a key, so nothing here names it. Thread-safe.
///
/// The helper of Powertools logs that address and the properties when it fails, tries once, and takes every status for
/// success.
final class CloudFormation {
    /// What the tries and the pauses between them take at most.
    static final Duration PATIENCE = Duration.ofSeconds(12);

    private static final Duration TRY = Duration.ofMillis(2_500);
    private static final int TRIES = 4;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);

    private final HttpClient http = HttpClient.newBuilder().connectTimeout(TRY).build();
    private final Retry retry = Retry.of(
            "cloudformation",
            RetryConfig.custom()
                    .maxAttempts(TRIES)
                    .intervalFunction(IntervalFunction.ofExponentialBackoff(FIRST_PAUSE, 2))
                    .retryExceptions(IOException.class)
                    .build());

    /// Where the answer goes, and which request it answers.
    record Request(URI answerTo, String stackId, String requestId, String logicalId) {}

    /// @throws IOException if CloudFormation did not take it, however often it was tried
    void tell(Request request, Result ending) throws IOException {
        byte[] body = Json.mapper().writeValueAsBytes(body(request, ending));
        try {
            retry.executeCallable(() -> put(request.answerTo(), body));
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException("the answer to CloudFormation was not sent", e);
        }
    }

    /// The address is signed without a content type, so none is sent.
    private Void put(URI address, byte[] body) throws IOException, InterruptedException {
        HttpRequest put = HttpRequest.newBuilder(address)
                .timeout(TRY)
                .PUT(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        int status = http.send(put, HttpResponse.BodyHandlers.discarding()).statusCode();
        if (status != 200) {
            throw new IOException("CloudFormation's answer to the answer is status " + status);
        }
        return null;
    }

    private static ObjectNode body(Request request, Result ending) {
        ObjectNode body = Json.mapper()
                .createObjectNode()
                .put("StackId", request.stackId())
                .put("RequestId", request.requestId())
                .put("LogicalResourceId", request.logicalId());
        return switch (ending) {
            case Result.Done(String physicalId) -> body.put("Status", "SUCCESS").put("PhysicalResourceId", physicalId);
            case Result.Failed(String physicalId, String reason) ->
                body.put("Status", "FAILED")
                        .put("PhysicalResourceId", physicalId)
                        .put("Reason", reason);
        };
    }
}
