package tidings.endtoend;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import tidings.localstack.LocalOptions;
import tidings.localstack.Tidings;
import tidings.localstack.cloudwatch.AlarmState;
import tidings.localstack.cloudwatch.CloudWatch;
import tidings.localstack.stack.StackSettings;
import tidings.localstack.telegram.Person;
import tidings.localstack.telegram.SeenMessage;
import tidings.localstack.template.StackModel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/// Every alarm of the template is made to ring, and operators see it: an alarm that cannot ring fails here, and so does
/// one that nobody wrote a fault for. All goes wrong at the same time, in a stack of its own, where a minute of
/// CloudWatch takes a second. `RUNBOOK.md` says of each alarm how it is rehearsed; what only AWS publishes is put into
/// the local CloudWatch.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RehearsalIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration MINUTE = Duration.ofSeconds(1);
    private static final String OWN = "Tidings/tidings";
    private static final String POISON = "what is this?";

    private final Tidings tidings;
    private final CloudWatch cloudWatch;
    private final Person operators;
    private final Map<String, Fault> faults = new LinkedHashMap<>();
    private final Set<String> rang = ConcurrentHashMap.newKeySet();

    /// Something that goes wrong for as long as `needed` says.
    @FunctionalInterface
    private interface Fault {
        void makeWhile(BooleanSupplier needed) throws IOException, InterruptedException;
    }

    RehearsalIT() {
        Path project = SharedTidings.project();
        this.tidings = Tidings.start(
                project,
                LocalOptions.SANDBOXES,
                settings -> settings.work(project.resolve("localstack/tests/target/rehearsal"))
                        .firing(StackSettings.Firing.BY_HAND)
                        .alarmSpeed(60),
                (_, _, _) -> {});
        this.cloudWatch = tidings.stack().cloudWatch();
        this.operators = tidings.operators().orElseThrow();
        faults.put("UpdatesAgeWarnAlarm", stopped("BotFunction"));
        faults.put("UpdatesAgePageAlarm", stopped("BotFunction"));
        faults.put("OutboxAgeAlarm", stopped("SenderFunction"));
        for (String queue : List.of("Updates", "Scrape", "Posts", "Outbox", "Alarms")) {
            faults.put(queue + "DeadLettersAlarm", poisoned(queue + "Queue"));
        }
        for (String role : List.of(
                "Webhook", "Bot", "Scheduler", "Scraper", "Categorizer", "Sender", "Alarms", "Api", "Insights")) {
            faults.put(role + "ErrorsAlarm", failing(role + "Function"));
        }
        faults.put("SourceDeadAlarm", deadSource());
        faults.put("SchedulerSilentAlarm", calledNoMore());
        faults.put("TrafficAlarm", silence());
        faults.put("MetricsParsingAlarm", printed("{\"_aws\": {\"CloudWatchMetrics\": ["));
        faults.put("MetricsValidationAlarm", printed("""
                {"_aws": {"Timestamp": 1, "CloudWatchMetrics": [{"Namespace": "Tidings/tidings",\
                 "Dimensions": [["service"]], "Metrics": [{"Name": "MessageSent"}]}]}, "MessageSent": 1}"""));
        faults.put("NotServedAlarm", together(stopped("BotFunction"), failing("WebhookFunction")));
        Fault rollout = put("AWS/Lambda", "Invocations", function("RolloutFunction"), 1);
        // Not before NotServed is told, which it would not be any more.
        faults.put("DeployAlarm", needed -> {
            waitWhile(() -> needed.getAsBoolean() && stateOf("NotServedAlarm") != AlarmState.ALARM);
            Thread.sleep(MINUTE.multipliedBy(3));
            rollout.makeWhile(needed);
        });
        faults.put("ThrottlesAlarm", put("AWS/Lambda", "Throttles", function("WebhookFunction"), 3));
        faults.put("DurationsAlarm", put("AWS/Lambda", "Duration", function("WebhookFunction"), 9_500));
        faults.put("ComputeCostAlarm", put("AWS/Lambda", "Duration", function("SchedulerFunction"), 5_000_000));
        Map<String, String> proxy = Map.of("ProxyName", "tidings-DatabaseProxy");
        faults.put("ProxyBorrowAlarm", put("AWS/RDS", "DatabaseConnectionsBorrowLatency", proxy, 250_000));
        faults.put("ProxyPinnedAlarm", put("AWS/RDS", "DatabaseConnectionsCurrentlySessionPinned", proxy, 12));
        faults.put(
                "CacheThrottledAlarm",
                put("AWS/ElastiCache", "ThrottledCmds", Map.of("clusterId", "tidings-Cache"), 7));
        faults.put("CacheHitRateAlarm", put(OWN, "CacheLookup", Map.of("service", "bot", "outcome", "miss"), 15));
        faults.put("BillAlarm", put("AWS/Billing", "EstimatedCharges", Map.of("Currency", "USD"), 4_711));
    }

    @BeforeAll
    void everythingGoesWrong() {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            CompletableFuture<?>[] made = faults.entrySet().stream()
                    .map(entry -> CompletableFuture.runAsync(() -> make(entry.getKey(), entry.getValue()), threads))
                    .toArray(CompletableFuture[]::new);
            CompletableFuture.allOf(made).join();
        }
    }

    @AfterAll
    void stop() {
        tidings.close();
    }

    private void make(String alarm, Fault fault) {
        long began = System.nanoTime();
        long until = began + PATIENCE.toNanos();
        try {
            fault.makeWhile(() -> {
                if (stateOf(alarm) == AlarmState.ALARM && rang.add(alarm)) {
                    System.out.printf("%-24s rings after %4.1f s%n", alarm, (System.nanoTime() - began) / 1e9);
                }
                return !rang.contains(alarm) && System.nanoTime() < until;
            });
        } catch (IOException e) {
            throw new IllegalStateException("the fault for " + alarm + " cannot be made", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    @Order(1)
    void everyAlarmHasAFault() {
        assertThat(cloudWatch.statuses())
                .extracting(CloudWatch.Status::id)
                .containsExactlyInAnyOrderElementsOf(faults.keySet());
    }

    @TestFactory
    @Order(2)
    Stream<DynamicTest> everyAlarmIsSeen() {
        return cloudWatch.statuses().stream()
                .filter(alarm -> !alarm.id().equals("DeployAlarm"))
                .map(alarm -> DynamicTest.dynamicTest(alarm.id(), () -> {
                    String symptom = alarm.description().lines().findFirst().orElseThrow();
                    await("the card of " + alarm)
                            .atMost(PATIENCE)
                            .until(() -> operators.hears().stream()
                                    .anyMatch(message -> message.text().contains(start(symptom))));
                }));
    }

    @Test
    @Order(2)
    void aDeployIsNoticedAndToldNobody() {
        assertThat(rang).contains("DeployAlarm");
        assertThat(heard(start(symptomOf("DeployAlarm")))).isFalse();
    }

    @Test
    @Order(3)
    void aCardChangesWhenItsAlarmIsOver() {
        String dead = symptomOf("ScrapeDeadLettersAlarm");
        for (StackModel.Queue queue : tidings.stack().model().queues()) {
            if (queue.id().endsWith("DeadLetterQueue")) {
                tidings.stack().queues().client().purgeQueue(request -> request.queueUrl(queue.url()));
            }
        }

        await("the alarm's end on a card")
                .atMost(PATIENCE)
                .until(() -> operators.hears().stream()
                        .anyMatch(message -> message.text().contains("✅ " + start(dead))));
    }

    @Test
    @Order(4)
    void operatorsAcknowledgeAndSeeTheGraph() throws IOException, InterruptedException {
        await("no alarm in the way").atMost(PATIENCE).until(() -> stateOf("ScrapeDeadLettersAlarm") == AlarmState.OK);
        await("the last storm has passed").atMost(PATIENCE).until(() -> lonely("DurationsAlarm"));

        operators.presses("👀 Acknowledge");
        await("the acknowledgement").atMost(PATIENCE).until(() -> heard("acknowledged by Operators"));

        operators.presses("📈 Graph");
        await("the picture")
                .atMost(PATIENCE)
                .until(() -> operators.hears().stream().anyMatch(message -> message.form() == SeenMessage.Form.PHOTO));
    }

    /// Rings on a card of its own: nothing else begins within the minute.
    private boolean lonely(String alarm) throws IOException, InterruptedException {
        if (stateOf(alarm) != AlarmState.ALARM) {
            faults.get(alarm).makeWhile(() -> stateOf(alarm) != AlarmState.ALARM);
        }
        return operators.hears().stream()
                .anyMatch(message -> message.buttons().contains("📈 Graph")
                        && message.buttons().contains("👀 Acknowledge"));
    }

    @Test
    @Order(5)
    void aPersonWhoIsNoOperatorMovesNothing() {
        Person ada = tidings.telegram().orElseThrow().person("Ada");
        new Chat(ada).ask("/help");

        assertThat(ada.hears()).allSatisfy(message -> assertThat(message.text()).doesNotContain("🔴"));
    }

    private boolean heard(String text) {
        return operators.hears().stream().anyMatch(message -> message.text().contains(text));
    }

    /// Cards cut long lines.
    private static String start(String symptom) {
        return symptom.substring(0, Math.min(60, symptom.length()));
    }

    private String symptomOf(String id) {
        return status(id).description().lines().findFirst().orElseThrow();
    }

    private AlarmState stateOf(String id) {
        return status(id).state();
    }

    private CloudWatch.Status status(String id) {
        Optional<CloudWatch.Status> status = cloudWatch.statuses().stream()
                .filter(alarm -> alarm.id().equals(id))
                .findFirst();
        return status.orElseThrow(() -> new IllegalStateException("the template has no " + id));
    }

    /// Every process of the function stands still; what it should do waits, and comes when it goes on.
    private Fault stopped(String function) {
        return needed -> {
            Person ada = tidings.telegram().orElseThrow().person("Ada");
            for (long process : tidings.stack().environments(function)) {
                signal("STOP", process);
            }
            try {
                ada.says("/help");
                while (needed.getAsBoolean()) {
                    Thread.sleep(MINUTE.dividedBy(4));
                    for (long process : tidings.stack().environments(function)) {
                        signal("STOP", process);
                    }
                }
            } finally {
                for (long process : tidings.stack().environments(function)) {
                    signal("CONT", process);
                }
            }
        };
    }

    private Fault poisoned(String queue) {
        return needed -> {
            String url = tidings.stack().model().queue(queue).url();
            tidings.stack().queues().client().sendMessage(request -> {
                request.queueUrl(url).messageBody(POISON);
                if (url.endsWith(".fifo")) {
                    request.messageGroupId("poison").messageDeduplicationId("poison");
                }
            });
            waitWhile(needed);
        };
    }

    /// Invocations with an event that the function's own class cannot read.
    private Fault failing(String function) {
        return needed -> {
            while (needed.getAsBoolean()) {
                tidings.stack().invoke(function, POISON.getBytes(StandardCharsets.UTF_8));
                Thread.sleep(MINUTE.dividedBy(4));
            }
        };
    }

    private Fault deadSource() {
        return needed -> {
            String url = tidings.stack().model().queue("ScrapeQueue").url();
            for (int i = 0; needed.getAsBoolean(); i++) {
                String request = """
                        {"type": "scrape-requested/1", "listing": {"subreddit": "throttled_club", "period": "day"},
                         "run": "rehearsal%d", "waiting": []}""".formatted(i);
                tidings.stack()
                        .queues()
                        .client()
                        .sendMessage(r -> r.queueUrl(url).messageBody(request));
                Thread.sleep(MINUTE);
            }
        };
    }

    /// The schedule is on time, and then it stops. What else calls the scheduler here has to be over, too.
    private Fault calledNoMore() {
        return needed -> {
            while (needed.getAsBoolean() && stateOf("SchedulerSilentAlarm") != AlarmState.OK) {
                tidings.stack().schedules().fire("SchedulerFunctionMinute");
                Thread.sleep(MINUTE);
            }
            waitWhile(needed);
        };
    }

    /// People wrote all day, and now nobody does.
    private Fault silence() {
        return needed -> {
            for (int minutes = 20; minutes < 240; minutes++) {
                cloudWatch.put(
                        OWN,
                        "UpdateReceived",
                        Map.of("service", "webhook", "outcome", "queued"),
                        40,
                        Duration.ofMinutes(minutes));
            }
            waitWhile(needed);
        };
    }

    private Fault printed(String line) {
        return needed -> {
            while (needed.getAsBoolean()) {
                cloudWatch.listener().printed("BotFunction", line);
                Thread.sleep(MINUTE);
            }
        };
    }

    private Fault put(String namespace, String name, Map<String, String> dimensions, double value) {
        return needed -> {
            while (needed.getAsBoolean()) {
                cloudWatch.put(namespace, name, dimensions, value);
                Thread.sleep(MINUTE.dividedBy(4));
            }
        };
    }

    private Fault together(Fault one, Fault other) {
        return needed -> {
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                threads.submit(() -> {
                    other.makeWhile(needed);
                    return null;
                });
                one.makeWhile(needed);
            }
        };
    }

    private Map<String, String> function(String id) {
        return Map.of("FunctionName", tidings.stack().model().function(id).name());
    }

    private static void waitWhile(BooleanSupplier needed) throws InterruptedException {
        while (needed.getAsBoolean()) {
            Thread.sleep(MINUTE.dividedBy(4));
        }
    }

    private static void signal(String name, long process) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(process))
                .redirectErrorStream(true)
                .start()
                .waitFor();
    }
}
