package tidings.localstack.trigger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The HTTP response of a function, read by the rules of payload format 2.0.
record FunctionResponse(int status, Map<String, List<String>> headers, byte[] body) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, List<String>> IS_JSON = Map.of("content-type", List.of("application/json"));
    private static final List<String> OURS = List.of("content-length", "connection", "transfer-encoding", "date");

    static FunctionResponse json(int status, String body) {
        return new FunctionResponse(status, IS_JSON, body.getBytes(StandardCharsets.UTF_8));
    }

    /// An object with a `statusCode` is a response; any other JSON is the body of a 200. Empty when it is neither.
    static Optional<FunctionResponse> read(byte[] answer) {
        try {
            JsonNode root = JSON.readTree(answer);
            return root.has("statusCode") ? structured(root) : Optional.of(new FunctionResponse(200, IS_JSON, answer));
        } catch (IOException | IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static Optional<FunctionResponse> structured(JsonNode root) {
        int status = root.path("statusCode").asInt(0);
        if (status < 100 || status > 599) {
            return Optional.empty();
        }
        Map<String, List<String>> headers = new LinkedHashMap<>();
        root.path("headers")
                .properties()
                .forEach(header -> headers.put(
                        header.getKey().toLowerCase(Locale.ROOT),
                        List.of(header.getValue().asText())));
        headers.putIfAbsent("content-type", List.of("application/json"));
        List<String> cookies = new ArrayList<>();
        root.path("cookies").forEach(cookie -> cookies.add(cookie.asText()));
        if (!cookies.isEmpty()) {
            headers.put("set-cookie", cookies);
        }
        JsonNode body = root.path("body");
        String text = body.isNull() || body.isMissingNode() ? "" : body.isTextual() ? body.asText() : body.toString();
        byte[] bytes = root.path("isBase64Encoded").asBoolean(false)
                ? Base64.getDecoder().decode(text)
                : text.getBytes(StandardCharsets.UTF_8);
        return Optional.of(new FunctionResponse(status, headers, bytes));
    }

    void send(HttpExchange exchange) throws IOException {
        headers.forEach((name, values) -> {
            if (!OURS.contains(name)) {
                exchange.getResponseHeaders().put(name, values);
            }
        });
        boolean bodiless =
                exchange.getRequestMethod().equals("HEAD") || status == 204 || status == 304 || body.length == 0;
        exchange.sendResponseHeaders(status, bodiless ? -1 : body.length);
        if (!bodiless) {
            exchange.getResponseBody().write(body);
        }
    }
}
