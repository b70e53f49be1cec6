package tidings.loadtest;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tidings.loadtest.Answers.Answer;

/// Watches a run: one line of text that is always up to date, and samples for a CSV file and for the report.
final class Monitor implements AutoCloseable {
    private static final long WINDOW = 10_000;

    private final Answers answers;
    private final Optional<Inside> inside;
    private final PrintStream out;
    private final Duration every;
    private final long began;
    private final List<Sample> samples = new ArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread watching;

    /// @param second since the beginning
    record Sample(double second, Map<String, Double> values) {}

    private Monitor(Answers answers, Optional<Inside> inside, PrintStream out, Duration every) {
        this.answers = answers;
        this.inside = inside;
        this.out = out;
        this.every = every;
        this.began = answers.now();
        this.watching = Thread.ofVirtual().name("monitor").start(this::watch);
    }

    static Monitor start(Answers answers, Optional<Inside> inside, PrintStream out, Duration every) {
        return new Monitor(answers, inside, out, every);
    }

    private void watch() {
        try {
            inside.ifPresent(Inside::read); // rates count from here
            while (!closed.await(every.toMillis(), TimeUnit.MILLISECONDS)) {
                Sample sample = sample();
                synchronized (samples) {
                    samples.add(sample);
                }
                out.println(line(sample));
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private Sample sample() {
        long now = answers.now();
        List<Answer> recent = answers.since(now - WINDOW);
        Map<String, Double> values = new LinkedHashMap<>();
        values.put("requests/s", recent.size() * 1000.0 / Math.min(WINDOW, Math.max(1, now - began)));
        for (int percent : List.of(50, 95, 99)) {
            values.put("p" + percent + " ms", Answers.percentile(recent, percent));
        }
        values.put(
                "errors %", Answers.percent(recent, answer -> answer.outcome().isError()));
        values.put("hit rate %", Figures.of(recent, began).values().getOrDefault("hit rate %", Double.NaN));
        inside.ifPresent(look -> values.putAll(look.read()));
        return new Sample((now - began) / 1000.0, values);
    }

    private static String line(Sample sample) {
        return String.format(Locale.ROOT, "%5.0f s  ", sample.second())
                + sample.values().entrySet().stream()
                        .filter(value -> !value.getKey().startsWith("age of"))
                        .map(value -> value.getKey() + " "
                                + (value.getValue().isNaN() ? "–" : Figures.shown(value.getValue())))
                        .collect(Collectors.joining(" | "));
    }

    List<Sample> samples() {
        synchronized (samples) {
            return List.copyOf(samples);
        }
    }

    /// One line a sample, with the same columns in each.
    String csv() {
        List<Sample> all = samples();
        Set<String> columns = new LinkedHashSet<>();
        all.forEach(sample -> columns.addAll(sample.values().keySet()));
        return Stream.concat(
                        Stream.of("second," + String.join(",", columns)),
                        all.stream()
                                .map(sample -> String.format(Locale.ROOT, "%.1f", sample.second())
                                        + columns.stream()
                                                .map(column -> ","
                                                        + cell(sample.values().get(column)))
                                                .collect(Collectors.joining())))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private static String cell(Double value) {
        return value == null || value.isNaN() ? "" : String.format(Locale.ROOT, "%.3f", value);
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            watching.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
