package tidings.loadtest.coldstart;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What a function weighs however fast the machine is.
///
/// @param bytes its zip and its layers
/// @param classes that are loaded when a new process has answered twice; 0 where it is not in Java
/// @param allocated bytes a warm invocation; 0 where it is not in Java
/// @param awsCalls a warm invocation
record Weight(long bytes, long classes, double allocated, double awsCalls) {
    private static final int CALM = 300;
    private static final int COUNTED = 400;
    private static final int CLASSES_AFTER = 2;

    /// A collector that never collects: what the heap holds is what was allocated, but for the rest of each thread's
    /// buffer.
    private static final List<String> NO_COLLECTION = List.of(
            "-XX:+UnlockExperimentalVMOptions",
            "-XX:-UseSerialGC",
            "-XX:+UseEpsilonGC",
            "-Xms64m",
            "-XX:MaxRAM=4g",
            "-Xmx3g",
            "-XX:TLABSize=16k",
            "-XX:-ResizeTLAB",
            "-XX:-EpsilonElasticTLAB",
            "-XX:-EpsilonElasticTLABDecay");

    /// Where the heap begins, and where its free part does.
    private static final Pattern USED = Pattern.compile("\\[0x([0-9a-f]+), 0x([0-9a-f]+),");

    static Weight of(Subject subject, Network network, byte[] event) throws IOException, InterruptedException {
        Path loaded = Files.createTempFile("classes", ".log");
        AtomicLong classes = new AtomicLong();
        AtomicLong heap = new AtomicLong();
        AtomicInteger calls = new AtomicInteger();
        try {
            Trial.run(
                    subject,
                    Subject.Start.COLD,
                    network,
                    event,
                    CALM + COUNTED - 1,
                    Stream.concat(NO_COLLECTION.stream(), Stream.of("-Xlog:class+load:file=" + loaded))
                            .toList(),
                    (answered, process) -> {
                        if (answered == CLASSES_AFTER && subject.java()) {
                            classes.set(lines(loaded));
                        } else if (answered == CALM) {
                            heap.set(subject.java() ? usedBytes(process) : 0);
                            calls.set(network.calls());
                        } else if (answered == CALM + COUNTED) {
                            heap.set((subject.java() ? usedBytes(process) : 0) - heap.get());
                            calls.set(network.calls() - calls.get());
                        }
                    });
        } finally {
            Files.deleteIfExists(loaded);
        }
        return new Weight(
                subject.bytes(), classes.get(), (double) heap.get() / COUNTED, (double) calls.get() / COUNTED);
    }

    /// By the names in `loadtest/budgets.yaml`.
    Map<String, Double> measures(String subject) {
        Map<String, Double> measures = new LinkedHashMap<>();
        measures.put(subject + " bytes", (double) bytes);
        measures.put(subject + " calls", awsCalls);
        if (classes > 0) {
            measures.put(subject + " classes", (double) classes);
            measures.put(subject + " allocated", allocated);
        }
        return measures;
    }

    private static long lines(Path file) throws IOException {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> line.contains("source:")).count();
        }
    }

    private static long usedBytes(Process process) throws IOException, InterruptedException {
        Process jcmd = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        Long.toString(process.pid()),
                        "GC.heap_info")
                .redirectErrorStream(true)
                .start();
        String printed = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        Matcher used = USED.matcher(printed);
        if (jcmd.waitFor() != 0 || !used.find()) {
            throw new IllegalStateException("jcmd tells no size of the heap: " + printed);
        }
        return Long.parseLong(used.group(2), 16) - Long.parseLong(used.group(1), 16);
    }
}
