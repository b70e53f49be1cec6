package tidings.loadtest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;

/// Records what the processes of a function do, by JDK Flight Recorder, from the beginning of a run on. Processes
/// that start later are not recorded.
///
/// @param folder in which there is a file for each process
record Profile(String function, List<Long> processes, Path folder) {
    private static final int SHOWN = 25;
    private static final String RECORDING = "load";

    /// @throws IllegalArgumentException if the function has no process
    static Profile start(String function, List<Long> processes, Path folder) throws IOException, InterruptedException {
        if (processes.isEmpty()) {
            throw new IllegalArgumentException("-Djfr=" + function + ": this function has no process");
        }
        Files.createDirectories(folder);
        for (long pid : processes) {
            jcmd(pid, "JFR.start", "name=" + RECORDING, "settings=profile");
        }
        return new Profile(function, processes, folder);
    }

    /// Ends it; the methods that most samples were taken in and the classes that most memory was allocated for,
    /// each with its share.
    Map<String, List<List<String>>> stop() throws IOException, InterruptedException {
        Map<String, Long> methods = new HashMap<>();
        Map<String, Long> classes = new HashMap<>();
        for (long pid : processes) {
            Path file = folder.resolve(pid + ".jfr").toAbsolutePath();
            if (ProcessHandle.of(pid).isPresent()) {
                jcmd(pid, "JFR.stop", "name=" + RECORDING, "filename=" + file);
                read(file, methods, classes);
            }
        }
        return Map.of(
                function + ": methods by CPU samples", shares(methods),
                function + ": allocation by class", shares(classes));
    }

    private static void read(Path file, Map<String, Long> methods, Map<String, Long> classes) throws IOException {
        try (RecordingFile recording = new RecordingFile(file)) {
            while (recording.hasMoreEvents()) {
                RecordedEvent event = recording.readEvent();
                switch (event.getEventType().getName()) {
                    case "jdk.ExecutionSample" -> methods.merge(top(event), 1L, Long::sum);
                    case "jdk.ObjectAllocationSample" ->
                        classes.merge(event.getClass("objectClass").getName(), event.getLong("weight"), Long::sum);
                    default -> {
                        // what a profile does not need
                    }
                }
            }
        }
    }

    private static String top(RecordedEvent event) {
        if (event.getStackTrace() == null || event.getStackTrace().getFrames().isEmpty()) {
            return "unknown";
        }
        RecordedFrame frame = event.getStackTrace().getFrames().getFirst();
        return frame.getMethod().getType().getName() + "." + frame.getMethod().getName();
    }

    private static List<List<String>> shares(Map<String, Long> counts) {
        double total = counts.values().stream().mapToLong(Long::longValue).sum();
        List<List<String>> rows = new ArrayList<>();
        counts.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .limit(SHOWN)
                .forEach(one -> rows.add(
                        List.of(String.format(Locale.ROOT, "%.1f %%", 100 * one.getValue() / total), one.getKey())));
        return rows;
    }

    private static void jcmd(long pid, String... command) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(), Long.toString(pid)));
        line.addAll(List.of(command));
        Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes());
        if (process.waitFor() != 0) {
            throw new IOException("jcmd: " + said);
        }
    }
}
