package tidings.rollout;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import tidings.aws.Json;
import tidings.aws.UnreadableException;

/// An event without side effects, and the response of a version that works.
///
/// @param version ARN of the tested version
/// @param pointer JSON pointer to the compared part of the response
record SmokeTest(String function, String version, String event, String pointer, String expected) {
    /// A request with a wrong secret is rejected; to do so, the webhook has to start and read its secret.
    static SmokeTest ofWebhook(String version) {
        return new SmokeTest("webhook", version, """
                {"version":"2.0","routeKey":"$default","rawPath":"/","headers":{"x-telegram-bot-api-secret-token":"smoke-test"},"isBase64Encoded":false,
                 "requestContext":{"http":{"method":"POST","path":"/"}},"body":"{}"}""", "/statusCode", "401");
    }

    /// Without messages, the bot reaches the queues, tables, database and cache that it needs, or fails.
    static SmokeTest ofBot(String version) {
        return new SmokeTest("bot", version, """
                {"smokeTest":true}""", "/batchItemFailures", "[]");
    }

    /// What is wrong with a response; empty if nothing is.
    Optional<String> problem(String response) {
        try {
            JsonNode found = Json.read(response, JsonNode.class).at(pointer);
            String actual = found.isValueNode() ? found.asText() : found.toString();
            return actual.equals(expected)
                    ? Optional.empty()
                    : Optional.of(function + " returns " + actual + " at " + pointer + ", expected " + expected);
        } catch (UnreadableException _) {
            return Optional.of(function + " returns invalid JSON");
        }
    }
}
