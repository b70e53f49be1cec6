package tidings.localstack.telegram;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tidings.localstack.telegram.ApiError.Reason;

/// Reads the arguments of a call in all forms that Telegram accepts: query, form, multipart form, and JSON object.
final class CallReader {
    private static final int MAX_BYTES = 50 << 20;

    private CallReader() {}

    record Call(ObjectNode arguments, List<Upload> uploads) {}

    static Call read(HttpExchange exchange) throws IOException {
        byte[] body = body(exchange);
        ObjectNode arguments = Json.object();
        List<Upload> uploads = new ArrayList<>();
        form(arguments, exchange.getRequestURI().getRawQuery());
        String contentType = String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type"));
        String mediaType = contentType.split(";")[0].strip().toLowerCase(Locale.ROOT);
        switch (mediaType) {
            case "application/json" -> {
                if (body.length > 0) {
                    arguments.setAll(Json.object(body));
                }
            }
            case "multipart/form-data" -> {
                for (Multipart.Part part : Multipart.read(contentType, body)) {
                    if (part.fileName().isPresent()) {
                        uploads.add(new Upload(part.name(), part.fileName().get(), part.mediaType(), part.content()));
                    } else {
                        arguments.put(part.name(), new String(part.content(), StandardCharsets.UTF_8));
                    }
                }
            }
            case "application/x-www-form-urlencoded" -> form(arguments, new String(body, StandardCharsets.UTF_8));
            default -> {
                if (body.length > 0) {
                    throw ApiError.badRequest("the body's type must be application/json, multipart/form-data or"
                            + " application/x-www-form-urlencoded, not " + mediaType);
                }
            }
        }
        return new Call(arguments, uploads);
    }

    static byte[] body(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readNBytes(MAX_BYTES + 1);
        if (body.length > MAX_BYTES) {
            throw new ApiError(Reason.TOO_LARGE, "");
        }
        return body;
    }

    static void form(ObjectNode arguments, String form) {
        if (form == null || form.isBlank()) {
            return;
        }
        for (String pair : form.strip().split("&")) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                arguments.put(
                        decoded(equals < 0 ? pair : pair.substring(0, equals)),
                        equals < 0 ? "" : decoded(pair.substring(equals + 1)));
            }
        }
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw ApiError.badRequest("broken percent-encoding in the request");
        }
    }
}
