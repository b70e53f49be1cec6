package tidings.localstack.lambda;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.function.DoubleSupplier;

/// How busy the cores of this machine are, from 0 to 1, over the last quarter of a second or somewhat longer; 0 where
/// the system does not tell. Thread-safe.
final class CpuLoad implements DoubleSupplier {
    /// The bean tells what was since it was asked last.
    private static final Duration SHORTEST = Duration.ofMillis(250);

    private final OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private long asked = System.nanoTime();
    private double last = Math.max(0, system.getCpuLoad());

    @Override
    public synchronized double getAsDouble() {
        long now = System.nanoTime();
        if (now - asked >= SHORTEST.toNanos()) {
            asked = now;
            last = Math.max(0, system.getCpuLoad());
        }
        return last;
    }
}
