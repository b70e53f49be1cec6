package tidings.loadtest.coldstart;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tidings.loadtest.budgets.Result;
import tidings.loadtest.budgets.Run;

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
        try (LocalFunctions functions = LocalFunctions.start(project)) {
            StackServers servers = functions.servers();
            for (int round = UNCOUNTED; round <= rounds; round++) {
                out.println("restores, round " + round + " of " + rounds);
                for (String id : Samples.FUNCTIONS) {
                    JavaSubject primed = servers.subject(id, functions.processes());
                    measure(round, variants(primed, servers), servers, id);
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
            out.println(run.unbuilt(variants.getFirst().name() + ", round " + round, e));
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
