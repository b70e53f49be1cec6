package tidings.testing;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import tidings.aws.Meter;

/// Keeps what was measured, in its order. Thread-safe.
public final class RecordingMeter implements Meter {
    private record Sample(String metric, String outcome, double value) {}

    private final Queue<Sample> samples = new ConcurrentLinkedQueue<>();

    @Override
    public void count(String metric, String outcome, double value) {
        samples.add(new Sample(metric, outcome, value));
    }

    @Override
    public void time(String metric, String outcome, Duration value) {
        samples.add(new Sample(metric, outcome, value.toNanos() / 1e6));
    }

    /// The outcome of each sample of a metric.
    public List<String> outcomes(String metric) {
        return of(metric).map(Sample::outcome).toList();
    }

    /// The samples of a metric with that outcome; of a time in milliseconds.
    public List<Double> values(String metric, String outcome) {
        return of(metric)
                .filter(sample -> sample.outcome().equals(outcome))
                .map(Sample::value)
                .toList();
    }

    /// What a metric came to with that outcome.
    public double total(String metric, String outcome) {
        return values(metric, outcome).stream().mapToDouble(Double::doubleValue).sum();
    }

    /// What a metric came to with any outcome.
    public double total(String metric) {
        return of(metric).mapToDouble(Sample::value).sum();
    }

    private Stream<Sample> of(String metric) {
        return samples.stream().filter(sample -> sample.metric().equals(metric));
    }
}
