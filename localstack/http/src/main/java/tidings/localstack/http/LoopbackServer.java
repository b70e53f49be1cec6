package tidings.localstack.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// An HTTP server on the loopback address with a virtual thread for each request: the JDK's own, because Javalin and
/// Helidon take half a second longer to give their first response. Thread-safe. Closing it interrupts the requests in
/// progress.
public final class LoopbackServer implements AutoCloseable {
    private static final int BACKLOG = 1_024;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /// Answers a request. Whatever it leaves unsent is dropped: the exchange is closed after it.
    @FunctionalInterface
    public interface Handler {
        void handle(HttpExchange exchange) throws IOException, InterruptedException;
    }

    private LoopbackServer(HttpServer server, Handler handler) {
        this.server = server;
        server.setExecutor(threads);
        server.createContext("/", exchange -> answer(exchange, handler));
        server.start();
    }

    /// @param port 0 for a free one
    /// @param what is served, for the message when the port is taken
    /// @param handler may be asked before this returns
    public static LoopbackServer listen(int port, String what, Handler handler) {
        // Read once by the server's classes: without it each answer waits for the client's delayed ACK, 40 ms.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        try {
            return new LoopbackServer(HttpServer.create(address, BACKLOG), handler);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen on port " + port + " for " + what + ": is it in use?", e);
        }
    }

    private static void answer(HttpExchange exchange, Handler handler) throws IOException {
        try (exchange) {
            handler.handle(exchange);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// Without a slash at its end.
    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    public static void reply(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
