package tidings.store;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;

/// Measures how long something takes, repeatedly.
final class Timings {
    private final long[] nanos;
    private int count;

    Timings(int max) {
        this.nanos = new long[max];
    }

    void time(Runnable work) {
        long start = System.nanoTime();
        work.run();
        nanos[count++] = System.nanoTime() - start;
    }

    Duration p95() {
        return quantile(0.95);
    }

    Duration median() {
        return quantile(0.5);
    }

    private Duration quantile(double share) {
        long[] sorted = Arrays.copyOf(nanos, count);
        Arrays.sort(sorted);
        return Duration.ofNanos(sorted[(int) Math.min(count - 1, count * share)]);
    }

    static String millis(Duration duration) {
        return String.format(Locale.ROOT, "%.3f ms", duration.toNanos() / 1e6);
    }
}
