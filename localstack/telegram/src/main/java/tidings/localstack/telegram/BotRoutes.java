package tidings.localstack.telegram;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import tidings.localstack.telegram.ApiError.Reason;
import tidings.localstack.telegram.CallReader.Call;

/// `/bot<token>/<Method>` and `/file/bot<token>/<path>`.
record BotRoutes(BotApiDispatcher api, Photos photos, BotFaults faults, Refusals refusals) {
    private static final Duration THROTTLED = Duration.ofSeconds(2);
    private static final Duration SILENT = Duration.ofSeconds(30);

    void call(HttpExchange exchange, String path) throws IOException, InterruptedException {
        String method = afterToken(path);
        String verb = exchange.getRequestMethod();
        if (!verb.equals("GET") && !verb.equals("POST")) {
            throw new ApiError(Reason.METHOD_NOT_ALLOWED, "the Bot API takes GET and POST, not " + verb);
        }
        Call call = CallReader.read(exchange);
        Optional<BotFaults.Fault> fault =
                faults.next(method, call.arguments().path("chat_id").asLong());
        switch (fault.orElse(null)) {
            case null -> HttpEdge.json(exchange, 200, answer(method, call));
            case THROTTLED -> throw ApiError.tooManyRequests(THROTTLED);
            case FAILING ->
                HttpEdge.send(exchange, 502, "text/html", "<h1>Bad Gateway</h1>".getBytes(StandardCharsets.UTF_8));
            case LOST -> api.call(method, call.arguments(), call.uploads());
            case SILENT -> {
                api.call(method, call.arguments(), call.uploads());
                Thread.sleep(SILENT);
            }
        }
    }

    private ObjectNode answer(String method, Call call) throws InterruptedException {
        try {
            return api.call(method, call.arguments(), call.uploads());
        } catch (ApiError e) {
            refusals.note(method, e);
            throw e;
        }
    }

    void file(HttpExchange exchange, String path) throws IOException {
        String filePath = afterToken(path);
        String fileId = filePath.replaceFirst("^(photos|documents)/", "").replaceFirst("\\.[a-z]+$", "");
        StoredFile file = photos.find(fileId)
                .filter(found -> found.path().equals(filePath) && found.bytes().isPresent())
                .orElseThrow(() -> new ApiError(Reason.NOT_FOUND, ""));
        HttpEdge.send(exchange, 200, file.mediaType(), file.bytes().orElseThrow());
    }

    private String afterToken(String path) {
        int slash = path.indexOf('/');
        if (slash < 0) {
            throw new ApiError(Reason.NOT_FOUND, "");
        }
        if (!api.admits(path.substring(0, slash))) {
            throw new ApiError(Reason.UNAUTHORIZED, "");
        }
        return path.substring(slash + 1);
    }
}
