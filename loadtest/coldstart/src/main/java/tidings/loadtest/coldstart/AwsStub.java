package tidings.loadtest.coldstart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;

/// One AWS service on a loopback port, as fast as a stub can be: `SendMessage` and `SendMessageBatch` of SQS, and
/// `GetSecretValue` of Secrets Manager, in AWS JSON. Thread-safe.
///
/// SQS returns digests of the body and of the attributes, which the SDK compares with its own
/// (https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-message-metadata.html).
final class AwsStub implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final byte STRING_TYPE = 1;
    private static final int BACKLOG = 50;

    private final Optional<SSLContext> tls;
    private final String secret;
    private final AtomicInteger calls = new AtomicInteger();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private HttpServer server;

    /// Listens on a free port.
    ///
    /// @param tls of the server, if clients come by HTTPS
    /// @param secret the value of every secret
    AwsStub(Optional<SSLContext> tls, String secret) throws IOException {
        this.tls = tls;
        this.secret = secret;
        this.server = listen(0);
    }

    private HttpServer listen(int port) throws IOException {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        HttpServer made;
        if (tls.isPresent()) {
            HttpsServer secure = HttpsServer.create(address, BACKLOG);
            secure.setHttpsConfigurator(new HttpsConfigurator(tls.get()));
            made = secure;
        } else {
            made = HttpServer.create(address, BACKLOG);
        }
        made.setExecutor(threads);
        made.createContext("/", this::answer);
        made.start();
        return made;
    }

    synchronized URI uri() {
        return URI.create((tls.isPresent() ? "https" : "http") + "://127.0.0.1:"
                + server.getAddress().getPort());
    }

    /// The number of calls so far.
    int calls() {
        return calls.get();
    }

    /// Closes every connection, for none outlives a snapshot; further ones are accepted on the same port.
    synchronized void disconnect() throws IOException {
        int port = server.getAddress().getPort();
        server.stop(0);
        server = listen(port);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            calls.incrementAndGet();
            JsonNode request = JSON.readTree(exchange.getRequestBody());
            String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
            Optional<ObjectNode> answer = answer(String.valueOf(target), request);
            byte[] body = JSON.writeValueAsBytes(
                    answer.orElseGet(() -> JSON.createObjectNode().put("__type", "UnknownOperationException")));
            exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.0");
            exchange.sendResponseHeaders(answer.isPresent() ? 200 : 400, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private Optional<ObjectNode> answer(String target, JsonNode request) {
        return switch (target) {
            case "AmazonSQS.SendMessage" -> Optional.of(sent(request));
            case "AmazonSQS.SendMessageBatch" -> Optional.of(sentBatch(request));
            case "secretsmanager.GetSecretValue" ->
                Optional.of(JSON.createObjectNode()
                        .put("ARN", request.path("SecretId").asText())
                        .put("Name", "sample")
                        .put("VersionId", "00000000-0000-4000-8000-000000000001")
                        .put("SecretString", secret)
                        .put("CreatedDate", 1.7951688E9));
            default -> Optional.empty();
        };
    }

    private static ObjectNode sentBatch(JsonNode request) {
        ObjectNode answer = JSON.createObjectNode();
        ArrayNode successful = answer.putArray("Successful");
        request.path("Entries").forEach(entry -> successful.add(sent(entry).set("Id", entry.path("Id"))));
        answer.putArray("Failed");
        return answer;
    }

    private static ObjectNode sent(JsonNode request) {
        ObjectNode answer = JSON.createObjectNode()
                .put("MessageId", "00000000-0000-4000-8000-000000000002")
                .put("SequenceNumber", "18850000000000000000")
                .put(
                        "MD5OfMessageBody",
                        md5(request.path("MessageBody").asText().getBytes(StandardCharsets.UTF_8)));
        digest(request.path("MessageAttributes")).ifPresent(digest -> answer.put("MD5OfMessageAttributes", digest));
        digest(request.path("MessageSystemAttributes"))
                .ifPresent(digest -> answer.put("MD5OfMessageSystemAttributes", digest));
        return answer;
    }

    /// Of names, types and values in the order of the names, each after its length.
    private static Optional<String> digest(JsonNode attributes) {
        if (attributes.isEmpty()) {
            return Optional.empty();
        }
        Map<String, JsonNode> sorted = new TreeMap<>();
        attributes.properties().forEach(attribute -> sorted.put(attribute.getKey(), attribute.getValue()));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            for (Map.Entry<String, JsonNode> attribute : sorted.entrySet()) {
                text(out, attribute.getKey());
                text(out, attribute.getValue().path("DataType").asText());
                out.writeByte(STRING_TYPE);
                text(out, attribute.getValue().path("StringValue").asText());
            }
        } catch (IOException e) {
            throw new IllegalStateException("memory takes every byte", e);
        }
        return Optional.of(md5(bytes.toByteArray()));
    }

    private static void text(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static String md5(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has MD5", e);
        }
    }

    @Override
    public synchronized void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
