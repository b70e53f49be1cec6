package tidings.localstack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import tidings.cards.Command;

/// The few calls of the Bot API that introduce the bot and deliver updates. No exception of it holds the token.
final class BotCalls {
    private static final Duration LONG_POLL = Duration.ofSeconds(25);

    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final String base;

    /// Telegram answered that it will not.
    static final class RefusedException extends IOException {
        private static final long serialVersionUID = 1;

        RefusedException(String message) {
            super(message);
        }
    }

    BotCalls(URI api, String token) {
        String address = api.toString();
        this.base = (address.endsWith("/") ? address : address + "/") + "bot" + token + "/";
    }

    /// Has updates posted to this address, with this secret.
    void setWebhook(URI url, String secret) {
        set("setWebhook", json.createObjectNode().put("url", url.toString()).put("secret_token", secret));
    }

    /// Shows people the menu of commands.
    void setMyCommands(Command... commands) {
        ObjectNode body = json.createObjectNode();
        ArrayNode menu = body.putArray("commands");
        for (Command command : commands) {
            menu.addObject().put("command", command.word()).put("description", command.description());
        }
        set("setMyCommands", body);
    }

    private void set(String method, ObjectNode body) {
        try {
            call(method, body, Duration.ofSeconds(10));
        } catch (IOException e) {
            throw new IllegalStateException(method + " failed: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted during " + method, e);
        }
    }

    /// Waits for updates from this one on. Those before it are forgotten by Telegram.
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
            throw new RefusedException(
                    method + ": " + answer.path("description").asText("no description"));
        }
        return answer.path("result");
    }
}
