package tidings.loadtest;

import io.gatling.app.Gatling$;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import tidings.aws.LoggedId;
import tidings.loadtest.Answers.Answer;
import tidings.localstack.LocalOptions;
import tidings.localstack.Tidings;
import tidings.localstack.stack.CloseableStack;
import tidings.localstack.stack.StackSettings;

/// Puts a stack under load and tells what came of it: the command behind `./mvnw -Pload`. Without addresses it
/// starts a stack on this machine from the packaged zips.
public final class Main {
    /// So long an invocation waits before another process starts for it.
    private static final Duration GROWTH = Duration.ofMillis(100);

    private static final Duration REST = Duration.ofMinutes(3);
    private static final Duration REDELIVERY = Duration.ofSeconds(12);
    private static final Duration LOOK = Duration.ofMillis(250);
    private static final int SEED = 20_261_130;
    private static final int USAGE = 2;

    private final Path root;
    private final Properties given;
    private final PrintStream out;
    private final InstantSource clock = InstantSource.system();
    private Plan plan;
    private Optional<LocalFaults> local = Optional.empty();

    private Main(Path root, Properties given, PrintStream out) {
        this.root = root;
        this.given = given;
        this.plan = Plan.of(given);
        this.out = out;
    }

    /// Ends with 1 if a criterion does not hold, with 2 if something else is wrong.
    ///
    /// @param arguments the folder of `template.yaml`
    public static void main(String[] arguments) throws IOException, InterruptedException {
        try {
            boolean good = new Main(Path.of(arguments[0]), System.getProperties(), System.out).run();
            System.exit(good ? 0 : 1);
        } catch (IllegalArgumentException e) {
            System.out.println(e.getMessage());
            System.exit(USAGE);
        }
    }

    private boolean run() throws IOException, InterruptedException {
        String telegram = given.getProperty("telegram", "");
        if (!telegram.isEmpty()) {
            return load(Target.at(telegram, given.getProperty("api", "")));
        }
        out.println("Starting a stack on this machine ...");
        LocalOptions options = LocalOptions.SANDBOXES.withCommunities(plan.count("communities"));
        try (Tidings tidings = Tidings.start(root, options, this::settings, (_, _, _) -> {})) {
            return load(Target.of(tidings));
        }
    }

    private boolean load(Target target) throws IOException, InterruptedException {
        Path folder = Files.createDirectories(root.resolve("loadtest/scenarios/target/runs/" + plan.name()));
        Optional<Inside> inside = target.local().map(Inside::new);
        List<FaultScript.Fault> faults = faults(target);
        Answers answers = new Answers(clock);
        Answers empty = new Answers(clock);
        try (CloseableStack beside = new CloseableStack();
                SandboxTelegram telegram = new SandboxTelegram(target.telegram());
                Receipts receipts = new Receipts(telegram)) {
            Optional<Run> peer = peer(target, empty, beside);
            Chats chats = Chats.create(telegram, plan.count("chats"));
            Communities communities = Communities.of(plan.count("communities"));
            Mix mix = isForecast() ? Mix.read().inChats() : Mix.read();
            new Run(plan, mix, target, answers, receipts, chats, communities, new Random(SEED), peer).begin();
            Visitor visitor = new Visitor(telegram, receipts);
            visitor.warmUp();
            peer.ifPresent(run -> new Visitor(run.receipts().telegram(), run.receipts()).warmUp(run.chats()));
            Optional<News> news = news(target, visitor);
            long began = answers.now();
            Optional<Costs> costs = inside.map(look -> Costs.from(look, Instant.ofEpochMilli(began)));
            int before = receipts.asks().size();
            List<Monitor.Sample> samples;
            Map<String, Double> more = new LinkedHashMap<>();
            Map<String, List<List<String>>> sections = new LinkedHashMap<>();
            try (Monitor monitor = Monitor.start(answers, inside, out, Duration.ofSeconds(plan.quick() ? 2 : 5))) {
                Optional<Forecast> forecast = forecast(target);
                try (FaultScript script = FaultScript.start(faults, seconds("fault"), seconds("pause"))) {
                    Optional<Profile> profile = profile(target, folder);
                    simulate(folder);
                    if (profile.isPresent()) {
                        sections.putAll(profile.get().stop());
                    }
                    sections.put("Faults", script.log());
                }
                if (forecast.isPresent()) {
                    forecast.get().end(answers.all());
                    more.putAll(forecast.get().figures());
                    sections.put("Foreseen", forecast.get().rows());
                    forecast.get().write(keeps() && !plan.quick() ? Optional.of(root) : Optional.empty(), out);
                }
                if (news.isPresent()) {
                    more.putAll(news.get()
                            .spread(
                                    plan.count("followers"),
                                    answers,
                                    began + seconds("seconds").toMillis()));
                }
                long ended = answers.now();
                boolean rests = comesToRest(inside);
                more.put("seconds until all was done", rests ? (answers.now() - ended) / 1000.0 : Double.NaN);
                samples = monitor.samples();
                Files.writeString(folder.resolve("monitor.csv"), monitor.csv());
            }
            Optional<List<String>> dead = inside.map(Inside::deadLetters);
            local.ifPresent(faulty -> more.putAll(faulty.figures(dead.orElseThrow())));
            Account account = Account.of(receipts.asks(), dead, lost(target));
            more.putAll(account.figures());
            sections.put("Dead letters", account.deadLetters());
            sections.put(
                    "Updates that did not come out right",
                    account.wrong(chat -> inside.map(look -> look.logged(chat)).orElseGet(() -> LoggedId.of(chat))));
            costs.ifPresent(cost -> more.putAll(cost.figures(receipts.asks().size() - before)));
            more.putAll(Growth.of(samples));
            if (List.of("chat-storm", "faults").contains(plan.scenario())) {
                more.putAll(Storm.answers(
                        receipts.seen(), plan.count("storm") * plan.sizes().getOrDefault("storms", 1.0)));
            }
            if (List.of("spike", "stress").contains(plan.scenario())) {
                Drain.of(answers.all(), receipts.sent()).ifPresent(drain -> {
                    more.putAll(drain.figures());
                    inside.ifPresent(look -> sections.put("Drain", drain.limit(look.sendsPerSecond())));
                });
            }
            if (peer.isPresent()) {
                more.putAll(Figures.beside(answers.all(), empty.all(), began));
            }
            Figures figures = Figures.of(answers.all(), began).with(more);
            List<Answer> all =
                    Stream.concat(answers.all().stream(), empty.all().stream()).toList();
            return report(folder, figures, all, samples, began, sections);
        }
    }

    /// Only where a stack of this machine is to be compared with it.
    private Optional<Run> peer(Target target, Answers empty, CloseableStack parts) throws IOException {
        if (target.local().isEmpty() || !plan.sizes().containsKey("peers")) {
            return Optional.empty();
        }
        out.println("Starting empty handlers beside it ...");
        Path folder = root.resolve("loadtest/scenarios/target/peer");
        return Optional.of(parts.add(Peer.start(root, folder, plan, empty)).run());
    }

    private boolean isForecast() {
        return plan.scenario().equals("forecast");
    }

    private Optional<Forecast> forecast(Target target) {
        return isForecast() ? Optional.of(Forecast.start(local(target), plan, clock)) : Optional.empty();
    }

    private boolean keeps() {
        return !given.getProperty("keep", "").isEmpty();
    }

    /// Of the function that `-Djfr=` names, if it does.
    private Optional<Profile> profile(Target target, Path folder) throws IOException, InterruptedException {
        String function = given.getProperty("jfr", "");
        if (function.isEmpty() || target.local().isEmpty()) {
            return Optional.empty();
        }
        List<Long> processes = target.local().get().stack().environments(function);
        return Optional.of(Profile.start(function, processes, folder.resolve("jfr")));
    }

    private static void simulate(Path folder) {
        Gatling$.MODULE$.fromArgs(new String[] {
            "-s",
            LoadSimulation.class.getName(),
            "-rf",
            folder.resolve("gatling").toString()
        });
    }

    /// Where something fails on purpose, what a dead process left behind comes back soon.
    private StackSettings settings(StackSettings settings) {
        StackSettings grown = grown(settings);
        return plan.scenario().equals("faults") ? grown.visibility(REDELIVERY).withGates() : grown;
    }

    /// Lambda adds an environment as soon as one is needed, and restores a snapshot for it.
    static StackSettings grown(StackSettings settings) {
        return settings.caches(StackSettings.AotCaches.TRAINED_FIRST)
                .scaling(settings.scaling().growingAfter(GROWTH));
    }

    private List<FaultScript.Fault> faults(Target target) {
        if (!plan.scenario().equals("faults")) {
            return List.of();
        }
        local = Optional.of(new LocalFaults(local(target)));
        List<FaultScript.Fault> faults = local.get().of(plan.script());
        plan = plan.with("seconds", faults.size() * (plan.size("fault") + plan.size("pause")) + plan.size("pause"));
        return faults;
    }

    private Tidings local(Target target) {
        return target.local()
                .orElseThrow(() -> new IllegalArgumentException(plan.scenario() + " needs a stack on this machine"));
    }

    /// With somebody who reads the community before it has followers.
    private Optional<News> news(Target target, Visitor visitor) {
        if (!plan.scenario().equals("news-storm")) {
            return Optional.empty();
        }
        Ask reader = visitor.say(visitor.chat("Reader"), News.READING);
        return Optional.of(new News(
                visitor.telegram(), visitor.receipts(), local(target).reddit().orElseThrow(), reader));
    }

    private static Set<Long> lost(Target target) {
        return target.local()
                .flatMap(Tidings::telegram)
                .map(telegram -> telegram.faults().lost())
                .orElse(Set.of());
    }

    private Duration seconds(String size) {
        return Duration.ofSeconds((long) (double) plan.sizes().getOrDefault(size, 0.0));
    }

    /// Waits until nothing is under way.
    private boolean comesToRest(Optional<Inside> inside) throws InterruptedException {
        long end = System.nanoTime() + REST.toNanos();
        while (inside.isPresent() && !inside.get().isQuiet()) {
            if (System.nanoTime() > end) {
                return false;
            }
            Thread.sleep(LOOK);
        }
        return true;
    }

    private boolean report(
            Path folder,
            Figures figures,
            List<Answer> answers,
            List<Monitor.Sample> samples,
            long began,
            Map<String, List<List<String>>> sections)
            throws IOException {
        Path results = root.resolve("loadtest/results");
        Optional<Result> before = Result.last(results, plan.name());
        String when = Instant.ofEpochMilli(began)
                .truncatedTo(ChronoUnit.SECONDS)
                .toString()
                .replace(":", "");
        Result result = new Result(plan.name(), when, Machine.commit(root), Machine.describe(), figures.values());
        List<Verdict> verdicts = Verdict.of(plan, figures.values());
        Report report = new Report(plan, result, before, verdicts, answers, samples, began, sections);
        Path page = Files.writeString(folder.resolve("report.html"), report.html());
        figures.values().forEach((name, value) -> out.printf("  %-40s %s%n", name, Figures.shown(value)));
        verdicts.forEach(out::println);
        out.println("Report: " + page);
        if (keeps()) {
            out.println("Kept: " + result.keep(results));
            new Page(root).write("load", LoadTable.of(results));
        }
        return verdicts.stream().allMatch(Verdict::holds);
    }
}
