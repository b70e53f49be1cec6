package tidings.localstack.reddit;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The parts of a request that the sandbox uses.
///
/// @param parameters of the query, or of the form of a POST; the last of each name counts
record RedditRequest(
        String method, String path, Map<String, String> parameters, String body, String address, HttpExchange origin) {
    private static final int LARGEST_BODY = 100_000;

    static RedditRequest of(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readNBytes(LARGEST_BODY), StandardCharsets.UTF_8);
        String query = exchange.getRequestURI().getRawQuery();
        boolean form = header(exchange, "Content-Type").orElse("").startsWith("application/x-www-form-urlencoded");
        return new RedditRequest(
                exchange.getRequestMethod(),
                exchange.getRequestURI().getPath(),
                parameters(form ? body : query == null ? "" : query),
                body,
                exchange.getRemoteAddress().getAddress().getHostAddress(),
                exchange);
    }

    /// Empty if absent.
    String parameter(String name) {
        return parameters.getOrDefault(name, "");
    }

    Optional<String> header(String name) {
        return header(origin, name);
    }

    private static Optional<String> header(HttpExchange exchange, String name) {
        return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name));
    }

    private static Map<String, String> parameters(String encoded) {
        Map<String, String> parameters = new HashMap<>();
        for (String pair : encoded.split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                parameters.put(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
            }
        }
        return Map.copyOf(parameters);
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
