package tidings.simulator;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import tidings.alarms.DeployedAlarms;
import tidings.aws.CachedSecrets;
import tidings.aws.Env;
import tidings.aws.Role;
import tidings.aws.Wiring;
import tidings.bot.DeployedBot;
import tidings.categorizer.DeployedCategorizer;
import tidings.chats.Chats;
import tidings.chats.ChatsTable;
import tidings.localstack.template.StackModel;
import tidings.scheduler.DeployedScheduler;
import tidings.scraper.DeployedScraper;
import tidings.sender.DeployedSender;
import tidings.simulator.SimulatedDynamoDb.Units;
import tidings.simulator.SimulatedTelegram.Sent;
import tidings.simulator.SimulatedTelegram.Shown;
import tidings.simulator.VirtualTime.Crash;
import tidings.store.Stores;
import tidings.webhook.DeployedWebhook;

/// One run of the whole pipeline: the template's queues and functions around the code that is deployed, on a time of
/// their own. Everything in it follows from the seed.
final class Simulation {
    static final long OPERATORS = -1_000;

    private static final long MINUTE = 60_000;

    /// After the last action: longer than any retry waits.
    private static final long REST = 75 * MINUTE;

    private static final DateTimeFormatter ALARM_TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'+0000'").withZone(ZoneOffset.UTC);

    private final Random random;
    private final Setup setup;
    private final StackModel model;
    private final VirtualTime time = new VirtualTime();
    private final FaultPlan plan;
    private final Account account;
    private final Timeline timeline;
    private final Map<String, SimulatedQueue> queues = new LinkedHashMap<>();
    private final SimulatedDynamoDb tables;
    private final SimulatedTelegram telegram;
    private final Services services;
    private final People people;

    /// @param chats what each shows in the end
    /// @param units of tables that each function read and wrote
    /// @param lines what happened, if that was to be kept
    record Report(
            long seed,
            int asked,
            int answered,
            List<Account.Broken> broken,
            Map<Long, TreeMap<Integer, Shown>> chats,
            Map<String, Units> units,
            List<String> lines) {
        @Override
        public String toString() {
            return "seed " + seed + ": " + broken;
        }
    }

    /// @param kept whether the timeline is kept
    static Report run(Setup setup, boolean kept) {
        return new Simulation(setup, kept).run();
    }

    private Simulation(Setup setup, boolean kept) {
        this.setup = setup;
        this.model = setup.model();
        this.random = new Random(setup.seed());
        this.plan = setup.input().isPresent() ? FaultPlan.NONE : FaultPlan.of(setup.seed(), random, setup.day());
        this.account = new Account(time, plan);
        this.timeline = Timeline.of(time, kept);
        model.queues()
                .forEach(queue -> queues.put(queue.arn(), new SimulatedQueue(queue, time, random, plan.duplicate())));
        model.queues()
                .forEach(queue -> queue.redrive()
                        .ifPresent(redrive -> queues.get(queue.arn()).connect(queues.get(redrive.deadLetterArn()))));
        this.tables = new SimulatedDynamoDb(model.tables(), time);
        this.telegram = new SimulatedTelegram(time, random, plan.odd(), account, timeline);
        this.services = new Services(
                time,
                new Calls(time, plan, random, account, timeline),
                new SimulatedSqs(List.copyOf(queues.values())),
                tables,
                telegram,
                setup.input()
                        .flatMap(Input::reddit)
                        .orElseGet(() -> new SimulatedReddit(time, random, plan.odd(), timeline)),
                Stores.inMemory(time),
                CachedFeeds.Entries.inMemory());
        this.people = new People(time, random, telegram, account, timeline, webhook());
        trigger("BotFunction", (env, wiring) -> DeployedBot.of(env, Services.MODEL, wiring));
        trigger("ScraperFunction", DeployedScraper::of);
        trigger("CategorizerFunction", DeployedCategorizer::of);
        trigger("SenderFunction", DeployedSender::of);
        trigger("AlarmsFunction", DeployedAlarms::of);
        if (setup.input().map(Input::isScheduled).orElse(true)) {
            everyMinute(scheduler());
        }
    }

    private Report run() {
        setup.input().ifPresentOrElse(input -> input.feed(people, time, setup.day()), this::live);
        for (long at = 10 * MINUTE; at < setup.day(); at += 20 * MINUTE + random.nextLong(40 * MINUTE)) {
            time.at(at, this::ring);
        }
        timeline.add(plan::toString);
        try {
            time.run(setup.day() + REST);
        } catch (IllegalStateException e) {
            throw new IllegalStateException("seed " + setup.seed() + " of " + setup.day() + " ms", e);
        }
        time.stop();
        rest();
        List<Account.Broken> broken = account.settle();
        return new Report(
                setup.seed(),
                account.asked(),
                account.answered(),
                broken,
                telegram.chats(),
                tables.units(),
                timeline.lines());
    }

    private void live() {
        for (int i = 1; i <= setup.chats(); i++) {
            people.live(i % 4 == 0 ? -i : i, setup.pause(), setup.day());
        }
        people.live(OPERATORS, 4 * setup.pause(), setup.day());
    }

    /// What is left when all has come to rest.
    private void rest() {
        telegram.chats()
                .forEach((chat, messages) -> messages.forEach((id, message) -> {
                    if (message.isInterim()
                            && !account.isEverBlocked(chat)
                            && !isShownAgain(message, messages.tailMap(id, false))) {
                        account.breach(Breach.UNFINISHED, time.now(), "message " + id + " in " + chat);
                    }
                }));
        queues.values()
                .forEach(queue -> queue.messages().forEach(message -> {
                    if (!queue.id.endsWith("DeadLetterQueue")) {
                        account.breach(Breach.LOST, message.sentAt, "still on " + queue.id + ": " + message.body);
                    } else if (!people.isPoison(message.body)) {
                        account.breach(Breach.DEAD_LETTER, message.sentAt, queue.id + ": " + message.body);
                    }
                }));
        List<SimulatedQueue.Stored> deadLetters =
                queues.get(model.queue("UpdatesDeadLetterQueue").arn()).messages();
        people.poison().stream()
                .filter(poison -> deadLetters.stream().noneMatch(message -> message.body.contains(poison)))
                .forEach(poison -> account.breach(Breach.LOST, time.now(), "no dead letter " + poison));
        queues.values().stream()
                .filter(queue -> queue.expired() > 0)
                .forEach(queue -> account.breach(Breach.LOST, time.now(), "expired on " + queue.id));
    }

    /// Whether a fault had a card sent a second time, so that nobody knows of its first message.
    private static boolean isShownAgain(Shown message, Map<Integer, Shown> later) {
        return later.values().stream().anyMatch(other -> other.card().equals(message.card()));
    }

    /// One alarm or several; each is over after a while.
    private void ring() {
        int several = random.nextInt(3) == 0 ? 5 : 1;
        for (int i = 0; i < several; i++) {
            String number = "%d-%d".formatted(time.now(), i);
            time.after(random.nextInt(5_000), () -> {
                account.ring("Symptom " + number);
                alarm(number, "ALARM");
            });
            time.after(5 * MINUTE + random.nextLong(5 * MINUTE), () -> alarm(number, "OK"));
        }
    }

    private void alarm(String number, String state) {
        String body = """
                {"AlarmName": "tidings-Drill%sAlarm", "AlarmDescription": "Symptom %s.\\nFirst: look.\\nRunbook: x",
                 "NewStateValue": "%s", "NewStateReason": "Threshold crossed", "StateChangeTime": "%s",
                 "Trigger": {"MetricName": "Errors", "Namespace": "AWS/Lambda", "Statistic": "SUM", "Dimensions": [],
                             "Period": 60, "Threshold": 0.0}}""".formatted(number, number, state, ALARM_TIME.format(time.instant()));
        queues.get(model.queue("AlarmsQueue").arn()).send(body, null, null, Map.of());
    }

    private Predicate<String> webhook() {
        StackModel.Function declared = model.function("WebhookFunction");
        SimulatedFunction<String, Boolean> function = new SimulatedFunction<>(
                "webhook",
                declared.timeout(),
                clock -> DeployedWebhook.of(
                        Declared.env(declared),
                        services.queues(),
                        CachedSecrets.of(services.secrets(), clock),
                        Services.GivenSecrets.TEXT)::test,
                time,
                random);
        return function::invoke;
    }

    private SimulatedFunction<Boolean, Boolean> scheduler() {
        StackModel.Function declared = model.function("SchedulerFunction");
        return new SimulatedFunction<>(
                "scheduler",
                declared.timeout(),
                clock -> {
                    Runnable role = DeployedScheduler.of(Declared.env(declared), services.wiring(clock));
                    return _ -> {
                        role.run();
                        return true;
                    };
                },
                time,
                random);
    }

    private void everyMinute(SimulatedFunction<Boolean, Boolean> function) {
        time.after(MINUTE, () -> {
            time.start(function.toString(), () -> {
                try {
                    function.invoke(true);
                } catch (Crash | RuntimeException e) {
                    timeline.add(() -> "fails: " + e);
                }
            });
            if (time.now() < setup.day() + REST / 2) {
                everyMinute(function);
            }
        });
    }

    private void trigger(String id, BiFunction<Env, Wiring, Deployed<?>> deployed) {
        StackModel.Function declared = model.function(id);
        StackModel.QueueTrigger trigger = model.queueTriggers().stream()
                .filter(one -> one.function().equals(id))
                .findFirst()
                .orElseThrow();
        String name = id.replace("Function", "").toLowerCase(Locale.ROOT);
        Function<InstantSource, Function<SQSEvent, SQSBatchResponse>> start = clock -> {
            Wiring wiring = services.wiring(clock);
            return changed(id, deployed.apply(Declared.env(declared), wiring).failing(people::isPoison))
                    .environment(wiring, time, this::handled);
        };
        new SimulatedFunction.Trigger(
                queues.get(model.queue(trigger.queue()).arn()),
                new SimulatedFunction<>(name, declared.timeout(), start, time, random),
                trigger.batchSize(),
                trigger.maximumConcurrency().orElse(1_000),
                trigger.batchingWindow(),
                plan,
                account,
                timeline);
    }

    @SuppressWarnings("unchecked") // a changed role takes the same messages
    private <M> Deployed<M> changed(String id, Deployed<M> deployed) {
        return deployed.with(role -> (Role<M>) setup.change().apply(id, role));
    }

    /// If a card was sent and a fault kept its message from being noted, it may come a second time.
    private void handled() {
        if (time.running().sent instanceof Sent sent) {
            Chats noted = new ChatsTable(tables, table("ChatsTable"), time);
            if (time.running().disturbed && !sent.isNotedIn(noted)) {
                account.maySendAgain(sent.card().value());
            }
            time.running().sent = null;
        }
    }

    private String table(String id) {
        return model.tables().stream()
                .filter(table -> table.id().equals(id))
                .findFirst()
                .orElseThrow()
                .name();
    }
}
