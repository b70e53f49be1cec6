package tidings.localstack.reddit;

import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/// A response of the sandbox.
///
/// @param late the delay before it is sent
/// @param whole false if the connection is to be closed before the last byte
record RedditResponse(int status, Map<String, String> headers, byte[] body, Duration late, boolean whole) {
    static RedditResponse json(int status, String body) {
        return text(status, "application/json; charset=UTF-8", body);
    }

    static RedditResponse html(int status, String sentence) {
        return text(
                status,
                "text/html; charset=UTF-8",
                "<!doctype html>\n<html><head><title>Ow! -- sandbox</title></head><body><h1>" + sentence
                        + "</h1></body></html>\n");
    }

    static RedditResponse text(int status, String type, String body) {
        return new RedditResponse(
                status,
                Map.of("Content-Type", type, "Cache-Control", "private, max-age=0, no-store"),
                body.getBytes(StandardCharsets.UTF_8),
                Duration.ZERO,
                true);
    }

    /// An error of Reddit's API.
    static RedditResponse error(int status, String message) {
        return json(status, "{\"message\": \"" + message + "\", \"error\": " + status + "}");
    }

    static RedditResponse refusal(int status, String message, String reason) {
        return json(
                status,
                "{\"reason\": \"" + reason + "\", \"message\": \"" + message + "\", \"error\": " + status + "}");
    }

    RedditResponse with(Map<String, String> more) {
        Map<String, String> all = new HashMap<>(headers);
        all.putAll(more);
        return new RedditResponse(status, Map.copyOf(all), body, late, whole);
    }

    RedditResponse after(Duration delay) {
        return new RedditResponse(status, headers, body, delay, whole);
    }

    /// The same response with the first half of its body.
    RedditResponse truncated() {
        return new RedditResponse(status, headers, Arrays.copyOf(body, body.length / 2), late, whole);
    }

    RedditResponse cut() {
        return new RedditResponse(status, headers, body, late, false);
    }

    void send(RedditRequest request) throws IOException {
        HttpExchange exchange = request.origin();
        headers.forEach(exchange.getResponseHeaders()::set);
        byte[] sent = body;
        if (request.header("Accept-Encoding").orElse("").contains("gzip")) {
            exchange.getResponseHeaders().set("Content-Encoding", "gzip"); // Reddit says so of empty bodies, too
            sent = body.length == 0 ? body : zipped(body);
        }
        if (sent.length == 0) {
            exchange.sendResponseHeaders(status, whole ? -1 : 0); // 0 means chunks
            exchange.close();
            return;
        }
        exchange.sendResponseHeaders(status, sent.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(sent, 0, whole ? sent.length : sent.length / 2);
            out.flush();
            if (!whole) {
                exchange.close();
            }
        }
    }

    private static byte[] zipped(byte[] plain) throws IOException {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
            gzip.write(plain);
        }
        return zipped.toByteArray();
    }
}
