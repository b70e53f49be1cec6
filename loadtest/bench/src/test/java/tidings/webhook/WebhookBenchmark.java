package tidings.webhook;

import java.io.IOException;
import java.nio.file.Files;
import java.time.InstantSource;
import java.util.Optional;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import software.amazon.awssdk.services.sqs.SqsClient;
import tidings.aws.AwsClients;
import tidings.aws.Json;
import tidings.testing.Project;

/// The parts of an update's way through the webhook.
@State(Scope.Benchmark)
public class WebhookBenchmark {
    private static final String SECRET = "sample-secret-sample-secret-sample-secret";

    private String update;
    private Webhook webhook;

    @Setup
    public void read() throws IOException {
        update = Json.mapper()
                .readTree(Files.readString(Project.root().resolve("events/webhook/top-command.json")))
                .get("body")
                .asText();
        SqsClient silent = AwsClients.silent(SqsClient.builder().checksumValidationEnabled(false))
                .build();
        webhook = new Webhook(
                () -> SECRET, new UpdateQueue(silent, "https://sqs.invalid/updates.fifo", InstantSource.system()));
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
