package tidings.scraper.source;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tidings.aws.Deadline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class UrlTransportTest {
    private final UrlTransport transport = new UrlTransport("test:tidings:1.0.0 (by /u/nobody)");
    private final AtomicReference<HttpHandler> answer = new AtomicReference<>();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> answer.get().handle(exchange));
        server.setExecutor(threads);
        server.start();
    }

    @AfterEach
    void stop() {
        stopped.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    @Test
    void sendsItsUserAgentAndDecompressesTheResponse() throws IOException {
        AtomicReference<Map<String, String>> seen = new AtomicReference<>();
        answer.set(exchange -> {
            seen.set(Map.of(
                    "agent", exchange.getRequestHeaders().getFirst("User-Agent"),
                    "encoding", exchange.getRequestHeaders().getFirst("Accept-Encoding"),
                    "extra", exchange.getRequestHeaders().getFirst("X-Extra")));
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
            reply(exchange, 200, zipped("zipped"));
        });

        assertThat(body(Duration.ofSeconds(5))).isEqualTo("zipped");
        assertThat(seen.get())
                .isEqualTo(Map.of("agent", "test:tidings:1.0.0 (by /u/nobody)", "encoding", "gzip", "extra", "yes"));
    }

    /// Headers and body as a server may combine them.
    enum Compressed {
        EMPTY,
        HALF,
        HEADER_ONLY,
        NOT_AT_ALL,
        UNNAMED
    }

    static Stream<Arguments> compressed() {
        return Stream.of(200, 302, 403, 404, 429, 503)
                .flatMap(status -> Stream.of(Compressed.values())
                        .flatMap(form -> Stream.of("gzip", "deflate", "br")
                                .flatMap(encoding -> Stream.of(true, false)
                                        .map(chunked -> Arguments.of(status, form, encoding, chunked)))));
    }

    @ParameterizedTest
    @MethodSource("compressed")
    void theStatusIsKnownHoweverTheBodyIsCompressed(int status, Compressed form, String encoding, boolean chunked)
            throws IOException {
        byte[] whole = zipped("a text of some length");
        byte[] sent = switch (form) {
            case EMPTY -> new byte[0];
            case HALF -> Arrays.copyOf(whole, whole.length / 2);
            case HEADER_ONLY -> Arrays.copyOf(whole, 10);
            case NOT_AT_ALL -> "a text of some length".getBytes(StandardCharsets.UTF_8);
            case UNNAMED -> whole;
        };
        answer.set(exchange -> {
            exchange.getResponseHeaders().set("Retry-After", "245");
            if (form != Compressed.UNNAMED) {
                exchange.getResponseHeaders().set("Content-Encoding", encoding);
            }
            exchange.sendResponseHeaders(status, chunked ? 0 : sent.length == 0 ? -1 : sent.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(sent);
            }
        });

        try (Transport.Response response = send(Duration.ofSeconds(5))) {
            assertThat(response.status()).isEqualTo(status);
            assertThat(response.header("retry-after")).contains("245");
            switch (form) {
                case EMPTY -> assertThat(response.body().readAllBytes()).isEmpty();
                case HALF, HEADER_ONLY ->
                    assertThatThrownBy(() -> response.body().readAllBytes()).isInstanceOf(IOException.class);
                case NOT_AT_ALL, UNNAMED -> assertThat(response.body()).hasContent("a text of some length");
            }
        }
    }

    @Test
    void doesNotFollowARedirect() throws IOException {
        answer.set(exchange -> {
            exchange.getResponseHeaders().set("Location", "/elsewhere");
            reply(exchange, 302, new byte[0]);
        });

        try (Transport.Response moved = send(Duration.ofSeconds(5))) {
            assertThat(moved.status()).isEqualTo(302);
            assertThat(moved.header("location")).contains("/elsewhere");
        }
    }

    @Test
    void returnsTheBodyOfAnErrorResponse() throws IOException {
        answer.set(exchange -> reply(exchange, 403, "why".getBytes(StandardCharsets.UTF_8)));

        assertThat(body(Duration.ofSeconds(5))).isEqualTo("why");
    }

    /// Without a deadline the whole body would arrive after five seconds.
    @Test
    void abortsASlowBodyAtTheDeadline() {
        answer.set(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try (OutputStream out = exchange.getResponseBody()) {
                for (int drip = 0; drip < 100 && !stopped.await(50, TimeUnit.MILLISECONDS); drip++) {
                    out.write(' ');
                    out.flush();
                }
            } catch (InterruptedException closing) {
                Thread.currentThread().interrupt();
            }
        });

        assertThatThrownBy(() -> body(Duration.ofMillis(600))).isInstanceOf(IOException.class);
    }

    @Test
    void sendsNothingAfterTheDeadline() {
        assertThatThrownBy(() -> send(Duration.ZERO))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no time");
    }

    @Test
    void aRefusedConnectionIsAnError() {
        server.stop(0);

        assertThatThrownBy(() -> send(Duration.ofSeconds(2))).isInstanceOf(IOException.class);
    }

    private String body(Duration time) throws IOException {
        try (Transport.Response answered = send(time)) {
            return new String(answered.body().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private Transport.Response send(Duration time) throws IOException {
        URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/r/java/top");
        return transport.send(
                new Transport.Request(uri, Map.of("X-Extra", "yes"), Optional.empty()),
                Deadline.in(time, InstantSource.system()));
    }

    private static byte[] zipped(String text) throws IOException {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return zipped.toByteArray();
    }

    private static void reply(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }
}
