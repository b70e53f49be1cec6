package tidings.localstack.service;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import tidings.localstack.http.LoopbackPort;
import tidings.localstack.template.StackModel;

/// DynamoDB: a DynamoDB Local in a process of its own, in memory. Its client may be used from many threads.
public final class DynamoDbServer implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(60);

    private final Process process;
    private final URI endpoint;
    private final DynamoDbClient client;

    private DynamoDbServer(Process process, int port) {
        this.process = process;
        this.endpoint = URI.create("http://127.0.0.1:" + port);
        this.client = LocalAws.client(DynamoDbClient.builder(), endpoint).build();
    }

    /// Listens on a free loopback port; what the server prints goes to `dynamodb.log` in the folder.
    public static DynamoDbServer start(Path logs) {
        return LoopbackPort.start(port -> start(port, logs));
    }

    private static DynamoDbServer start(int port, Path logs) {
        ProcessBuilder command = new ProcessBuilder(
                        ServerJars.java().toString(),
                        "-Xmx192m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Xshare:auto",
                        "--enable-native-access=ALL-UNNAMED",
                        "-Dsqlite4java.library.path=" + ServerJars.folder("dynamodb"),
                        "-cp",
                        ServerJars.classPath("dynamodb"),
                        "com.amazonaws.services.dynamodbv2.local.main.ServerRunner",
                        "-inMemory",
                        "-disableTelemetry",
                        "-sharedDb",
                        "-port",
                        Integer.toString(port))
                .redirectErrorStream(true)
                .redirectOutput(logs.resolve("dynamodb.log").toFile());
        try {
            Process process = ProcessGuard.watch(command.start());
            awaitListening(process, port, logs);
            return new DynamoDbServer(process, port);
        } catch (IOException e) {
            throw new UncheckedIOException("DynamoDB Local does not start", e);
        }
    }

    private static void awaitListening(Process process, int port, Path logs) {
        long end = System.nanoTime() + START.toNanos();
        while (System.nanoTime() < end) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress("127.0.0.1", port), 1000);
                return;
            } catch (IOException _) {
                if (exits(process, Duration.ofMillis(50))) {
                    break;
                }
            }
        }
        process.destroyForcibly();
        throw new UncheckedIOException(
                new IOException("DynamoDB Local does not answer: see " + logs.resolve("dynamodb.log")));
    }

    private static boolean exits(Process process, Duration within) {
        try {
            return process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    public URI endpoint() {
        return endpoint;
    }

    public DynamoDbClient client() {
        return client;
    }

    public void create(List<StackModel.Table> tables) {
        tables.forEach(this::create);
    }

    private void create(StackModel.Table table) {
        client.createTable(request -> request.tableName(table.name())
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(table.attributes().entrySet().stream()
                        .map(attribute -> AttributeDefinition.builder()
                                .attributeName(attribute.getKey())
                                .attributeType(attribute.getValue())
                                .build())
                        .toList())
                .keySchema(table.keys().stream()
                        .map(key -> KeySchemaElement.builder()
                                .attributeName(key.attribute())
                                .keyType(key.type())
                                .build())
                        .toList()));
        table.timeToLive()
                .ifPresent(attribute -> client.updateTimeToLive(r -> r.tableName(table.name())
                        .timeToLiveSpecification(
                                ttl -> ttl.attributeName(attribute).enabled(true))));
    }

    @Override
    public void close() {
        client.close();
        Stopping.stop(process);
    }
}
