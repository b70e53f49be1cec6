package tidings.loadtest;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tidings.loadtest.FaultScript.Fault;
import tidings.localstack.Tidings;
import tidings.localstack.reddit.Faults;
import tidings.localstack.service.Gate;
import tidings.localstack.stack.Gates;
import tidings.localstack.stack.Stack;
import tidings.localstack.telegram.BotFaults;
import tidings.localstack.template.StackModel;
import tidings.localstack.trigger.QueueFaults;

/// The faults of a stack on this machine that has gates, by the names that the simulator has for services.
final class LocalFaults {
    /// What a queue has that nobody can read.
    static final String POISON = "poison of a load test";

    private static final int ALL = 1_000_000;
    private static final Duration SLOW = Duration.ofMillis(150);
    private static final Duration JUMP = Duration.ofHours(1);
    private static final List<String> REDDIT = List.of("THROTTLED", "FORBIDDEN", "UNAVAILABLE", "TRUNCATED", "HTML");

    private final Tidings running;
    private final Stack stack;
    private int poisoned;
    private final Map<String, Fault> faults = new LinkedHashMap<>();

    LocalFaults(Tidings running) {
        this.running = running;
        this.stack = running.stack();
        for (StackModel.Function function : stack.model().functions()) {
            add("kill-" + function.id(), () -> kill(function.id()), () -> {});
            add("clock-" + function.id(), () -> clock(function.id(), JUMP), () -> clock(function.id(), Duration.ZERO));
        }
        for (Gates.Service service : Gates.Service.values()) {
            Gate gate = stack.gates().of(service);
            String name = lower(service);
            add(name, gate::shut, gate::open);
            add(name + "-hangs", gate::silence, gate::open);
            add(name + "-slow", () -> gate.slow(SLOW), gate::open);
        }
        String database = stack.model().database().orElseThrow().name();
        SmallDisk disk = new SmallDisk(stack.database().superuser("postgres"), database);
        add("postgres-full", disk::fill, disk::free);
        for (QueueFaults.Fault fault : QueueFaults.Fault.values()) {
            add(
                    "messages-" + lower(fault),
                    () -> stack.queueFaults().begin(fault),
                    () -> stack.queueFaults().end());
        }
        add("poison", this::poison, () -> {});
        for (String name : REDDIT) {
            tidings.localstack.reddit.Fault fault = tidings.localstack.reddit.Fault.valueOf(name);
            add("reddit-" + lower(fault), () -> reddit().plan(Faults.EVERYWHERE, fault, ALL), () -> reddit().clear());
        }
        for (BotFaults.Fault fault : BotFaults.Fault.values()) {
            add(
                    "telegram-" + lower(fault),
                    () -> telegram().plan(fault, ALL),
                    () -> telegram().clear());
        }
    }

    /// @throws IllegalArgumentException naming the one that is unknown
    List<Fault> of(List<String> script) {
        return script.stream().map(this::named).toList();
    }

    private Fault named(String name) {
        Fault fault = faults.get(name);
        if (fault == null) {
            throw new IllegalArgumentException("no fault %s; there are %s".formatted(name, faults.keySet()));
        }
        return fault;
    }

    private static String lower(Enum<?> name) {
        return name.name().toLowerCase(Locale.ROOT);
    }

    private Faults reddit() {
        return running.reddit().orElseThrow().faults();
    }

    private BotFaults telegram() {
        return running.telegram().orElseThrow().faults();
    }

    private void add(String name, FaultScript.Action begin, FaultScript.Action end) {
        faults.put(name, new Fault(name, begin, end));
    }

    private void kill(String function) {
        stack.environments(function).forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
    }

    /// Of the processes that a function has now.
    private void clock(String function, Duration ahead) throws IOException {
        for (long pid : stack.environments(function)) {
            ClockJump.of(pid, ahead);
        }
    }

    /// One message in each queue that wakes a function.
    private void poison() {
        stack.model().queueTriggers().forEach(trigger -> {
            StackModel.Queue queue = stack.model().queue(trigger.queue());
            stack.queues().client().sendMessage(request -> {
                request.queueUrl(queue.url()).messageBody(POISON);
                if (queue.name().endsWith(".fifo")) {
                    request.messageGroupId("poison").messageDeduplicationId("poison-" + System.nanoTime());
                }
            });
            poisoned++;
        });
    }

    /// How many of a hundred messages that nobody can read are dead letters.
    ///
    /// @param dead the bodies of all dead letters
    Map<String, Double> figures(List<String> dead) {
        double found = dead.stream().filter(POISON::equals).count();
        return poisoned == 0 ? Map.of() : Map.of("poison in dead letters %", 100 * found / poisoned);
    }
}
