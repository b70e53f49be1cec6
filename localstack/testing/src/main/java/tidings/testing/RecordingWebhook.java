package tidings.testing;

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
import tidings.aws.Json;

/// A webhook of Telegram that remembers what came and answers as it is told. Thread-safe.
public final class RecordingWebhook implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final AtomicInteger atOnce = new AtomicInteger();
    private final AtomicInteger maxAtOnce = new AtomicInteger();

    public record Received(JsonNode update, String secret) {
        public long id() {
            return update.get("update_id").asLong();
        }

        public String text() {
            return update.path("message").path("text").asText();
        }
    }

    /// @param status what to answer to an update; may block
    public RecordingWebhook(ToIntFunction<Received> status) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            try (exchange) {
                maxAtOnce.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
                Received update = new Received(
                        Json.mapper().readTree(exchange.getRequestBody()),
                        exchange.getRequestHeaders().getFirst("X-Telegram-Bot-Api-Secret-Token"));
                received.add(update);
                int code = status.applyAsInt(update);
                atOnce.decrementAndGet();
                exchange.sendResponseHeaders(code, -1);
            }
        });
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
    }

    public List<Received> received() {
        return List.copyOf(received);
    }

    /// How many updates were being answered at the same time at most.
    public int maxAtOnce() {
        return maxAtOnce.get();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
