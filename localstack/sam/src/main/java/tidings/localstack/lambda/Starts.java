package tidings.localstack.lambda;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/// When one more process may start, for all functions of a stack together: one at a time for two cores, and while a
/// core is free. Where all are busy, a process that starts takes more from those that work than it adds to them soon.
/// Thread-safe.
final class Starts {
    /// So much of all cores is busy when none is free.
    private static final double BUSY = 0.85;

    /// Those who wait for something other than a core need one more process however busy the cores are.
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final int most;
    private final DoubleSupplier load;
    private int now;

    /// @param load of all cores of late, from 0 to 1
    Starts(int cores, DoubleSupplier load) {
        this.most = Math.max(1, cores / 2);
        this.load = load;
    }

    /// Of this machine.
    static Starts here() {
        return new Starts(Runtime.getRuntime().availableProcessors(), new CpuLoad());
    }

    /// @param waited how long somebody has waited for the process
    synchronized boolean mayBegin(Duration waited) {
        return now < most && (waited.compareTo(PATIENCE) >= 0 || load.getAsDouble() < BUSY);
    }

    synchronized void begun() {
        now++;
    }

    synchronized void ended() {
        now--;
    }
}
