package tidings.localstack.telegram;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tidings.localstack.telegram.ApiError.Reason;

/// The chat page and its parts, from resources. Its Content-Security-Policy lets the page load nothing from
/// elsewhere.
final class ChatPage {
    private static final String HOME = "index.html";
    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "svg", "image/svg+xml");
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; media-src 'self';"
                    + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final Map<String, URI> elsewhere = new ConcurrentHashMap<>();

    /// Redirects this name to another address.
    void lead(String name, URI to) {
        elsewhere.put(name, to);
    }

    void answer(HttpExchange exchange, String path) throws IOException {
        if (elsewhere.containsKey(path)) {
            exchange.getResponseHeaders().set("Location", elsewhere.get(path).toString());
            HttpEdge.send(exchange, 302, "text/plain", new byte[0]);
            return;
        }
        String name = path.isEmpty() ? HOME : path;
        String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
        if (type == null || !name.matches("[a-z-]+\\.[a-z]+")) {
            throw new ApiError(Reason.NOT_FOUND, "");
        }
        try (InputStream in = ChatPage.class.getResourceAsStream("page/" + name)) {
            if (in == null) {
                throw new ApiError(Reason.NOT_FOUND, "");
            }
            exchange.getResponseHeaders().set("Content-Security-Policy", POLICY);
            exchange.getResponseHeaders().set("Cache-Control", "no-cache");
            HttpEdge.send(exchange, 200, type, in.readAllBytes());
        }
    }
}
