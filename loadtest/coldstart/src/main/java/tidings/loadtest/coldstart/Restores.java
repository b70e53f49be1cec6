package tidings.loadtest.coldstart;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tidings.loadtest.budgets.Result;
import tidings.loadtest.budgets.Run;
import tidings.localstack.LocalOptions;
import tidings.localstack.Tidings;
import tidings.localstack.lambda.FunctionProcess;
import tidings.localstack.stack.StackSettings;
import tidings.localstack.stack.StartupListener;

/// Measures the functions that somebody waits for, from the restore to the first answer, beside themselves without
/// priming and, where they have it, without the sentence encoder. They reach the local stack's servers: Postgres,
/// Valkey, SQS, DynamoDB and the sandboxes.
final class Restores {
    /// Round in which servers warm up.
    private static final int UNCOUNTED = 0;

    private final Path project;
    private final Run run;
    private final PrintStream out;
    private final Samples samples;

    /// @param out is told what it does
    Restores(Path project, PrintStream out) {
        this.project = project;
        this.run = new Run("restores", project);
        this.out = out;
        this.samples = new Samples(project);
    }

    Result measured(int rounds) throws IOException, InterruptedException {
        Path work = project.resolve("loadtest/coldstart/target/stack");
        FunctionProcess processes = new FunctionProcess(work.resolve("code"));
        try (Tidings tidings = Tidings.start(
                project,
                LocalOptions.SANDBOXES,
                settings -> settings.work(work).firing(StackSettings.Firing.BY_HAND),
                StartupListener.SILENT)) {
            StackServers servers = new StackServers(tidings.stack(), Optional.empty());
            for (int round = UNCOUNTED; round <= rounds; round++) {
                out.println("restores, round " + round + " of " + rounds);
                for (String id : Samples.FUNCTIONS) {
                    measure(round, variants(servers.subject(id, processes), servers), servers, id);
                }
            }
        }
        return run.result(InstantSource.system().instant());
    }

    private static List<Subject> variants(JavaSubject primed, StackServers servers) {
        return Stream.concat(Stream.of(primed, primed.unprimed()), primed.withoutEncoder(servers).stream())
                .toList();
    }

    /// The variants count together or not at all, so that their rounds stay in step.
    private void measure(int round, List<Subject> variants, StackServers servers, String id)
            throws IOException, InterruptedException {
        Map<String, Trial.Seen> seen = new LinkedHashMap<>();
        try {
            for (Subject one : round % 2 == 0 ? variants : variants.reversed()) {
                byte[] sample = samples.next(id);
                seen.put(
                        one.name(),
                        Trial.run(one, Subject.Start.RESTORED, servers, sample, 0, List.of(), (_, _) -> {}));
            }
        } catch (IllegalStateException e) {
            String reason = e.getMessage().lines().findFirst().orElse("");
            out.println(reason);
            run.unbuilt(
                    variants.getFirst().name() + ", round " + round,
                    reason.substring(0, Math.min(reason.length(), 200)));
            return;
        }
        if (round != UNCOUNTED) {
            seen.forEach((name, one) -> {
                run.add(name + " wait", one.waitMillis());
                run.add(name + " cpu", one.waitCpuMillis());
                run.add(name + " peak", one.peakMegabytes());
            });
        }
    }
}
