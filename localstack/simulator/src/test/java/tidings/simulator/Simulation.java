package tidings.simulator;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import tidings.localstack.cloudwatch.SimulatedCloudWatch;
import tidings.localstack.template.StackModel;
import tidings.simulator.SimulatedDynamoDb.Units;
import tidings.simulator.SimulatedTelegram.Shown;
import tidings.store.SimulatedStores;
import tidings.store.Stores;

/// One run of the whole pipeline: the template's queues and functions around the code that is deployed, on a time of
/// their own. Everything in it follows from the seed.
final class Simulation {
    static final long OPERATORS = -1_000;

    private static final long MINUTE = 60_000;

    /// After the last action: longer than any retry waits.
    private static final long REST = 75 * MINUTE;

    private final Random random;
    private final Setup setup;
    private final VirtualTime time = new VirtualTime();
    private final FaultPlan plan;
    private final Account account;
    private final Timeline timeline;
    private final Map<String, SimulatedQueue> queues = new LinkedHashMap<>();
    private final SimulatedDynamoDb tables;
    private final SimulatedTelegram telegram;
    private final SimulatedCloudWatch cloudWatch;
    private final People people;
    private final Readers readers;
    private final Stores stores;

    /// @param updates that people caused
    /// @param answered how many of them were
    /// @param chats what each shows in the end
    /// @param rung the alarms of the template that rang, if the script had them evaluated
    /// @param units of tables that each function read and wrote
    /// @param stores what is in the database in the end
    /// @param items what is in the tables in the end
    /// @param lines what happened, if that was to be kept
    record Report(
            long seed,
            List<Asked> updates,
            int answered,
            List<Broken> broken,
            Map<Long, TreeMap<Integer, Shown>> chats,
            Set<String> rung,
            Map<String, Units> units,
            Stores stores,
            List<String> items,
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
        StackModel model = setup.model();
        this.random = new Random(setup.seed());
        this.plan = setup.script().map(Script::faults).orElseGet(() -> FaultPlan.of(setup.seed(), random, setup.day()));
        this.stores = Stores.inMemory(time);
        this.readers = new Readers(time, random, stores, setup.day() + REST / 2);
        this.account = new Account(time, plan, readers);
        // Whoever has a chat erased is told that nothing comes any more.
        SimulatedStores.onForget(stores, chat -> account.blocks(chat.value()));
        this.timeline = Timeline.of(time, kept);
        Map<String, SimulatedQueue> byArn = new LinkedHashMap<>();
        model.queues()
                .forEach(queue -> byArn.put(queue.arn(), new SimulatedQueue(queue, time, random, plan.duplicate())));
        model.queues()
                .forEach(queue -> queue.redrive()
                        .ifPresent(redrive -> byArn.get(queue.arn()).connect(byArn.get(redrive.deadLetterArn()))));
        byArn.values().forEach(queue -> queues.put(queue.id, queue));
        this.tables = new SimulatedDynamoDb(model.tables(), time);
        this.cloudWatch = new SimulatedCloudWatch(model, time);
        this.telegram = new SimulatedTelegram(time, random, plan.odd(), account, timeline);
        Services services = new Services(
                time,
                new Calls(time, plan, random, account, timeline),
                new SimulatedSqs(List.copyOf(queues.values())),
                tables,
                telegram,
                cloudWatch,
                setup.script()
                        .flatMap(Script::reddit)
                        .orElseGet(() -> new SimulatedReddit(time, random, plan.odd(), timeline)),
                SimulatedStores.of(
                        readers.watched(stores.feeds()),
                        stores.posts(),
                        stores.communities(),
                        stores.follows(),
                        stores.chats(),
                        stores.deliveries(),
                        stores.briefs(),
                        stores.notices(),
                        readers.reminded().watched(stores.reminders()),
                        stores.threads(),
                        stores.lists(),
                        stores.saved(),
                        stores.outcomes(),
                        stores.lessons(),
                        stores.history(),
                        stores.points()),
                CachedFeeds.Entries.inMemory());
        Functions functions = new Functions(setup, services, random, queues, plan, account, timeline);
        this.people = new People(time, random, telegram, account, timeline, functions.webhook());
        functions.start(people::isPoison);
        if (setup.script().map(Script::isScheduled).orElse(true)) {
            functions.schedule(setup.day() + REST / 2);
        }
    }

    private Report run() {
        Script.Stage stage = new Script.Stage(time, people, readers, queues, cloudWatch, setup.day());
        setup.script().ifPresentOrElse(script -> script.plan(stage), this::live);
        new Incidents(time, random, account, queues.get("AlarmsQueue")).plan(setup.day());
        timeline.add(plan::toString);
        try {
            time.run(setup.day() + REST);
        } catch (IllegalStateException e) {
            throw new IllegalStateException("seed " + setup.seed() + " of " + setup.day() + " ms", e);
        }
        time.stop();
        new Aftermath(time, account, telegram, people, queues).check();
        List<Broken> broken = account.settle();
        return new Report(
                setup.seed(),
                account.asked(),
                account.answered(),
                broken,
                telegram.chats(),
                cloudWatch.rung(),
                tables.units(),
                stores,
                tables.items().values().stream()
                        .flatMap(List::stream)
                        .map(Object::toString)
                        .toList(),
                timeline.lines());
    }

    private void live() {
        Choices choices = new Choices(time, random, people);
        for (int i = 1; i <= setup.chats(); i++) {
            people.live(i % 4 == 0 ? -i : i, setup.pause(), setup.day());
            readers.live(i % 4 == 0 ? -i : i, setup.day());
            choices.live(i % 4 == 0 ? -i : i, setup.day());
        }
        people.live(OPERATORS, 4 * setup.pause(), setup.day());
    }
}
