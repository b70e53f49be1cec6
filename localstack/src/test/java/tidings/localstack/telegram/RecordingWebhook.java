package tidings.localstack.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToIntFunction;

/// A webhook that remembers what came and answers as it is told.
final class RecordingWebhook implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final AtomicInteger atOnce = new AtomicInteger();
    private final AtomicInteger mostAtOnce = new AtomicInteger();

    record Received(JsonNode update, String secret) {
        long id() {
            return update.get("update_id").asLong();
        }

        String text() {
            return update.path("message").path("text").asText();
        }
    }

    /// @param status what to answer to an update; may block
    RecordingWebhook(ToIntFunction<Received> status) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            try (exchange) {
                mostAtOnce.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
                Received update = new Received(
                        Json.parse(exchange.getRequestBody().readAllBytes()),
                        exchange.getRequestHeaders().getFirst("X-Telegram-Bot-Api-Secret-Token"));
                received.add(update);
                int code = status.applyAsInt(update);
                atOnce.decrementAndGet();
                exchange.sendResponseHeaders(code, -1);
            }
        });
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
    }

    List<Received> received() {
        return List.copyOf(received);
    }

    int mostAtOnce() {
        return mostAtOnce.get();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
