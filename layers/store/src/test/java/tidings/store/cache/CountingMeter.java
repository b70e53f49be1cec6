package tidings.store.cache;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tidings.platform.Meter;

/// Adds up what is counted.
public final class CountingMeter implements Meter {
    private final Map<String, Double> counts = new ConcurrentHashMap<>();

    @Override
    public void count(String metric, String outcome, double value) {
        counts.merge(metric + " " + outcome, value, Double::sum);
    }

    @Override
    public void time(String metric, String outcome, Duration value) {
        count(metric, outcome, 1);
    }

    /// What a metric came to with an outcome.
    public int of(String metric, String outcome) {
        return counts.getOrDefault(metric + " " + outcome, 0.0).intValue();
    }

    int lookups(String outcome) {
        return of("CacheLookup", outcome);
    }

    @Override
    public String toString() {
        return counts.toString();
    }
}
