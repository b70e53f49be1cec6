package tidings.loadtest.coldstart;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import tidings.loadtest.budgets.Result;
import tidings.loadtest.budgets.Run;
import tidings.localstack.cost.Costs;

/// What memory, and the processor that comes with it, gives the functions that somebody waits for: the first answer
/// after a restore, a call after many, and the price of a million of them. Each round measures each function with
/// each size, the sizes one after the other. What is sent to queues goes to a stub; all else is the local stack's.
final class Sizes {
    private static final List<Integer> MEGABYTES = List.of(512, 1_024, 1_769);
    private static final int CALLS = 400;

    private final Path project;
    private final Run run;
    private final Costs costs;
    private final PrintStream out;

    /// @param out is told what it does
    Sizes(Path project, PrintStream out) {
        this.project = project;
        this.run = new Run("sizes", project);
        this.costs = new Costs(project);
        this.out = out;
    }

    Result measured(int rounds) throws IOException, InterruptedException {
        byte[] update = Files.readAllBytes(project.resolve("events/webhook/top-command.json"));
        Samples samples = new Samples(project);
        List<Quota> quotas = new ArrayList<>();
        try (Network stubs = Stubs.plain();
                LocalFunctions functions = LocalFunctions.start(project)) {
            for (int megabytes : MEGABYTES) {
                quotas.add(Quota.of(megabytes));
            }
            for (int round = 1; round <= rounds; round++) {
                out.println("sizes, round " + round + " of " + rounds);
                List<Quota> order = round % 2 == 0 ? quotas.reversed() : quotas;
                JavaSubject webhook = JavaSubject.shipped("webhook", project, "WebhookFunction", functions.processes());
                measure(webhook, order, stubs, _ -> update);
                for (String id : Samples.FUNCTIONS) {
                    StackServers servers =
                            functions.servers(id, stubs.endpoints().get("SQS"));
                    measure(servers.subject(id, functions.processes()), order, servers, _ -> samples.next(id));
                }
            }
        } finally {
            for (Quota quota : quotas) {
                quota.close();
            }
        }
        return run.result(InstantSource.system().instant());
    }

    /// The sizes count together or not at all, so that their rounds stay in step.
    private void measure(JavaSubject function, List<Quota> quotas, Network network, IntFunction<byte[]> events)
            throws IOException, InterruptedException {
        Map<Integer, Trial.Seen> seen = new LinkedHashMap<>();
        try {
            for (Quota quota : quotas) {
                out.println(function.name() + ", " + quota.megabytes() + " MB");
                seen.put(
                        quota.megabytes(),
                        Trial.run(
                                new Limited(function.with(quota.megabytes()), quota),
                                Subject.Start.RESTORED,
                                network,
                                events,
                                true,
                                CALLS,
                                List.of(),
                                (_, _) -> {}));
            }
        } catch (IllegalStateException e) {
            out.println(run.unbuilt(function.name(), e));
            return;
        }
        for (int megabytes : MEGABYTES) {
            Trial.Seen one = seen.get(megabytes);
            String name = function.name() + " " + megabytes;
            run.add(name + " wait", one.waitMillis());
            run.add(name + " cpu", one.waitCpuMillis());
            run.add(name + " call", one.warmMicros());
            run.add(name + " call cpu", one.warmCpuMicros());
            run.add(name + " dollars", costs.ofMillionCalls(one.warmMicros() / 1_000, megabytes));
            run.add(name + " peak", one.peakMegabytes());
        }
    }

    /// A function that gets no more of the processor than the quota says.
    private record Limited(Subject function, Quota quota) implements Subject {
        @Override
        public String name() {
            return function.name();
        }

        @Override
        public boolean java() {
            return function.java();
        }

        @Override
        public long bytes() throws IOException {
            return function.bytes();
        }

        @Override
        public ProcessBuilder process(Start start, Network network, String runtimeApi, List<String> jvmFlags) {
            ProcessBuilder process = function.process(start, network, runtimeApi, jvmFlags);
            process.command().addAll(0, quota.prefix());
            return process;
        }
    }
}
