package tidings.loadtest.coldstart;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tidings.loadtest.budgets.Result;
import tidings.loadtest.budgets.Run;
import tidings.localstack.lambda.FunctionProcess;

/// Measures the packaged webhook beside the [Peers] and beside itself without priming.
///
/// Each round runs every case once, and the next round begins with another one, so that a busy minute of the
/// machine meets all of them alike.
final class ColdStarts {
    private static final String WEBHOOK = "webhook";

    /// One line of a table: a life of a function that starts in one way on one network.
    private record Case(Subject subject, Subject.Start start, Network network, int warm) {
        String name() {
            String how = warm > 0 ? "warm" : start.name().toLowerCase(Locale.ROOT);
            return subject.name() + " " + how + " " + network.name();
        }
    }

    private final Path project;
    private final PrintStream out;
    private final Run run;
    private final byte[] event;
    private final FunctionProcess processes;

    /// @param out is told what it does
    ColdStarts(Path project, PrintStream out) throws IOException {
        this.project = project;
        this.out = out;
        this.run = new Run("coldstart", project);
        this.event = Files.readAllBytes(project.resolve("events/webhook/top-command.json"));
        this.processes = new FunctionProcess(project.resolve("loadtest/coldstart/target/work"));
    }

    /// @param warm calls of the warm cases; with 0 there are none
    /// @param peers by their names
    Result measured(int rounds, int warm, List<String> peers)
            throws IOException, InterruptedException, GeneralSecurityException {
        Certificate certificate = Certificate.make(project.resolve("loadtest/coldstart/target/tls"));
        List<Subject> subjects = new ArrayList<>();
        JavaSubject webhook = JavaSubject.shipped(WEBHOOK, project, "WebhookFunction", processes);
        subjects.add(webhook);
        subjects.addAll(built(peers));
        try (Stubs plain = Stubs.plain();
                Stubs tls = Stubs.of(Optional.of(certificate))) {
            weigh(subjects, plain);
            List<Case> cases = cases(subjects, plain, tls, warm);
            for (Network network : List.of(plain, tls)) {
                cases.add(new Case(webhook.unprimed(), Subject.Start.RESTORED, network, 0));
            }
            for (int round = 0; round < rounds; round++) {
                out.println("round " + (round + 1) + " of " + rounds);
                for (int i = 0; i < cases.size(); i++) {
                    measure(cases.get((i + round) % cases.size()));
                }
            }
        }
        return run.result(InstantSource.system().instant());
    }

    private List<Subject> built(List<String> peers) throws InterruptedException {
        Peers sources = new Peers(project.resolve("loadtest/coldstart/peers"), project, processes);
        List<Subject> built = new ArrayList<>();
        for (String name : peers) {
            try {
                built.add(sources.build(name));
            } catch (IOException e) {
                run.unbuilt(name, e);
                out.println(name + " does not build: " + e.getMessage());
            }
        }
        return built;
    }

    private void weigh(List<Subject> subjects, Network network) throws IOException, InterruptedException {
        for (Subject subject : List.copyOf(subjects)) {
            try {
                Weight weight = Weight.of(subject, network, event);
                weight.measures(subject.name()).forEach(run::add);
            } catch (IllegalStateException e) {
                if (subject.name().equals(WEBHOOK)) {
                    throw e;
                }
                subjects.remove(subject);
                run.unbuilt(subject.name(), e);
                out.println(e.getMessage());
            }
        }
    }

    private static List<Case> cases(List<Subject> subjects, Network plain, Network tls, int warm) {
        List<Case> cases = new ArrayList<>();
        for (Subject subject : subjects) {
            for (Network network : List.of(plain, tls)) {
                cases.add(new Case(subject, Subject.Start.COLD, network, 0));
                if (subject.java()) {
                    cases.add(new Case(subject, Subject.Start.RESTORED, network, 0));
                }
            }
            if (warm > 0) {
                Subject.Start start = subject.java() ? Subject.Start.RESTORED : Subject.Start.COLD;
                cases.add(new Case(subject, start, plain, warm));
            }
        }
        return cases;
    }

    private void measure(Case one) throws IOException, InterruptedException {
        Trial.Seen seen =
                Trial.run(one.subject(), one.start(), one.network(), event, one.warm(), List.of(), (_, _) -> {});
        if (one.warm() > 0) {
            run.add(one.name() + " call", seen.warmMicros());
            run.add(one.name() + " cpu", seen.warmCpuMicros());
        } else {
            run.add(one.name() + " wait", seen.waitMillis());
            run.add(one.name() + " cpu", seen.waitCpuMillis());
        }
        run.add(one.name() + " peak", seen.peakMegabytes());
    }
}
