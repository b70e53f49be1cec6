package tidings.localstack.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.util.Set;
import tidings.localstack.http.LoopbackServer;
import tidings.localstack.telegram.ApiError.Reason;

/// The sandbox's one port, on the loopback address only: the Bot API, its files, the chat page, and the page's
/// JSON.
///
/// A `Host` other than this machine's is rejected: a foreign page whose name resolves to this address (DNS
/// rebinding) must not read the chats.
final class HttpEdge implements AutoCloseable {
    private static final Set<String> HOSTS = Set.of("127.0.0.1", "localhost", "[::1]", "host.docker.internal");

    private final LoopbackServer server;

    /// Handles all requests under one path prefix.
    @FunctionalInterface
    interface Route {
        /// @param path the path after the prefix
        void answer(HttpExchange exchange, String path) throws IOException, InterruptedException;
    }

    HttpEdge(int port, Route botApi, Route files, Route sandbox, Route page) {
        server = LoopbackServer.listen(port, "the sandbox Telegram", exchange -> {
            String path = exchange.getRequestURI().getPath();
            if (path.startsWith("/bot")) {
                handle(exchange, botApi, path.substring("/bot".length()));
            } else if (path.startsWith("/file/bot")) {
                handle(exchange, files, path.substring("/file/bot".length()));
            } else if (path.startsWith("/sandbox/")) {
                handle(exchange, sandbox, path.substring("/sandbox/".length()));
            } else {
                handle(exchange, page, path.substring(1));
            }
        });
    }

    URI address() {
        return server.uri();
    }

    private static void handle(HttpExchange exchange, Route route, String path)
            throws IOException, InterruptedException {
        try {
            String host = String.valueOf(exchange.getRequestHeaders().getFirst("Host"));
            if (!HOSTS.contains(host.replaceFirst(":\\d+$", ""))) {
                throw new ApiError(Reason.FORBIDDEN, "the sandbox answers only under this machine's own names");
            }
            route.answer(exchange, path);
        } catch (ApiError error) {
            json(exchange, error.code(), error.envelope());
        }
    }

    static void json(HttpExchange exchange, int status, JsonNode body) throws IOException {
        send(exchange, status, "application/json; charset=utf-8", Json.bytes(body));
    }

    static void send(HttpExchange exchange, int status, String mediaType, byte[] body) throws IOException {
        exchange.getRequestBody().skip(Long.MAX_VALUE); // an unread body would close the connection
        exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
        LoopbackServer.reply(exchange, status, mediaType, body);
    }

    @Override
    public void close() {
        server.close();
    }
}
