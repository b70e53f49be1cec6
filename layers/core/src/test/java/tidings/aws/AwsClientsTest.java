package tidings.aws;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;

import static org.assertj.core.api.Assertions.assertThat;

class AwsClientsTest {
    private static final int CALLS = 10;
    private static final byte[] SENT = "{\"MessageId\": \"1\"}".getBytes(StandardCharsets.UTF_8);

    private final Queue<String> lengths = new ConcurrentLinkedQueue<>();
    private final Set<InetSocketAddress> connections = ConcurrentHashMap.newKeySet();

    @Test
    void anOpenConnectionIsUsedAtOnce(@TempDir Path folder) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        Path file = folder.resolve("exceptions.jfr");
        try (Recording recording = new Recording();
                SqsClient sqs = sqs(server.getAddress().getPort())) {
            recording.enable("jdk.JavaExceptionThrow");
            recording.start();
            for (int call = 0; call < CALLS; call++) {
                send(sqs);
            }
            recording.dump(file);
        } finally {
            server.stop(0);
        }
        assertThat(connections).hasSize(1);
        assertThat(lengths)
                .hasSize(CALLS)
                .allSatisfy(length -> assertThat(length).asInt().isPositive());
        assertThat(RecordingFile.readAllEvents(file))
                .extracting(AwsClientsTest::thrown)
                .doesNotContain(SocketTimeoutException.class.getName());
    }

    @Test
    void aCallIsAnsweredThoughTheOpenConnectionWasClosedMeanwhile() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                SqsClient sqs = sqs(server.getLocalPort())) {
            Thread.ofVirtual().start(() -> answerOnceAConnection(server));
            for (int call = 0; call < CALLS; call++) {
                send(sqs);
            }
        }
    }

    private static SqsClient sqs(int port) {
        return AwsClients.client(SqsClient.builder().checksumValidationEnabled(false))
                .endpointOverride(URI.create("http://127.0.0.1:" + port))
                .region(Region.EU_WEST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .build();
    }

    private static void send(SqsClient sqs) {
        assertThat(sqs.sendMessage(message ->
                                message.queueUrl("https://sqs.invalid/1/queue").messageBody("hello"))
                        .messageId())
                .isEqualTo("1");
    }

    private static String thrown(RecordedEvent event) {
        return event.getClass("thrownClass").getName();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            connections.add(exchange.getRemoteAddress());
            lengths.add(String.valueOf(exchange.getRequestHeaders().getFirst("Content-Length")));
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(200, SENT.length);
            exchange.getResponseBody().write(SENT);
        }
    }

    /// Says nothing about the end of a connection, as whoever is restarted.
    private static void answerOnceAConnection(ServerSocket server) {
        while (!server.isClosed()) {
            try (Socket socket = server.accept();
                    BufferedReader request = new BufferedReader(
                            new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1))) {
                int length = 0;
                for (String line = request.readLine(); line != null && !line.isEmpty(); line = request.readLine()) {
                    if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                        length = Integer.parseInt(
                                line.substring("content-length:".length()).strip());
                    }
                }
                for (int i = 0; i < length; i++) {
                    request.read();
                }
                List<String> head = List.of("HTTP/1.1 200 OK", "Content-Length: " + SENT.length, "", "");
                socket.getOutputStream().write(String.join("\r\n", head).getBytes(StandardCharsets.ISO_8859_1));
                socket.getOutputStream().write(SENT);
            } catch (IOException _) {
                // A connection without a request, or the end.
            }
        }
    }
}
