package tidings.loadtest.coldstart;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.function.IntFunction;
import tidings.loadtest.budgets.Result;
import tidings.loadtest.budgets.Run;

/// Whether a process grows that serves for long: the most memory that was resident after many invocations,
/// against that after a tenth of them. What is sent to queues goes to a stub; all else is the local stack's.
final class Memory {
    private static final int PART = 10;

    private final Path project;
    private final Run run;
    private final PrintStream out;

    /// @param out is told what it does
    Memory(Path project, PrintStream out) {
        this.project = project;
        this.run = new Run("memory", project);
        this.out = out;
    }

    /// @param calls of each function
    Result measured(int calls) throws IOException, InterruptedException {
        byte[] update = Files.readAllBytes(project.resolve("events/webhook/top-command.json"));
        Samples samples = new Samples(project);
        try (Network stubs = Stubs.plain();
                LocalFunctions functions = LocalFunctions.start(project)) {
            JavaSubject webhook = JavaSubject.shipped("webhook", project, "WebhookFunction", functions.processes());
            measure(webhook, stubs, _ -> update, calls);
            for (String id : Samples.FUNCTIONS) {
                StackServers servers = functions.servers(id, stubs.endpoints().get("SQS"));
                measure(servers.subject(id, functions.processes()), servers, _ -> samples.next(id), calls);
            }
        }
        return run.result(InstantSource.system().instant());
    }

    private void measure(Subject subject, Network network, IntFunction<byte[]> events, int calls)
            throws IOException, InterruptedException {
        out.println(subject.name() + ", " + calls + " calls");
        double[] peaks = new double[2];
        try {
            Trial.run(
                    subject,
                    Subject.Start.RESTORED,
                    network,
                    events,
                    true,
                    calls - 1,
                    List.of(),
                    (answered, process) -> {
                        if (answered == calls / PART) {
                            peaks[0] = Trial.peakMegabytes(process);
                        } else if (answered == calls) {
                            peaks[1] = Trial.peakMegabytes(process);
                        }
                    });
            run.add(subject.name() + " peak early", peaks[0]);
            run.add(subject.name() + " peak late", peaks[1]);
        } catch (IllegalStateException e) {
            out.println(run.unbuilt(subject.name(), e));
        }
    }
}
