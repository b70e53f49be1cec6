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

/// The URLs to which functions PUT the result of a custom resource request: one per request, valid until it is
/// closed. As on AWS, it is signed for a PUT without a content type; any other request gets a 403. Thread-safe.
/// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/crpg-ref.html
final class ResponseUrls implements AutoCloseable {
    private final ObjectMapper json = new ObjectMapper();
    private final Map<String, CompletableFuture<JsonNode>> awaited = new ConcurrentHashMap<>();
    private final LoopbackServer server = LoopbackServer.listen(0, "the answers of custom resources", this::take);

    /// The URL of one request. The response is recorded before its sender gets the 200, so that a function which
    /// returns after that has responded.
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
