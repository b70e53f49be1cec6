package tidings.loadtest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// What the processes that this one started use, from `/proc`
/// (https://man7.org/linux/man-pages/man5/proc.5.html). Not thread-safe.
final class Processes {
    private static final int TICKS_A_SECOND = 100;
    private static final int KILO = 1024;

    private double cpu = Double.NaN;
    private double disk = Double.NaN;
    private double network = Double.NaN;
    private long last;

    /// Memory in MB, threads and open files; CPU in per cent of a core, disk and loopback network in KB a second,
    /// each since the call before.
    Map<String, Double> read() {
        List<Path> processes = ProcessHandle.current()
                .descendants()
                .map(process -> Path.of("/proc", Long.toString(process.pid())))
                .toList();
        Map<String, Double> now = new LinkedHashMap<>();
        now.put("memory MB", sum(processes, process -> status(process, "VmRSS:")) / KILO);
        now.put("threads", sum(processes, process -> status(process, "Threads:")));
        now.put("open files", sum(processes, Processes::openFiles));
        double usedCpu = sum(processes, Processes::cpuSeconds);
        double written = sum(processes, process -> value(process.resolve("io"), "write_bytes:")) / KILO;
        double sent = value(Path.of("/proc/net/dev"), "lo:") / KILO;
        long at = System.nanoTime();
        double seconds = (at - last) / 1e9;
        now.put("CPU %", Math.max(0, 100 * (usedCpu - cpu) / seconds));
        now.put("disk KB/s", Math.max(0, (written - disk) / seconds));
        now.put("network KB/s", (sent - network) / seconds);
        cpu = usedCpu;
        disk = written;
        network = sent;
        last = at;
        return now;
    }

    /// What a process of a function has on average: memory in MB, threads and open files. How many there are
    /// depends on the load.
    static Map<String, Double> average(List<Long> pids) {
        List<Path> processes =
                pids.stream().map(pid -> Path.of("/proc", Long.toString(pid))).toList();
        double count = Math.max(1, processes.size());
        Map<String, Double> average = new LinkedHashMap<>();
        average.put("environments", (double) processes.size());
        average.put("memory an environment MB", sum(processes, process -> status(process, "VmRSS:")) / KILO / count);
        average.put("threads an environment", sum(processes, process -> status(process, "Threads:")) / count);
        average.put("open files an environment", sum(processes, Processes::openFiles) / count);
        return average;
    }

    /// Seconds of CPU that this process and all that it started have used so far.
    static double cpu() {
        return sum(
                Stream.concat(
                                Stream.of(ProcessHandle.current()),
                                ProcessHandle.current().descendants())
                        .map(process -> Path.of("/proc", Long.toString(process.pid())))
                        .toList(),
                Processes::cpuSeconds);
    }

    /// The resident memory of a process in MB; 0 if it has ended.
    static double memory(long pid) {
        return sum(List.of(Path.of("/proc", Long.toString(pid))), process -> status(process, "VmRSS:")) / KILO;
    }

    @FunctionalInterface
    private interface Reading {
        double of(Path process) throws IOException;
    }

    /// A process that has ended meanwhile counts nothing.
    private static double sum(List<Path> processes, Reading reading) {
        double sum = 0;
        for (Path process : processes) {
            try {
                sum += reading.of(process);
            } catch (NoSuchFileException _) {
                // ended
            } catch (IOException e) {
                if (Files.exists(process)) {
                    throw new UncheckedIOException(e);
                }
            }
        }
        return sum;
    }

    private static double status(Path process, String name) throws IOException {
        return number(Files.readString(process.resolve("status")), name);
    }

    private static double value(Path file, String name) {
        try {
            return number(Files.readString(file), name);
        } catch (IOException _) {
            return 0; // ended, or another user's
        }
    }

    /// The first number behind a name; 0 if there is none.
    private static double number(String text, String name) {
        int at = text.indexOf(name);
        return at < 0
                ? 0
                : Double.parseDouble(text.substring(at + name.length()).strip().split("\\s")[0]);
    }

    private static double openFiles(Path process) throws IOException {
        try (Stream<Path> files = Files.list(process.resolve("fd"))) {
            return files.count();
        }
    }

    /// User and system time.
    private static double cpuSeconds(Path process) throws IOException {
        String stat = Files.readString(process.resolve("stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Double.parseDouble(fields[11]) + Double.parseDouble(fields[12])) / TICKS_A_SECOND;
    }
}
