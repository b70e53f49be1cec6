package tidings.endtoend;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tidings.localstack.cloudwatch.AlarmState;
import tidings.localstack.telegram.Person;

/// What makes each alarm ring, by family and by the logical id of the alarm. `RUNBOOK.md` says the same in words; what
/// only AWS publishes is put into the local CloudWatch.
public final class AlarmFaults {
    static final Map<String, Function<Drill, Fault>> DEAD_LETTERS = deadLetters();
    static final Map<String, Function<Drill, Fault>> DELAYS = delays();
    static final Map<String, Function<Drill, Fault>> FUNCTIONS = functions();
    static final Map<String, Function<Drill, Fault>> DEPENDENCIES = dependencies();

    private static final String OWN = "Tidings/tidings";
    private static final String POISON = "what is this?";
    private static final Duration QUARTER = Drill.MINUTE.dividedBy(4);

    private AlarmFaults() {}

    /// The alarms that have a fault.
    public static Set<String> alarms() {
        return Stream.of(DEAD_LETTERS, DELAYS, FUNCTIONS, DEPENDENCIES)
                .flatMap(family -> family.keySet().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Map<String, Function<Drill, Fault>> deadLetters() {
        Map<String, Function<Drill, Fault>> faults = new TreeMap<>();
        for (String queue : List.of("Updates", "Scrape", "Posts", "Outbox", "Alarms")) {
            faults.put(queue + "DeadLettersAlarm", drill -> poisoned(drill, queue + "Queue"));
        }
        return Map.copyOf(faults);
    }

    private static Map<String, Function<Drill, Fault>> delays() {
        return Map.of(
                "UpdatesAgeWarnAlarm", drill -> stopped(drill, "BotFunction"),
                "UpdatesAgePageAlarm", drill -> stopped(drill, "BotFunction"),
                "OutboxAgeAlarm", drill -> stopped(drill, "SenderFunction"),
                "NotServedAlarm", drill -> stopped(drill, "BotFunction").and(failing(drill, "WebhookFunction")),
                "DeployAlarm", AlarmFaults::deployed);
    }

    private static Map<String, Function<Drill, Fault>> functions() {
        Map<String, Function<Drill, Fault>> faults = new TreeMap<>();
        for (String role : List.of(
                "Webhook", "Bot", "Scheduler", "Scraper", "Categorizer", "Sender", "Alarms", "Api", "Insights")) {
            faults.put(role + "ErrorsAlarm", drill -> failing(drill, role + "Function"));
        }
        faults.put("ThrottlesAlarm", drill -> injected(drill, "Throttles", "WebhookFunction", 3));
        faults.put("DurationsAlarm", AlarmFaults::slow);
        faults.put("ComputeCostAlarm", drill -> injected(drill, "Duration", "SchedulerFunction", 10_000_000));
        faults.put("MetricsParsingAlarm", drill -> printed(drill, "{\"_aws\": {\"CloudWatchMetrics\": ["));
        faults.put("MetricsValidationAlarm", drill -> printed(drill, """
                {"_aws": {"Timestamp": 1, "CloudWatchMetrics": [{"Namespace": "Tidings/tidings",\
                 "Dimensions": [["service"]], "Metrics": [{"Name": "MessageSent"}]}]}, "MessageSent": 1}"""));
        return Map.copyOf(faults);
    }

    private static Map<String, Function<Drill, Fault>> dependencies() {
        Map<String, String> proxy = Map.of("ProxyName", "tidings-DatabaseProxy");
        Map<String, Function<Drill, Fault>> faults = new TreeMap<>();
        faults.put("SourceDeadAlarm", AlarmFaults::deadSource);
        faults.put("SchedulerSilentAlarm", AlarmFaults::silentSchedule);
        faults.put("TrafficAlarm", AlarmFaults::silentPeople);
        faults.put(
                "ProxyBorrowAlarm",
                drill -> injected(drill, "AWS/RDS", "DatabaseConnectionsBorrowLatency", proxy, 250_000));
        faults.put(
                "ProxyPinnedAlarm",
                drill -> injected(drill, "AWS/RDS", "DatabaseConnectionsCurrentlySessionPinned", proxy, 12));
        faults.put(
                "CacheThrottledAlarm",
                drill -> injected(drill, "AWS/ElastiCache", "ThrottledCmds", Map.of("clusterId", "tidings-Cache"), 7));
        faults.put(
                "CacheHitRateAlarm",
                drill -> injected(drill, OWN, "CacheLookup", Map.of("service", "bot", "outcome", "miss"), 15));
        faults.put(
                "BillAlarm",
                drill -> injected(drill, "AWS/Billing", "EstimatedCharges", Map.of("Currency", "USD"), 4_711));
        return Map.copyOf(faults);
    }

    /// The webhook takes almost as long as it may.
    static Fault slow(Drill drill) {
        return injected(drill, "Duration", "WebhookFunction", 9_500);
    }

    /// Every process of the function is stopped while a person writes; its work waits, and is done when it goes on.
    private static Fault stopped(Drill drill, String function) {
        Supplier<List<Long>> processes = () -> drill.tidings().stack().environments(function);
        return Fault.every(QUARTER, () -> Signals.send("STOP", processes.get()))
                .startingWith(() -> {
                    Person ada = drill.person("Ada");
                    Signals.send("STOP", processes.get());
                    ada.says("/help");
                })
                .endingWith(() -> Signals.send("CONT", processes.get()));
    }

    private static Fault poisoned(Drill drill, String queue) {
        return Fault.once(() -> {
            String url = drill.tidings().stack().model().queue(queue).url();
            drill.tidings().stack().queues().client().sendMessage(request -> {
                request.queueUrl(url).messageBody(POISON);
                if (url.endsWith(".fifo")) {
                    request.messageGroupId("poison").messageDeduplicationId("poison");
                }
            });
        });
    }

    /// Invocations with an event that the function's own class cannot read.
    private static Fault failing(Drill drill, String function) {
        return Fault.every(
                QUARTER, () -> drill.tidings().stack().invoke(function, POISON.getBytes(StandardCharsets.UTF_8)));
    }

    /// A deployment would suppress NotServed, so it does not begin before operators have been told of that.
    private static Fault deployed(Drill drill) {
        Fault rollout = injected(drill, "Invocations", "RolloutFunction", 1);
        return Fault.every(QUARTER, () -> {
            if (drill.wasShown(drill.symptom("NotServedAlarm"))) {
                rollout.again().run();
            }
        });
    }

    private static Fault deadSource(Drill drill) {
        String url = drill.tidings().stack().model().queue("ScrapeQueue").url();
        AtomicInteger runs = new AtomicInteger();
        return Fault.every(Drill.MINUTE, () -> {
            String request = """
                    {"type": "scrape-requested/1", "listing": {"subreddit": "throttled_club", "period": "day"},
                     "run": "drill%d", "waiting": []}""".formatted(runs.incrementAndGet());
            drill.tidings()
                    .stack()
                    .queues()
                    .client()
                    .sendMessage(message -> message.queueUrl(url).messageBody(request));
        });
    }

    /// The schedule is on time, and then it stops.
    private static Fault silentSchedule(Drill drill) {
        return Fault.once(() -> Fault.every(
                        Drill.MINUTE, () -> drill.tidings().stack().schedules().fire("SchedulerFunctionMinute"))
                .until("the schedule is on time", () -> drill.stateOf("SchedulerSilentAlarm") == AlarmState.OK));
    }

    /// People wrote all day, and now nobody does.
    private static Fault silentPeople(Drill drill) {
        Map<String, String> queued = Map.of("service", "webhook", "outcome", "queued");
        return Fault.once(() -> {
            for (int minutes = 20; minutes < 240; minutes++) {
                drill.cloudWatch().put(OWN, "UpdateReceived", queued, 40, Duration.ofMinutes(minutes));
            }
        });
    }

    private static Fault printed(Drill drill, String line) {
        return Fault.every(Drill.MINUTE, () -> drill.cloudWatch().listener().printed("BotFunction", line));
    }

    private static Fault injected(Drill drill, String metric, String function, double value) {
        Map<String, String> dimensions = Map.of(
                "FunctionName",
                drill.tidings().stack().model().function(function).name());
        return injected(drill, "AWS/Lambda", metric, dimensions, value);
    }

    private static Fault injected(
            Drill drill, String namespace, String metric, Map<String, String> dimensions, double value) {
        return Fault.every(QUARTER, () -> drill.cloudWatch().put(namespace, metric, dimensions, value));
    }
}
