package tidings.loadtest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;

/// A client of the sandbox Telegram's own API: what people do, and what they see. Thread-safe.
final class SandboxTelegram implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI address;

    /// @param address without a path
    SandboxTelegram(URI address) {
        this.address = address;
    }

    /// @throws IllegalStateException with the sandbox's own words if it refuses
    JsonNode post(String path, Map<String, ?> body) {
        return post(sandbox(path), body);
    }

    /// Calls a method of the Bot API, as the bot would.
    ///
    /// @throws IllegalStateException with the sandbox's own words if it refuses
    JsonNode call(String token, String method, Map<String, ?> body) {
        return post(address.resolve("/bot" + token + "/" + method), body);
    }

    private JsonNode post(URI to, Map<String, ?> body) {
        try {
            return send(request(to)
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofByteArray(json.writeValueAsBytes(body)))
                    .build());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    JsonNode get(String path) {
        return send(request(sandbox(path)).build());
    }

    private URI sandbox(String path) {
        return address.resolve("/sandbox/" + path);
    }

    private static HttpRequest.Builder request(URI to) {
        return HttpRequest.newBuilder(to).timeout(PATIENCE);
    }

    private JsonNode send(HttpRequest request) {
        try {
            HttpResponse<byte[]> response = http.send(request, BodyHandlers.ofByteArray());
            JsonNode body = json.readTree(response.body());
            if (response.statusCode() != 200) {
                throw new IllegalStateException("the sandbox Telegram refuses %s: %s"
                        .formatted(
                                request.uri().getPath(),
                                body.path("description").asText()));
            }
            return body;
        } catch (IOException e) {
            throw new UncheckedIOException(request.uri() + " does not answer like a sandbox Telegram", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
