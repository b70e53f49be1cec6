package tidings.localstack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/// The Bot API's `getUpdates`. No exception contains the token.
final class BotCalls {
    private static final Duration LONG_POLL = Duration.ofSeconds(25);

    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final String base;

    BotCalls(URI api, String token) {
        String address = api.toString();
        this.base = (address.endsWith("/") ? address : address + "/") + "bot" + token + "/";
    }

    /// Waits for updates from this offset on. Telegram drops those before it.
    JsonNode getUpdates(long offset) throws IOException, InterruptedException {
        return call(
                "getUpdates",
                json.createObjectNode().put("offset", offset).put("timeout", LONG_POLL.toSeconds()),
                LONG_POLL.plusSeconds(10));
    }

    private JsonNode call(String method, ObjectNode body, Duration timeout) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(base + method))
                .timeout(timeout)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(json.writeValueAsBytes(body)))
                .build();
        JsonNode answer = json.readTree(
                http.send(request, HttpResponse.BodyHandlers.ofByteArray()).body());
        if (!answer.path("ok").asBoolean(false)) {
            throw new IOException(method + ": " + answer.path("description").asText("no description"));
        }
        return answer.path("result");
    }
}
