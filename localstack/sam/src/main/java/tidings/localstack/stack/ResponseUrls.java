package tidings.localstack.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import tidings.localstack.http.LoopbackServer;

/// Where functions PUT what became of a custom resource: an address for each request, good until it is closed. As at
/// AWS it is signed for a PUT without a content type; whatever else comes is answered with 403. Thread-safe.
/// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/crpg-ref.html
final class ResponseUrls implements AutoCloseable {
    private final ObjectMapper json = new ObjectMapper();
    private final Map<String, CompletableFuture<JsonNode>> awaited = new ConcurrentHashMap<>();
    private final LoopbackServer server = LoopbackServer.listen(0, "the answers of custom resources", this::take);

    /// One request's address. Its answer is there before whoever sent it is told that it was taken, so that a function
    /// which ends after that has answered.
    record Address(String request, URI uri, CompletableFuture<JsonNode> answer, ResponseUrls all)
            implements AutoCloseable {
        @Override
        public void close() {
            all.awaited.remove(request);
        }
    }

    Address open() {
        String request = UUID.randomUUID().toString();
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        awaited.put(request, answer);
        return new Address(request, URI.create(server.uri() + "/" + request), answer, this);
    }

    private void take(HttpExchange exchange) throws IOException {
        JsonNode answer = json.readTree(exchange.getRequestBody().readAllBytes());
        CompletableFuture<JsonNode> waiting =
                awaited.get(exchange.getRequestURI().getPath().substring(1));
        boolean signed = waiting != null
                && exchange.getRequestMethod().equals("PUT")
                && !exchange.getRequestHeaders().containsKey("Content-Type");
        if (signed) {
            waiting.complete(answer);
        }
        exchange.sendResponseHeaders(signed ? 200 : 403, -1);
    }

    @Override
    public void close() {
        server.close();
    }
}
