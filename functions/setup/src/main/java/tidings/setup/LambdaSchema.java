package tidings.setup;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import tidings.aws.Deadline;
import tidings.aws.Json;

/// The schema's function inside the VPC, invoked synchronously. Thread-safe.
record LambdaSchema(LambdaClient lambda) implements SchemaUpdate.Schema {
    /// Longer than any function may take; the deadline ends a call before.
    private static final Duration LONGEST = Duration.ofMinutes(15);

    /// A client that waits as long as a function may run. It never retries: only [SchemaUpdate] knows which failures
    /// have started nothing.
    static LambdaSchema system() {
        return new LambdaSchema(LambdaClient.builder()
                .httpClient(
                        UrlConnectionHttpClient.builder().socketTimeout(LONGEST).build())
                .overrideConfiguration(override -> override.retryStrategy(retry -> retry.maxAttempts(1)))
                .build());
    }

    @Override
    public int migrate(String function, String owner) {
        Duration limit = Deadline.current().atMost(LONGEST);
        InvokeResponse answer = lambda.invoke(call -> call.functionName(function)
                .payload(SdkBytes.fromUtf8String(owner))
                .overrideConfiguration(override -> override.apiCallTimeout(limit)));
        JsonNode payload = json(answer.payload().asUtf8String());
        if (answer.functionError() != null) {
            throw new SetupException("A migration failed and the schema is unchanged: "
                    + payload.path("errorMessage")
                            .asText("no reason given")
                            .replaceAll("\\s+", " ")
                            .strip());
        }
        return payload.asInt();
    }

    private static JsonNode json(String text) {
        try {
            return Json.mapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new SetupException("The schema's function did not answer with JSON.", e);
        }
    }
}
