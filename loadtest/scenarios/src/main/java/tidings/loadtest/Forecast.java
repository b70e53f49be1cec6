package tidings.loadtest;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import tidings.loadtest.Answers.Answer;
import tidings.loadtest.Answers.Outcome;
import tidings.loadtest.queueing.Asks;
import tidings.loadtest.queueing.Behaviour;
import tidings.loadtest.queueing.Behaviour.Reply;
import tidings.loadtest.queueing.Consumers;
import tidings.loadtest.queueing.Cores;
import tidings.loadtest.queueing.Traces;
import tidings.loadtest.queueing.Traces.Traced;
import tidings.localstack.Tidings;

/// Measures what an update's work is in one phase of a run, foresees the others by it, and says by how much it was
/// off. Of the others goes into what is foreseen how many people there were, for how long, and what they asked for;
/// nothing of how they were answered.
final class Forecast {
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final double SECOND = 1_000;
    private static final long SEED = 20_261_130;

    /// Seconds before a phase in which what the stack does by itself is measured.
    private static final double IDLE = 8;

    /// Work that only waits needs next to nothing of a core.
    private static final double LEAST_SHARE = 0.01;

    /// Of halving what is not known.
    private static final int STEPS = 12;

    private final InstantSource clock;
    private final List<Phase> phases;
    private final Consumers consumers;
    private final Traces traces;
    private final TreeMap<Double, Double> cpu = new TreeMap<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Map<String, Double> figures = new LinkedHashMap<>();
    private final List<List<String>> rows = new ArrayList<>();
    private String machine = "";

    private Forecast(Tidings tidings, Plan plan, InstantSource clock) {
        this.clock = clock;
        this.phases = Phase.of(plan);
        this.consumers =
                Consumers.of(tidings.stack().model(), 2 * Runtime.getRuntime().availableProcessors());
        this.traces = new Traces(consumers);
    }

    /// Listens from now on.
    static Forecast start(Tidings tidings, Plan plan, InstantSource clock) {
        Forecast forecast = new Forecast(tidings, plan, clock);
        tidings.stack().traces().tell(forecast.traces::add);
        Thread.ofVirtual().name("forecast").start(forecast::watch);
        return forecast;
    }

    private void watch() {
        try {
            do {
                double used = Processes.cpu();
                synchronized (cpu) {
                    cpu.put((double) clock.millis(), used);
                }
            } while (!ended.await(LOOK.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// Foresees each phase and compares. The load began when the first person asked, which is some time after it
    /// was told to.
    void end(List<Answer> answers) {
        ended.countDown();
        double began = answers.stream().mapToDouble(Answer::asked).min().orElseThrow()
                - phases.getFirst().from() * SECOND;
        Phase fitted = phases.stream()
                .filter(phase -> phase.name().equals(Phase.FITTED))
                .findFirst()
                .orElseThrow();
        List<Reply> replies = replies(answers, began, fitted);
        List<Traced> works = traces.works(replies);
        figures.put("fitted: answers", (double) replies.size());
        figures.put("fitted: traced %", 100.0 * works.size() / replies.size());
        if (works.isEmpty()) {
            return; // no criterion has its figure then
        }
        Cores cores = cores(replies, works, idle(began));
        double alone = alone(fitted, replies, works, cores);
        figures.put("fitted: cores a piece of work", cores.share());
        figures.put("fitted: time of work alone", alone);
        machine = String.format(
                Locale.ROOT,
                "%d answers were measured, %.0f %% of which by their trace; %.2f cores are free, a piece of work needs"
                        + " %.2f of one, and by itself takes %.2f of the time that it was seen to take.",
                replies.size(),
                100.0 * works.size() / replies.size(),
                cores.count(),
                cores.share(),
                alone);
        for (Phase phase : phases.subList(1, phases.size())) {
            List<Reply> others = replies(answers, began, phase);
            if (!others.isEmpty()) {
                compare(phase, others, Asks.of(others, works).times(alone), cores);
            }
        }
    }

    /// How long work takes that has the cores to itself, of the time that it was seen to take: so that it takes that
    /// time beside what there was besides it.
    private double alone(Phase phase, List<Reply> replies, List<Traced> works, Cores cores) {
        double least = 0.05;
        double most = 1.5;
        Asks asks = Asks.of(replies, works);
        double measured = measured(replies).mean();
        for (int i = 0; i < STEPS; i++) {
            double middle = (least + most) / 2;
            if (foreseen(phase, replies, asks.times(middle), cores).mean() > measured) {
                most = middle;
            } else {
                least = middle;
            }
        }
        return (least + most) / 2;
    }

    private static List<Reply> replies(List<Answer> answers, double began, Phase phase) {
        double from = began + phase.from() * SECOND;
        double until = began + phase.next() * SECOND;
        return answers.stream()
                .filter(answer -> answer.outcome() == Outcome.ANSWERED)
                .filter(answer -> from <= answer.asked() && answer.asked() < until)
                .map(answer -> new Reply(answer.name(), answer.asked(), answer.ended()))
                .sorted((one, other) -> Double.compare(one.asked(), other.asked()))
                .toList();
    }

    /// What the stack does by itself, in cores: the least of all breaks, for in some of them it reads on.
    private double idle(double began) {
        return phases.stream()
                .skip(1)
                .map(phase -> began + phase.from() * SECOND)
                .mapToDouble(from -> used(from - IDLE * SECOND, from - SECOND))
                .min()
                .orElseThrow();
    }

    /// What the stack does by itself leaves fewer of the cores. All that was used beyond that was for the work.
    private Cores cores(List<Reply> replies, List<Traced> works, double idle) {
        double first = replies.getFirst().asked();
        double last = replies.getLast().answered();
        double worked = works.stream()
                        .flatMap(one -> one.work().all())
                        .mapToDouble(work -> work.transit() + work.millis())
                        .sum()
                * replies.size()
                / works.size();
        double share = Math.max(LEAST_SHARE, (used(first, last) - idle) * (last - first) / worked);
        return new Cores(Runtime.getRuntime().availableProcessors() - idle, share);
    }

    /// Cores that were in use on average.
    private double used(double from, double until) {
        synchronized (cpu) {
            Map.Entry<Double, Double> first = cpu.floorEntry(from);
            Map.Entry<Double, Double> last = cpu.floorEntry(until);
            return SECOND * (last.getValue() - first.getValue()) / (last.getKey() - first.getKey());
        }
    }

    private Behaviour measured(List<Reply> replies) {
        return Behaviour.of(replies, traces.waitedFor(), replies.getFirst().asked(), until(replies));
    }

    private Behaviour foreseen(Phase phase, List<Reply> replies, Asks asks, Cores cores) {
        double seconds = (until(replies) - replies.getFirst().asked()) / SECOND;
        return phase.crowd().lasting(seconds).foreseen(asks, consumers, cores, SEED);
    }

    private static double until(List<Reply> replies) {
        return replies.getLast().asked() + 1;
    }

    private void compare(Phase phase, List<Reply> replies, Asks asks, Cores cores) {
        Behaviour measured = measured(replies);
        Behaviour foreseen = foreseen(phase, replies, asks, cores);
        compare(phase, "answers a second", measured.throughput(), foreseen.throughput());
        compare(phase, "mean ms", measured.mean(), foreseen.mean());
        compare(phase, "p95 ms", measured.p95(), foreseen.p95());
        compare(phase, "oldest message s", measured.oldest(), foreseen.oldest());
    }

    private void compare(Phase phase, String what, double measured, double foreseen) {
        if (Double.isNaN(measured) || Double.isNaN(foreseen)) {
            return; // the phase is shorter than what is looked at
        }
        double off = 100 * (foreseen / measured - 1);
        figures.put(phase.name() + ": " + what + " measured", measured);
        figures.put(phase.name() + ": " + what + " foreseen", foreseen);
        figures.put(phase.name() + ": " + what + " off %", Math.abs(off));
        rows.add(List.of(
                phase.name(),
                Integer.toString(phase.crowd().people()),
                what,
                Figures.shown(measured),
                Figures.shown(foreseen),
                String.format(Locale.ROOT, "%+.0f %%", off)));
    }

    Map<String, Double> figures() {
        return figures;
    }

    List<List<String>> rows() {
        return rows;
    }

    /// Prints the table and puts it into the page of figures.
    ///
    /// @param root the folder of `template.yaml`; empty if the page is to stay as it is
    void write(Optional<Path> root, PrintStream out) throws IOException {
        List<String> lines = new ArrayList<>(List.of(
                machine,
                "",
                "| phase | people | figure | measured | foreseen | off |",
                "|---|---:|---|---:|---:|---:|"));
        rows.forEach(row -> lines.add("| " + String.join(" | ", row) + " |"));
        String table = String.join("\n", lines) + "\n";
        out.print(table);
        if (root.isPresent()) {
            new Page(root.get()).write("forecast", table);
        }
    }
}
