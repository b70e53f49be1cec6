package tidings.setup;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import tidings.aws.Json;

/// The end of CloudFormation that takes answers. Takes each, unless it was told to refuse some first.
final class Answers implements AutoCloseable {
    private final HttpServer server;
    private final Queue<Integer> refusals = new ConcurrentLinkedQueue<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<JsonNode> taken = new CopyOnWriteArrayList<>();

    Answers(Integer... refusals) {
        this.refusals.addAll(List.of(refusals));
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::take);
        server.start();
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            requests.add(exchange.getRequestMethod() + " "
                    + exchange.getRequestHeaders().getOrDefault("Content-Type", List.of()));
            Integer refusal = refusals.poll();
            if (refusal == null) {
                taken.add(Json.mapper().readTree(body));
            }
            exchange.sendResponseHeaders(refusal == null ? 200 : refusal, -1);
        }
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/answer?signature=planted");
    }

    /// Method and content types of each request, also of those refused.
    List<String> requests() {
        return List.copyOf(requests);
    }

    /// The only answer taken.
    JsonNode only() {
        if (taken.size() != 1) {
            throw new AssertionError("one answer was expected, not " + taken.size());
        }
        return taken.getFirst();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
