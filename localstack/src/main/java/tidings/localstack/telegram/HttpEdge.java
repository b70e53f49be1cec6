package tidings.localstack.telegram;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import tidings.localstack.telegram.Refusal.Reason;

/// The sandbox's one port, on the loopback address only: the Bot API, the files it names, the chat page, and the page's
/// own JSON.
///
/// A name other than this machine's in `Host` is refused: a page from elsewhere whose name was made to point here must
/// not read the chats.
final class HttpEdge implements AutoCloseable {
    private static final Set<String> HOSTS = Set.of("127.0.0.1", "localhost", "[::1]", "host.docker.internal");

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /// Answers what comes under one beginning of the path.
    @FunctionalInterface
    interface Route {
        /// @param path what follows the beginning
        void answer(HttpExchange exchange, String path) throws IOException, InterruptedException;
    }

    HttpEdge(int port, Route botApi, Route files, Route sandbox, Route page) {
        // Read once by the server's classes: without it each answer waits for the client's delayed ACK, 40 ms.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_024);
        } catch (IOException e) {
            throw new IllegalStateException(
                    "the sandbox Telegram cannot listen on port " + port + ": is it in use?", e);
        }
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
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
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private static void handle(HttpExchange exchange, Route route, String path) throws IOException {
        try (exchange) {
            try {
                String host = String.valueOf(exchange.getRequestHeaders().getFirst("Host"));
                if (!HOSTS.contains(host.replaceFirst(":\\d+$", ""))) {
                    throw new Refusal(Reason.FORBIDDEN, "the sandbox answers only under this machine's own names");
                }
                route.answer(exchange, path);
            } catch (Refusal refusal) {
                json(exchange, refusal.code(), Json.bytes(refusal.envelope()));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    static void json(HttpExchange exchange, int status, byte[] body) throws IOException {
        send(exchange, status, "application/json; charset=utf-8", body);
    }

    static void send(HttpExchange exchange, int status, String mediaType, byte[] body) throws IOException {
        exchange.getRequestBody().skip(Long.MAX_VALUE); // what is left unread would close the connection
        exchange.getResponseHeaders().set("Content-Type", mediaType);
        exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
