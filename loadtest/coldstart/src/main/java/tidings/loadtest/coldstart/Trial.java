package tidings.loadtest.coldstart;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntFunction;
import tidings.localstack.http.LoopbackServer;
import tidings.localstack.service.ProcessGuard;

/// One life of a function: init, for a restored one the snapshot, a first invocation, then warm ones one after the
/// other. This is the Runtime API that its process asks
/// (https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html).
final class Trial implements AutoCloseable {
    private static final String API = "/2018-06-01/runtime/";
    private static final Duration LONGEST = Duration.ofMinutes(3);

    /// A slow function on a busy machine.
    private static final Duration LONGEST_CALL = Duration.ofMillis(100);

    private static final int MOST_PRINTED = 2_000;

    /// Background compilation ends before a snapshot is taken.
    private static final Duration SETTLING = Duration.ofMillis(400);

    /// @param waitMillis from the start, or for a restored one from the end of the snapshot, to the first answer
    /// @param waitCpuMillis of the process in that time, user and system
    /// @param warmMicros the median of the later half of the warm invocations
    /// @param warmCpuMicros of each of them
    /// @param peakMegabytes the most memory that was resident
    record Seen(
            double waitMillis, double waitCpuMillis, double warmMicros, double warmCpuMicros, double peakMegabytes) {}

    /// Is told before some invocations: of how many have been answered.
    @FunctionalInterface
    interface Observer {
        void answered(int invocations, Process process) throws IOException, InterruptedException;
    }

    private final LoopbackServer server = LoopbackServer.listen(0, "the Runtime API", this::handle);
    private final Network network;
    private final IntFunction<byte[]> events;
    private final boolean mayPutBack;
    private final int warm;
    private final Observer observer;
    private final List<Double> warmMicros = new ArrayList<>();
    private final CompletableFuture<Seen> seen = new CompletableFuture<>();
    private Process process;
    private long beganNanos;
    private double beganCpu;
    private double waitMillis;
    private double waitCpu;
    private double halfCpu;
    private long handedNanos;
    private int answered;

    private Trial(Network network, IntFunction<byte[]> events, boolean mayPutBack, int warm, Observer observer) {
        this.network = network;
        this.events = events;
        this.mayPutBack = mayPutBack;
        this.warm = warm;
        this.observer = observer;
    }

    /// Every invocation has the same event, and does what it asks for.
    static Seen run(
            Subject subject,
            Subject.Start start,
            Network network,
            byte[] event,
            int warm,
            List<String> jvmFlags,
            Observer observer)
            throws IOException, InterruptedException {
        return run(subject, start, network, _ -> event, false, warm, jvmFlags, observer);
    }

    /// @param events by how many invocations have been answered
    /// @param mayPutBack whether messages may be left for later, as when many are to be sent at once
    /// @param warm invocations after the first
    /// @throws IllegalStateException with what the process printed, when it fails
    static Seen run(
            Subject subject,
            Subject.Start start,
            Network network,
            IntFunction<byte[]> events,
            boolean mayPutBack,
            int warm,
            List<String> jvmFlags,
            Observer observer)
            throws IOException, InterruptedException {
        Path printed = Files.createTempFile("function", ".log");
        try (Trial trial = new Trial(network, events, mayPutBack, warm, observer)) {
            ProcessBuilder builder =
                    subject.process(start, network, trial.server.uri().getAuthority(), jvmFlags);
            builder.redirectErrorStream(true).redirectOutput(printed.toFile());
            // A Lambda function has at most one processor with less than 1,769 MB.
            if (Files.isExecutable(Path.of("/usr/bin/taskset"))) {
                builder.command().addAll(0, List.of("/usr/bin/taskset", "-c", "1"));
            }
            return trial.measure(builder);
        } catch (ExecutionException | TimeoutException e) {
            String text = Files.readString(printed, StandardCharsets.UTF_8);
            throw new IllegalStateException(
                    subject.name() + " does not answer: " + e.getMessage() + "\n"
                            + text.substring(Math.max(0, text.length() - MOST_PRINTED)),
                    e);
        } finally {
            Files.deleteIfExists(printed);
        }
    }

    private Seen measure(ProcessBuilder builder)
            throws IOException, InterruptedException, ExecutionException, TimeoutException {
        synchronized (this) {
            beganNanos = System.nanoTime();
            process = ProcessGuard.watch(builder.start());
        }
        process.onExit().thenRun(() -> seen.completeExceptionally(new IllegalStateException("its process ended")));
        try {
            return seen.get(LONGEST.plus(LONGEST_CALL.multipliedBy(warm)).toSeconds(), TimeUnit.SECONDS);
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    private synchronized void handle(HttpExchange exchange) throws IOException, InterruptedException {
        long now = System.nanoTime();
        byte[] body = exchange.getRequestBody().readAllBytes();
        String call = exchange.getRequestURI().getPath().substring(API.length());
        try {
            switch (call) {
                case "restore/next" -> restore(exchange);
                case "invocation/next" -> next(exchange);
                default -> result(exchange, call, body, now);
            }
        } catch (IOException | RuntimeException e) {
            seen.completeExceptionally(e);
        }
    }

    private void result(HttpExchange exchange, String call, byte[] body, long now) throws IOException {
        if (!call.endsWith("/response") || !succeeded(body)) {
            throw new IllegalStateException(call + ": " + new String(body, StandardCharsets.UTF_8));
        }
        if (answered == 0) {
            waitMillis = (now - beganNanos) / 1e6;
        } else {
            warmMicros.add((now - handedNanos) / 1e3);
        }
        answered++;
        LoopbackServer.reply(exchange, 202, "application/json", "{}".getBytes(StandardCharsets.UTF_8));
    }

    private boolean succeeded(byte[] body) {
        String answer = new String(body, StandardCharsets.UTF_8).replace(" ", "");
        return answer.contains("\"statusCode\":200")
                || answer.contains(mayPutBack ? "\"batchItemFailures\":[" : "\"batchItemFailures\":[]");
    }

    private void restore(HttpExchange exchange) throws IOException, InterruptedException {
        Thread.sleep(SETTLING);
        network.disconnect();
        beganCpu = cpuMillis();
        beganNanos = System.nanoTime();
        LoopbackServer.reply(exchange, 200, "application/json", "{}".getBytes(StandardCharsets.UTF_8));
    }

    private void next(HttpExchange exchange) throws IOException, InterruptedException {
        if (answered == 1) {
            waitCpu = cpuMillis() - beganCpu;
        }
        if (answered == 1 + warm / 2) {
            halfCpu = cpuMillis();
        }
        observer.answered(answered, process);
        if (answered == 1 + warm) {
            seen.complete(seen());
            return;
        }
        exchange.getResponseHeaders()
                .set("Lambda-Runtime-Aws-Request-Id", "00000000-0000-4000-8000-%012d".formatted(answered));
        exchange.getResponseHeaders()
                .set(
                        "Lambda-Runtime-Deadline-Ms",
                        Long.toString(InstantSource.system().millis() + 30_000));
        exchange.getResponseHeaders()
                .set("Lambda-Runtime-Invoked-Function-Arn", "arn:aws:lambda:us-east-1:000000000000:function:sample");
        exchange.getResponseHeaders()
                .set(
                        "Lambda-Runtime-Trace-Id",
                        "Root=1-6b0aa0c0-0123456789abcdef01234567;Parent=0123456789abcdef;Sampled=0");
        handedNanos = System.nanoTime();
        LoopbackServer.reply(exchange, 200, "application/json", events.apply(answered));
    }

    private Seen seen() throws IOException {
        List<Double> later = new ArrayList<>(warmMicros.subList(warm / 2, warm));
        Collections.sort(later);
        int counted = later.size();
        return new Seen(
                waitMillis,
                waitCpu,
                counted == 0 ? 0 : later.get(counted / 2),
                counted == 0 ? 0 : (cpuMillis() - halfCpu) * 1_000 / counted,
                peakMegabytes(process));
    }

    /// User and system time of all threads, to the tick of 10 ms.
    private double cpuMillis() {
        return process.toHandle()
                .info()
                .totalCpuDuration()
                .orElseThrow(() -> new IllegalStateException("this system does not tell a process's CPU time"))
                .toMillis();
    }

    /// The most memory that was resident so far.
    static double peakMegabytes(Process process) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
                .filter(line -> line.startsWith("VmHWM"))
                .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / 1_024)
                .findFirst()
                .orElse(0);
    }

    @Override
    public void close() {
        server.close();
    }
}
