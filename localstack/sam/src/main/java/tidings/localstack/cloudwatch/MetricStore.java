package tidings.localstack.cloudwatch;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.DoubleStream;

/// All values of all metrics during the last day. Thread-safe.
final class MetricStore {
    private static final Duration KEPT = Duration.ofHours(26);

    /// Keeps a load test from filling the memory: above it, the oldest values of a metric are dropped.
    private static final int MAX = 100_000;

    private final Map<Metric, Deque<Sample>> samples = new ConcurrentHashMap<>();

    private record Sample(Instant at, double value) {}

    void add(Metric metric, Instant at, double value) {
        Deque<Sample> all = samples.computeIfAbsent(metric, _ -> new ArrayDeque<>());
        synchronized (all) {
            all.add(new Sample(at, value));
            while (all.size() > MAX || all.getFirst().at().isBefore(at.minus(KEPT))) {
                all.removeFirst();
            }
        }
    }

    OptionalDouble latest(Metric metric) {
        Deque<Sample> all = samples.getOrDefault(metric, new ArrayDeque<>());
        synchronized (all) {
            return all.isEmpty()
                    ? OptionalDouble.empty()
                    : OptionalDouble.of(all.getLast().value());
        }
    }

    double sum(Metric metric, Instant since) {
        return DoubleStream.of(since(metric, since)).sum();
    }

    OptionalDouble read(Metric metric, Statistic statistic, Instant since) {
        double[] values = since(metric, since);
        return values.length == 0 ? OptionalDouble.empty() : OptionalDouble.of(statistic.of(values));
    }

    private double[] since(Metric metric, Instant since) {
        Deque<Sample> all = samples.getOrDefault(metric, new ArrayDeque<>());
        synchronized (all) {
            return all.stream()
                    .filter(sample -> !sample.at().isBefore(since))
                    .mapToDouble(Sample::value)
                    .toArray();
        }
    }

    /// All metrics that have a value, in a fixed order.
    List<Metric> metrics() {
        return samples.keySet().stream()
                .sorted(Comparator.comparing(Metric::toString))
                .toList();
    }

    /// One value a period; `NaN` for a period without any.
    double[] read(Metric metric, Statistic statistic, Periods grid) {
        double[][] periods = new double[grid.count()][0];
        int[] sizes = new int[grid.count()];
        Deque<Sample> all = samples.getOrDefault(metric, new ArrayDeque<>());
        long start = grid.start(0).toEpochMilli();
        long period = grid.period().toMillis();
        synchronized (all) {
            for (Sample sample : all) {
                long index = Math.floorDiv(sample.at().toEpochMilli() - start, period);
                if (index >= 0 && index < grid.count()) {
                    int i = (int) index;
                    if (sizes[i] == periods[i].length) {
                        periods[i] = Arrays.copyOf(periods[i], Math.max(8, 2 * sizes[i]));
                    }
                    periods[i][sizes[i]++] = sample.value();
                }
            }
        }
        double[] values = new double[grid.count()];
        for (int i = 0; i < values.length; i++) {
            values[i] = sizes[i] == 0 ? Double.NaN : statistic.of(Arrays.copyOf(periods[i], sizes[i]));
        }
        return values;
    }
}
