package tidings.api;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/// What the environment that answers has, beyond the heap.
///
/// @param cpuPercent of all processors; of this process, lately
record Machine(double cpuPercent, long memoryMegabytes, long availableMegabytes) {
    private static final Path MEMORY = Path.of("/proc/meminfo");

    static Machine now() {
        OperatingSystemMXBean machine = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return new Machine(
                100 * Math.max(0, machine.getProcessCpuLoad()), megabytes("MemTotal:"), megabytes("MemAvailable:"));
    }

    /// The kernel counts in KB, and what caches could give back as available.
    private static long megabytes(String name) {
        try (Stream<String> lines = Files.lines(MEMORY)) {
            return Long.parseLong(lines.filter(line -> line.startsWith(name))
                            .findFirst()
                            .orElseThrow()
                            .replaceAll("\\D", ""))
                    >> 10;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
