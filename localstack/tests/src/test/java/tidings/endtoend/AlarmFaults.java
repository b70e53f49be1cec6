package tidings.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
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
import tidings.localstack.template.StackModel;
import tidings.testing.Project;

/// What makes each alarm ring, by family and by the logical id of the alarm. `RUNBOOK.md` says the same in words;
/// what only AWS publishes is put into the local CloudWatch.
public final class AlarmFaults {
    static final Map<String, Function<Drill, Fault>> DEAD_LETTERS = deadLetters();
    static final Map<String, Function<Drill, Fault>> DELAYS = delays();
    static final Map<String, Function<Drill, Fault>> FUNCTIONS = functions();
    static final Map<String, Function<Drill, Fault>> DEPENDENCIES = dependencies();

    /// The queues that have dead letters of their own.
    static final List<String> MEASURED = List.of(
            "UpdatesQueue",
            "ScrapeQueue",
            "RefreshQueue",
            "PostsQueue",
            "NewPostsQueue",
            "OutboxQueue",
            "DeliveriesQueue",
            "AlarmsQueue");

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
        return Map.of(
                "DeadLettersAlarm",
                drill -> tried(drill).startingWith(() -> {
                    for (String queue : MEASURED) {
                        drill.send(queue, POISON);
                    }
                }));
    }

    private static Map<String, Function<Drill, Fault>> delays() {
        return Map.of(
                "UpdatesAgeWarnAlarm",
                drill -> stopped(drill, "BotFunction"),
                "OutboxAgeAlarm",
                drill -> stopped(drill, "SenderFunction"),
                "QueueAgeAlarm",
                drill -> tried(drill)
                        .and(stopped(drill, "ScraperFunction", "ScrapeQueue", request("java", 1)))
                        .and(stopped(drill, "ScraperFunction", "RefreshQueue", request("java", 2)))
                        .and(stopped(drill, "CategorizerFunction", "PostsQueue", sample("posts-found.1")))
                        .and(stopped(drill, "CategorizerFunction", "NewPostsQueue", sample("new-posts-found.1")))
                        .and(stopped(drill, "SenderFunction", "DeliveriesQueue", sample("show-card.1")))
                        .and(stopped(drill, "AlarmsFunction", "AlarmsQueue", sample("alarm-pressed.1"))),
                "NotServedAlarm",
                drill -> stopped(drill, "BotFunction").and(failing(drill, "WebhookFunction")),
                "DeployAlarm",
                AlarmFaults::deployed,
                "DeliveriesLeftAlarm",
                drill -> injected(
                        drill, OWN, "DeliverySeconds", Map.of("service", "scheduler", "outcome", "waiting"), 900),
                "OldestPostAlarm",
                drill -> injected(drill, OWN, "OldestPost", Map.of("service", "scheduler", "outcome", "hours"), 60));
    }

    private static Map<String, Function<Drill, Fault>> functions() {
        Map<String, Function<Drill, Fault>> faults = new TreeMap<>();
        for (String role : List.of("Webhook", "Scheduler", "Api", "Insights")) {
            faults.put(role + "ErrorsAlarm", drill -> failing(drill, role + "Function"));
        }
        for (String role : List.of("Bot", "Scraper", "Categorizer", "Sender", "Alarms")) {
            faults.put(role + "ErrorsAlarm", drill -> failingWithin(drill, role + "Function"));
        }
        faults.put("ThrottlesAlarm", AlarmFaults::throttled);
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
        Map<String, String> database = Map.of("DBInstanceIdentifier", "tidings-Database");
        faults.put("DatabaseBusyAlarm", drill -> injected(drill, "AWS/RDS", "CPUUtilization", database, 93));
        faults.put("DatabaseFullAlarm", drill -> injected(drill, "AWS/RDS", "FreeStorageSpace", database, 4e8));
        faults.put(
                "CacheThrottledAlarm",
                drill -> injected(drill, "AWS/ElastiCache", "ThrottledCmds", Map.of("clusterId", "tidings-Cache"), 7));
        faults.put(
                "CacheHitRateAlarm",
                drill -> injected(drill, OWN, "CacheLookup", Map.of("service", "bot", "outcome", "miss"), 15));
        faults.put("ServiceFastAlarm", AlarmFaults::unanswered);
        faults.put("ServiceSlowAlarm", AlarmFaults::unanswered);
        faults.put("AvailabilityAlarm", drill -> tried(drill).and(stopped(drill, "ApiFunction", () -> {})));
        faults.put("SlowAnswersAlarm", drill -> answered(drill, "before", 300).and(answered(drill, "answered", 3_000)));
        faults.put("WebhookSecretAlarm", AlarmFaults::refused);
        return Map.copyOf(faults);
    }

    /// More invocations than the account may run at once.
    static Fault throttled(Drill drill) {
        return injected(drill, "AWS/Lambda", "Throttles", Map.of(), 3);
    }

    /// Every process of the function is stopped while a person writes; its work waits, and is done when it goes on.
    private static Fault stopped(Drill drill, String function) {
        Person ada = drill.person("Ada");
        return stopped(drill, function, () -> ada.says("/help"));
    }

    private static Fault stopped(Drill drill, String function, String queue, String message) {
        return stopped(drill, function, () -> drill.send(queue, message));
    }

    private static Fault stopped(Drill drill, String function, Fault.Action work) {
        Supplier<List<Long>> processes = () -> drill.tidings().stack().environments(function);
        return Fault.every(QUARTER, () -> Signals.send("STOP", processes.get()))
                .startingWith(() -> {
                    Signals.send("STOP", processes.get());
                    work.run();
                })
                .endingWith(() -> Signals.send("CONT", processes.get()));
    }

    /// Batches whose messages cannot be read: each invocation succeeds.
    private static Fault failingWithin(Drill drill, String function) {
        StackModel model = drill.tidings().stack().model();
        String queue = model.queueTriggers().stream()
                .filter(trigger -> trigger.function().equals(function))
                .map(trigger -> model.queue(trigger.queue()).arn())
                .findFirst()
                .orElseThrow();
        String event = """
                {"Records": [{"messageId": "%s", "receiptHandle": "none", "body": "%s",
                  "attributes": {"ApproximateReceiveCount": "1"}, "messageAttributes": {},
                  "eventSource": "aws:sqs", "eventSourceARN": "%s"}]}""".formatted(POISON.replaceAll("\\W", ""), POISON, queue);
        return Fault.every(
                QUARTER, () -> drill.tidings().stack().invoke(function, event.getBytes(StandardCharsets.UTF_8)));
    }

    private static String sample(String message) {
        try {
            return Files.readString(Project.root().resolve("events/contracts/" + message + ".json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A refresh of a feed, which nobody waits for.
    private static String request(String subreddit, int run) {
        return """
                {"type": "scrape-requested/1", "listing": {"subreddit": "%s", "period": "day"},
                 "run": "drill%d", "waiting": []}""".formatted(subreddit, run);
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

    /// Reddit refuses whatever is refreshed, and gives nothing.
    private static Fault deadSource(Drill drill) {
        List<String> refused = List.of("private_club", "banned_club", "quarantined_club", "missing_club");
        AtomicInteger runs = new AtomicInteger();
        return Fault.every(Drill.MINUTE.dividedBy(2), () -> {
            int run = runs.incrementAndGet();
            drill.send("RefreshQueue", request(refused.get(run % refused.size()), run));
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

    /// Many people wrote within the last hours, and few were answered.
    private static Fault unanswered(Drill drill) {
        Map<String, String> queued = Map.of("service", "webhook", "outcome", "queued");
        return tried(drill).startingWith(() -> {
            for (int minutes = 1; minutes < 240; minutes++) {
                drill.cloudWatch().put(OWN, "UpdateReceived", queued, 40, Duration.ofMinutes(minutes));
            }
        });
    }

    /// The schedule of the function that tries webhook and API, and computes the service level.
    private static Fault tried(Drill drill) {
        return Fault.every(
                Drill.MINUTE, () -> drill.tidings().stack().schedules().fire("InsightsFunctionFiveMinutes"));
    }

    /// The webhook publishes its first refusal and then once a minute, which is an hour of CloudWatch here, so
    /// the next ones are put.
    private static Fault refused(Drill drill) {
        Map<String, String> refusals = Map.of("service", "webhook", "outcome", "unauthorized");
        return Fault.every(QUARTER, () -> {
            drill.postWithAnotherSecret("{}");
            if (drill.cloudWatch().latest(OWN, "UpdateReceived", refusals).isPresent()) {
                drill.cloudWatch().put(OWN, "UpdateReceived", refusals, 1);
            }
        });
    }

    private static Fault answered(Drill drill, String outcome, double millis) {
        return injected(drill, OWN, "AnswerTime", Map.of("service", "sender", "outcome", outcome), millis);
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
