package tidings.rollout;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import tidings.aws.Json;
import tidings.aws.UnreadableException;

/// A request that changes nothing, and the answer that a version which works gives to it.
///
/// @param pointer where the answer is looked at, as a JSON pointer
record SmokeTest(String function, String version, String event, String pointer, String expected) {
    /// A post without Telegram's secret is refused, which takes the webhook through its start and its secret.
    static SmokeTest ofWebhook(String version) {
        return new SmokeTest("webhook", version, """
                {"version":"2.0","routeKey":"$default","rawPath":"/","headers":{},"isBase64Encoded":false,
                 "requestContext":{"http":{"method":"POST","path":"/"}},"body":"{}"}""", "/statusCode", "401");
    }

    /// An update that asks nothing is handled, and none comes back.
    static SmokeTest ofBot(String version) {
        return new SmokeTest("bot", version, """
                {"Records":[{"messageId":"trial","body":"{\\"update_id\\":0}","eventSource":"aws:sqs",
                 "attributes":{"MessageGroupId":"0","ApproximateReceiveCount":"1"},"messageAttributes":{}}]}""", "/batchItemFailures", "[]");
    }

    /// What is wrong with an answer; empty if nothing is.
    Optional<String> wrong(String answer) {
        try {
            JsonNode found = Json.read(answer, JsonNode.class).at(pointer);
            String seen = found.isValueNode() ? found.asText() : found.toString();
            return seen.equals(expected)
                    ? Optional.empty()
                    : Optional.of(function + " answers " + seen + " at " + pointer + ", not " + expected);
        } catch (UnreadableException _) {
            return Optional.of(function + " answers what is no JSON");
        }
    }
}
