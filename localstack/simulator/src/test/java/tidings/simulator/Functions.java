package tidings.simulator;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
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
import tidings.simulator.SimulatedTelegram.Sent;
import tidings.simulator.VirtualTime.Crash;
import tidings.webhook.DeployedWebhook;

/// The functions that are deployed, each invoked by what the template connects it to.
final class Functions {
    private static final long MINUTE = 60_000;

    /// One of so many runs encodes what posts mean: that takes as long as all the rest.
    private static final int ENCODING = 8;

    private final Setup setup;
    private final StackModel model;
    private final Services services;
    private final VirtualTime time;
    private final Random random;
    private final Map<String, SimulatedQueue> queues;
    private final FaultPlan plan;
    private final Account account;
    private final Timeline timeline;

    /// @param queues by their logical ids
    Functions(
            Setup setup,
            Services services,
            Random random,
            Map<String, SimulatedQueue> queues,
            FaultPlan plan,
            Account account,
            Timeline timeline) {
        this.setup = setup;
        this.model = setup.model();
        this.services = services;
        this.time = services.time();
        this.random = random;
        this.queues = queues;
        this.plan = plan;
        this.account = account;
        this.timeline = timeline;
    }

    /// Connects what queues wake.
    ///
    /// @param poison the bodies that make a function fail in a way that nobody expects
    void start(Predicate<String> poison) {
        trigger("BotFunction", poison, (env, wiring) -> DeployedBot.of(env, Services.MODEL, wiring));
        trigger("ScraperFunction", poison, DeployedScraper::of);
        trigger(
                "CategorizerFunction",
                poison,
                setup.seed() % ENCODING == 0 ? DeployedCategorizer::encoding : DeployedCategorizer::of);
        trigger("SenderFunction", poison, DeployedSender::of);
        trigger("AlarmsFunction", poison, DeployedAlarms::of);
    }

    /// Runs the scheduler every minute.
    ///
    /// @param end when the schedule ends, in milliseconds
    void schedule(long end) {
        everyMinute(scheduler(), end);
    }

    /// Takes an update in the running process; returns whether it was queued.
    Predicate<String> webhook() {
        StackModel.Function declared = model.function("WebhookFunction");
        SimulatedFunction<String, Boolean> function = new SimulatedFunction<>(
                "webhook",
                declared.timeout(),
                clock -> DeployedWebhook.of(
                        Declared.env(declared),
                        services.queues(),
                        CachedSecrets.of(services.secrets(), clock),
                        Services.GivenSecrets.TEXT,
                        clock)::test,
                time,
                random);
        return function::invoke;
    }

    private SimulatedFunction<Boolean, Boolean> scheduler() {
        StackModel.Function declared = model.function("SchedulerFunction");
        String name = "scheduler";
        return new SimulatedFunction<>(
                name,
                declared.timeout(),
                clock -> {
                    Runnable role = DeployedScheduler.of(Declared.env(declared), services.wiring(name, clock));
                    return _ -> {
                        role.run();
                        return true;
                    };
                },
                time,
                random);
    }

    private void everyMinute(SimulatedFunction<Boolean, Boolean> function, long end) {
        time.after(MINUTE, () -> {
            time.start(function.toString(), () -> {
                try {
                    function.invoke(true);
                } catch (Crash e) {
                    timeline.add(() -> "ends: " + e.getMessage());
                } catch (RuntimeException e) {
                    timeline.add(() -> "fails: " + e);
                }
            });
            if (time.now() < end) {
                everyMinute(function, end);
            }
        });
    }

    private void trigger(String id, Predicate<String> poison, BiFunction<Env, Wiring, Deployed<?>> deployed) {
        StackModel.Function declared = model.function(id);
        String name = id.replace("Function", "").toLowerCase(Locale.ROOT);
        Function<InstantSource, Function<SQSEvent, SQSBatchResponse>> start = clock -> {
            Wiring wiring = services.wiring(name, clock);
            return changed(id, deployed.apply(Declared.env(declared), wiring).failing(poison))
                    .environment(wiring, time, this::handled);
        };
        SimulatedFunction<SQSEvent, SQSBatchResponse> function =
                new SimulatedFunction<>(name, declared.timeout(), start, time, random);
        model.queueTriggers().stream()
                .filter(trigger -> trigger.function().equals(id))
                .forEach(trigger -> new SimulatedFunction.Trigger(
                        queues.get(trigger.queue()),
                        function,
                        trigger.batchSize(),
                        trigger.maximumConcurrency().orElse(1_000),
                        trigger.batchingWindow(),
                        plan,
                        account,
                        timeline));
    }

    @SuppressWarnings("unchecked") // a changed role takes the same messages
    private <M> Deployed<M> changed(String id, Deployed<M> deployed) {
        return deployed.with(role -> (Role<M>) setup.change().apply(id, role));
    }

    /// If a card was sent and a fault kept its message from being noted, it may come a second time.
    private void handled() {
        if (time.running().sent instanceof Sent sent) {
            Chats noted = new ChatsTable(services.tables(), table("ChatsTable"), time);
            if ((time.running().disturbed || time.running().isKilled()) && !sent.isNotedIn(noted)) {
                account.maySendAgain(sent.chat().value(), sent.what());
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
