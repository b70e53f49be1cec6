package tidings.loadtest.coldstart;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import tidings.loadtest.budgets.Result;
import tidings.loadtest.budgets.Run;
import tidings.localstack.LocalOptions;
import tidings.localstack.Tidings;
import tidings.localstack.lambda.FunctionProcess;
import tidings.localstack.stack.Stack;
import tidings.localstack.stack.StackSettings;
import tidings.localstack.stack.StartupListener;

/// Measures the functions that somebody waits for, from the restore to the first answer, beside themselves without
/// priming. They reach the local stack's servers: Postgres, Valkey, SQS, DynamoDB and the sandboxes.
final class Restores {
    /// Sample events, by the function's logical id.
    private static final SequencedMap<String, String> EVENTS = events();

    /// Round in which servers warm up.
    private static final int UNCOUNTED = 0;

    private final Path project;
    private final Run run;
    private final PrintStream out;
    private int number;

    /// @param out is told what it does
    Restores(Path project, PrintStream out) {
        this.project = project;
        this.run = new Run("restores", project);
        this.out = out;
    }

    private static SequencedMap<String, String> events() {
        SequencedMap<String, String> events = new LinkedHashMap<>();
        events.put("BotFunction", "bot/top-command.json");
        events.put("ScraperFunction", "scraper/top-of-the-day.json");
        events.put("CategorizerFunction", "categorizer/posts-found.json");
        events.put("SenderFunction", "sender/show-card.json");
        events.put("ApiFunction", "api/health.json");
        return events;
    }

    /// The servers of the running stack.
    private record Servers(Stack stack) implements Network {
        @Override
        public String name() {
            return "local";
        }

        @Override
        public Optional<Certificate> certificate() {
            return Optional.empty();
        }

        @Override
        public Map<String, URI> endpoints() {
            return Map.of(
                    "SQS", stack.queues().endpoint(),
                    "DYNAMODB", stack.tables().endpoint(),
                    "SECRETS_MANAGER", stack.secrets().endpoint());
        }

        @Override
        public List<String> jvmFlags() {
            return List.of();
        }

        @Override
        public int calls() {
            return 0;
        }

        /// Functions close their own before a checkpoint.
        @Override
        public void disconnect() {}

        @Override
        public void close() {}
    }

    Result measured(int rounds) throws IOException, InterruptedException {
        Path work = project.resolve("loadtest/coldstart/target/stack");
        FunctionProcess processes = new FunctionProcess(work.resolve("code"));
        try (Tidings tidings = Tidings.start(
                project,
                LocalOptions.SANDBOXES,
                settings -> settings.work(work).firing(StackSettings.Firing.BY_HAND),
                StartupListener.SILENT)) {
            Servers servers = new Servers(tidings.stack());
            for (int round = UNCOUNTED; round <= rounds; round++) {
                out.println("restores, round " + round + " of " + rounds);
                for (Map.Entry<String, String> function : EVENTS.entrySet()) {
                    JavaSubject primed = new JavaSubject(
                            function.getKey().replace("Function", "").toLowerCase(Locale.ROOT),
                            processes,
                            _ -> tidings.stack().model().function(function.getKey()));
                    pair(round, primed, servers, function.getValue());
                }
            }
        }
        return run.result(InstantSource.system().instant());
    }

    /// A pair counts only whole, so that the rounds of both stay in step.
    private void pair(int round, JavaSubject primed, Servers servers, String event)
            throws IOException, InterruptedException {
        List<Subject> both = List.of(primed, primed.unprimed());
        Map<String, Trial.Seen> seen = new LinkedHashMap<>();
        try {
            for (Subject one : round % 2 == 0 ? both : both.reversed()) {
                byte[] sample = anew(Files.readString(project.resolve("events").resolve(event)));
                seen.put(
                        one.name(),
                        Trial.run(one, Subject.Start.RESTORED, servers, sample, 0, List.of(), (_, _) -> {}));
            }
        } catch (IllegalStateException e) {
            String reason = e.getMessage().lines().findFirst().orElse("");
            out.println(reason);
            run.unbuilt(primed.name() + ", round " + round, reason.substring(0, Math.min(reason.length(), 200)));
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

    /// The sample of another update by another person, of now: what was done for one is not done again.
    private byte[] anew(String event) {
        Instant now = InstantSource.system().instant();
        number++;
        return event.replace("810001", Integer.toString(810_001 + number))
                .replace("4711", Integer.toString(4_711 + number))
                .replaceAll("\\b17\\d{11}\\b", Long.toString(now.toEpochMilli()))
                .replaceAll("\\b17\\d{8}\\b", Long.toString(now.getEpochSecond()))
                .replaceAll(
                        "2026-11-20T[\\d:]+Z",
                        now.truncatedTo(ChronoUnit.SECONDS).toString())
                .getBytes(StandardCharsets.UTF_8);
    }
}
