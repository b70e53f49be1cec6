package tidings.webhook;

import java.io.IOException;
import java.nio.file.Files;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import tidings.aws.Json;
import tidings.testing.Project;

/// The parts of an update's way through the webhook.
@State(Scope.Benchmark)
public class WebhookBenchmark {
    private static final int TOKEN_LENGTH = 900;
    private static final String SECRET = "sample-secret-sample-secret-sample-secret";

    private String update;
    private Webhook webhook;

    @Setup
    public void read() throws IOException {
        update = Json.mapper()
                .readTree(Files.readString(Project.root().resolve("events/webhook/top-command.json")))
                .get("body")
                .asText();
        Credentials credentials = new Credentials("key", "secret", Optional.of("token".repeat(TOKEN_LENGTH / 5)));
        SignatureV4 signature = new SignatureV4("sqs", "us-east-1");
        AwsJson signed = (operation, input) -> {
            TreeMap<String, String> headers = new TreeMap<>(Map.of(
                    "host",
                    "sqs.us-east-1.amazonaws.com",
                    SignatureV4.TIME,
                    "20261120T090000Z",
                    "x-amz-security-token",
                    credentials.token().orElseThrow(),
                    "x-amz-target",
                    operation));
            signature.of(headers, input, credentials);
            return input;
        };
        webhook = new Webhook(
                () -> SECRET, new UpdateQueue(signed, "https://sqs.invalid/updates.fifo", InstantSource.system()));
    }

    @Benchmark
    public Optional<UpdateHead> parse() {
        return UpdateHead.parse(update);
    }

    @Benchmark
    public Object refuseAWrongSecret() {
        return webhook.receive(Optional.of("another-secret"), () -> update);
    }

    /// Up to the request for SQS, signed.
    @Benchmark
    public Object queue() {
        return webhook.receive(Optional.of(SECRET), () -> update);
    }
}
