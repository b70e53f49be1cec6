package tidings.localstack.trace;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import tidings.localstack.http.LoopbackServer;
import tidings.localstack.service.XRayDaemon;

/// A page that follows a message through the functions, hop by hop. It looks at the latest traces once a second.
public final class FollowPage implements AutoCloseable {
    private static final int LATEST = 12;
    private static final Map<String, String> FILES = Map.of(
            "/", "follow.html",
            "/follow.css", "follow.css",
            "/follow.js", "follow.js");
    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8");
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self';"
            + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final ObjectMapper json = new ObjectMapper();
    private final XRayDaemon daemon;
    private final ToIntFunction<String> megabytes;
    private final LoopbackServer server;

    private FollowPage(XRayDaemon daemon, ToIntFunction<String> megabytes) {
        this.daemon = daemon;
        this.megabytes = megabytes;
        this.server = LoopbackServer.listen(0, "message traces", this::handle);
    }

    /// Listens on a free loopback port.
    ///
    /// @param megabytes of a function's memory, by the name of its service
    public static FollowPage listen(XRayDaemon daemon, ToIntFunction<String> megabytes) {
        return new FollowPage(daemon, megabytes);
    }

    public URI uri() {
        return server.uri();
    }

    private void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
        exchange.getResponseHeaders().set("Cache-Control", "no-cache");
        if (path.equals("/traces")) {
            LoopbackServer.reply(exchange, 200, "application/json", json.writeValueAsBytes(latest()));
        } else if (FILES.containsKey(path)) {
            String name = FILES.get(path);
            exchange.getResponseHeaders().set("Content-Security-Policy", POLICY);
            try (InputStream in = FollowPage.class.getResourceAsStream(name)) {
                LoopbackServer.reply(
                        exchange, 200, TYPES.get(name.substring(name.indexOf('.') + 1)), in.readAllBytes());
            }
        } else {
            LoopbackServer.reply(exchange, 404, "text/plain", new byte[0]);
        }
    }

    /// The latest messages that the webhook took, the newest first. What it refused went nowhere.
    private List<MessageTrace> latest() {
        return daemon.segments().reversed().stream()
                .filter(segment -> segment.path("name").asText().equals("webhook"))
                .map((JsonNode segment) -> segment.path("trace_id").asText())
                .distinct()
                .map(id -> MessageTrace.of(id, daemon.trace(id), megabytes))
                .filter(trace -> trace.hops().stream().anyMatch(hop -> hop.awsCalls() > 0))
                .limit(LATEST)
                .toList();
    }

    @Override
    public void close() {
        server.close();
    }
}
