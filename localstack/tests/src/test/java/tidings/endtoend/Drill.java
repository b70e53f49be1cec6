package tidings.endtoend;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import tidings.localstack.LocalOptions;
import tidings.localstack.Tidings;
import tidings.localstack.cloudwatch.AlarmState;
import tidings.localstack.cloudwatch.CloudWatch;
import tidings.localstack.stack.StackSettings;
import tidings.localstack.stack.StartupListener;
import tidings.localstack.telegram.Person;
import tidings.testing.Project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/// A stack of its own in which things go wrong on purpose: alarms ring, and operators see them.
final class Drill implements AutoCloseable {
    /// How long a minute of CloudWatch takes here.
    static final Duration MINUTE = Duration.ofSeconds(1);

    /// Cards cut long lines.
    private static final int COMPARED = 60;

    private final Tidings tidings;
    private final CloudWatch cloudWatch;
    private final Person operators;
    private final Sandbox sandbox;
    private final HttpClient http = HttpClient.newHttpClient();

    /// @param family names its working folder
    Drill(String family) {
        this.tidings = Tidings.start(
                Project.root(),
                LocalOptions.SANDBOXES,
                settings -> settings.logs(Project.root().resolve("localstack/tests/target/drill-" + family))
                        .firing(StackSettings.Firing.BY_HAND)
                        .alarmSpeed((int) (Duration.ofMinutes(1).toSeconds() / MINUTE.toSeconds())),
                StartupListener.SILENT);
        this.cloudWatch = tidings.stack().cloudWatch();
        this.operators = tidings.operators().orElseThrow();
        this.sandbox = Sandbox.of(tidings);
    }

    Tidings tidings() {
        return tidings;
    }

    CloudWatch cloudWatch() {
        return cloudWatch;
    }

    Person operators() {
        return operators;
    }

    Sandbox sandbox() {
        return sandbox;
    }

    Person person(String name) {
        return tidings.telegram().orElseThrow().person(name);
    }

    void send(String queue, String message) {
        String url = tidings.stack().model().queue(queue).url();
        tidings.stack().queues().client().sendMessage(request -> {
            request.queueUrl(url).messageBody(message);
            if (url.endsWith(".fifo")) {
                request.messageGroupId("drill")
                        .messageDeduplicationId(UUID.randomUUID().toString());
            }
        });
    }

    /// What Telegram does that knows another secret.
    void postWithAnotherSecret(String update) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(tidings.stack().model().outputs().get("WebhookUrl")))
                .header("X-Telegram-Bot-Api-Secret-Token", "another")
                .POST(HttpRequest.BodyPublishers.ofString(update))
                .build();
        assertThat(http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode())
                .isEqualTo(401);
    }

    /// Makes all these faults at the same time, each until its alarm has rung.
    ///
    /// @param faults by the logical ids of their alarms
    void ringAll(Map<String, Function<Drill, Fault>> faults) {
        long began = System.nanoTime();
        CompletableFuture.allOf(faults.entrySet().stream()
                        .map(entry -> ring(entry.getKey(), entry.getValue().apply(this), began))
                        .toArray(CompletableFuture[]::new))
                .join();
    }

    private CompletableFuture<Void> ring(String alarm, Fault fault, long began) {
        return fault.besideOthersUntil(alarm + " rings", () -> isOver(alarm))
                .thenRun(() ->
                        System.out.printf("%-24s rings after %4.1f s%n", alarm, (System.nanoTime() - began) / 1e9));
    }

    /// A composite alarm tells nobody as long as it may still be suppressed, so its fault lasts until it is shown.
    private boolean isOver(String alarm) {
        return switch (alarm) {
            case "NotServedAlarm" -> wasShown(symptom(alarm));
            case "DeadLettersAlarm" -> deadLetters() == AlarmFaults.MEASURED.size();
            case "SchedulerSilentAlarm" -> stateOf(alarm) == AlarmState.INSUFFICIENT_DATA; // it had data before
            default -> stateOf(alarm) == AlarmState.ALARM;
        };
    }

    private long deadLetters() {
        return tidings.stack().model().queues().stream()
                .filter(queue -> queue.id().endsWith("DeadLetterQueue"))
                .map(queue -> Map.of("QueueName", queue.name()))
                .filter(queue -> cloudWatch
                                .latest("AWS/SQS", "ApproximateNumberOfMessagesVisible", queue)
                                .orElse(0)
                        > 0)
                .count();
    }

    /// A test for each alarm: operators have been shown it.
    Stream<DynamicTest> operatorsAreShown(Set<String> alarms) {
        return alarms.stream()
                .sorted()
                .map(alarm -> DynamicTest.dynamicTest(
                        alarm,
                        () -> await("the card of " + alarm)
                                .atMost(Chat.PATIENCE)
                                .until(() -> wasShown(symptom(alarm)))));
    }

    /// Whether operators have been shown this text at any time.
    boolean wasShown(String text) {
        return history().stream().anyMatch(shown -> shown.contains(text));
    }

    /// Everything that operators have been shown.
    List<String> history() {
        return sandbox.history(operators, 0);
    }

    AlarmState stateOf(String id) {
        return status(id).state();
    }

    /// The beginning of what an alarm says is wrong.
    String symptom(String id) {
        String line = status(id).description().lines().findFirst().orElseThrow();
        return line.substring(0, Math.min(COMPARED, line.length()));
    }

    private CloudWatch.Status status(String id) {
        return cloudWatch.statuses().stream()
                .filter(alarm -> alarm.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the template has no " + id));
    }

    @Override
    public void close() {
        http.close();
        tidings.close();
    }
}
