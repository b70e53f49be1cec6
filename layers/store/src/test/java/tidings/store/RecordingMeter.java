package tidings.store;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import tidings.platform.Meter;

/// Keeps what was measured. Thread-safe.
final class RecordingMeter implements Meter {
    private record Measured(String metric, String outcome, double value) {}

    private final List<Measured> measured = new CopyOnWriteArrayList<>();

    @Override
    public void count(String metric, String outcome, double value) {
        measured.add(new Measured(metric, outcome, value));
    }

    @Override
    public void time(String metric, String outcome, Duration value) {
        measured.add(new Measured(metric, outcome, value.toNanos() / 1e6));
    }

    List<Double> values(String metric, String outcome) {
        return measured.stream()
                .filter(one -> one.metric().equals(metric) && one.outcome().equals(outcome))
                .map(Measured::value)
                .toList();
    }
}
